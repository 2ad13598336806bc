"""Rounds of coverage: several of us meet the key persons of a customer between two days."""

from datetime import date
from typing import Any

from renmai.api.nouns.base import Call, Changing, Creating, Noun, held, pick, seen
from renmai.api.nouns.found import customer_of, employee_of, key_person_of
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import COVERAGE_ROUNDS
from renmai.intake.columns import Column, Kind
from renmai.store.actions.coverage_round import (
    LONGEST_NAME,
    MOST_CONTACTS,
    Outline,
    Pair,
    change_round,
    close_round,
    plan_round,
)
from renmai.store.models import CoverageRound

CONTACTS = Column(
    "contacts",
    Kind.REFERENCES,
    "who is to meet whom, each as KEY_PERSON@EMPLOYEE, at most 200",
    required=True,
)


def _pairs(call: Call, text: str) -> list[Pair]:
    given = text.split(";")
    if len(given) > MOST_CONTACTS:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="contacts", name="contacts", value=len(given))
    return [_pair(call, one) for one in given]


def _pair(call: Call, text: str) -> Pair:
    person, _, employee = text.rpartition("@")
    return key_person_of(call.caller, person, "contacts"), employee_of(employee, "contacts")


def _outline(cells: dict[str, str]) -> Outline:
    return Outline(cells["name"], *(date.fromisoformat(cells[name]) for name in ("starts_on", "due_on")))


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller, customer = call.caller, customer_of(call.caller, cells["customer"])
    pairs = _pairs(call, cells["contacts"])
    made = plan_round(customer, _outline(cells), pairs, by=caller.employee, today=caller.today, now=call.now)
    return CoverageRound.objects.visible_to(caller.scope, caller.today).get(revision_id=made)


def _change(call: Call, row: CoverageRound, cells: dict[str, str]) -> None:
    shown = held(row)
    outline = _outline({**shown, **cells})
    change_round(row, outline, shown, by=call.caller.employee, now=call.now)
    if "closed" in cells:
        close_round(row, closed=cells["closed"] == "yes", by=call.caller.employee, now=call.now)


NOUN = Noun(
    path="coverage-rounds",
    one="round of coverage",
    many="rounds of coverage",
    file=COVERAGE_ROUNDS,
    rows=seen(CoverageRound),
    filters={"customer": "customer__code", "closed": "closed"},
    example={
        "code": "CR-14",
        "customer": "harbour",
        "name": "十月走访",
        "starts_on": "2026-10-01",
        "due_on": "2026-10-31",
        "closed": False,
        "revision": 14,
    },
    create=Creating(
        (*pick(COVERAGE_ROUNDS, "customer", "name", "starts_on", "due_on", longest=LONGEST_NAME), CONTACTS),
        _create,
        {
            "customer": "harbour",
            "name": "十月走访",
            "starts_on": "2026-10-01",
            "due_on": "2026-10-31",
            "contacts": ["harbour-boss@leader", "harbour-buyer@owner"],
        },
        "Plans the round with its contacts. Renmai gives the code.",
    ),
    change=Changing(
        pick(COVERAGE_ROUNDS, "name", "starts_on", "due_on", "closed", longest=LONGEST_NAME),
        _change,
        {"due_on": "2026-11-15"},
        "Another name, other days, or the end of the round.",
    ),
)
