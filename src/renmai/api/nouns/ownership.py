"""Ownerships: who answers for a customer from when to when; a new one ends the one before."""

from datetime import date
from typing import Any

from renmai.analytics.visible import possible_owners
from renmai.api.nouns.base import Call, Creating, Noun, lasting, pick, seen
from renmai.api.nouns.found import customer_of, employee_of
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import OWNERSHIPS
from renmai.store.actions.ownership import hand_over, owner_on
from renmai.store.models import Ownership


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller = call.caller
    customer, owner = customer_of(caller, cells["customer"]), employee_of(cells["employee"])
    if owner.code not in {one.code for one in possible_owners(caller.panel, caller.scope, caller.today)}:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="employee", employee=owner.code)
    current = owner_on(customer, caller.today)
    held = current.employee.code if current else ""
    on = date.fromisoformat(cells["valid_from"])
    made = hand_over(customer, owner, on, seen=held, by=caller.employee, today=caller.today, now=call.now)
    rows = Ownership.objects.visible_to(caller.scope, caller.today)
    return rows.filter(revision_id=made, employee=owner, valid_from=on).first()


NOUN = Noun(
    path="ownerships",
    one="ownership",
    many="ownerships",
    file=OWNERSHIPS,
    rows=seen(Ownership),
    as_of=lasting("valid_from", "valid_to"),
    filters={"customer": "customer__code", "employee": "employee__code"},
    example={
        "id": 2,
        "customer": "harbour",
        "employee": "owner",
        "valid_from": "2026-06-01",
        "valid_to": None,
        "revision": 1,
    },
    create=Creating(
        pick(OWNERSHIPS, "customer", "employee", "valid_from"),
        _create,
        {"customer": "mill", "employee": "mate", "valid_from": "2026-09-30"},
        "Hands the customer over: the owner of that day ends on it. 204 where you see the customer no more.",
    ),
)
