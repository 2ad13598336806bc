"""From what was tried to planned steps: the form that saves it, and what a sent one asks for."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import QueryDict

from renmai.analytics.customer import owner_on
from renmai.analytics.visible import who_sees
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.plan_step import LONGEST_NOTE, Intent, Move
from renmai.store.models import Employee, KeyPerson
from renmai.web.fields import Option
from renmai.web.pages.opportunity.trying import Around, Tried, read_tried

USUAL_DAYS: Final = 14
"""A step is proposed for two weeks from today, or for the expected close if that comes sooner."""


@dataclass(frozen=True, slots=True)
class Saving:
    """`fields` carry what was tried, `count` of which are steps; what was typed comes back where it was refused."""

    count: int
    fields: list[tuple[str, str]]
    owners: list[Option]
    owner: str
    due_on: str
    note: str
    problem: str = ""
    column: str = ""


def saving_of(around: Around, tried: Tried, given: QueryDict) -> Saving | None:
    """None where nothing can be planned: on a past day, or where only forgetting is tried."""
    goals = Tried(tried.who, tuple(one for one in tried.values if one.cell))
    if not goals.values or not around.is_today:
        return None
    owners, mine = owner_options(around), around.viewer.employee.code
    return Saving(
        count=len(goals.values),
        fields=goals.fields(),
        owners=owners,
        owner=given.get("owner", mine),
        due_on=given.get("due_on", _due_on(around).isoformat()),
        note=given.get("note", "")[:LONGEST_NOTE],
    )


def owner_options(around: Around) -> list[Option]:
    """Who may see the customer: from anybody else a step would be hidden."""
    viewer = around.viewer
    found = who_sees(viewer.panel, owner_on(around.panel, viewer.today), viewer.today)
    return [Option(one.code, f"{one.name} {one.code}") for one in found]


def _due_on(around: Around) -> date:
    today, expected = around.viewer.today, around.opportunity.expected_on
    usual = today + timedelta(days=USUAL_DAYS)
    return min(usual, expected) if expected and expected >= today else usual


def moves_of(around: Around, given: QueryDict) -> list[Move]:
    """From what holds today to what a sent form wants; what is so by now is no move."""
    tried, viewer = read_tried(given, around.held), around.viewer
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(code__in=tried.who)
    people = {one.code: one for one in rows}
    return [
        Move(people[one.person], one.column, around.held[one.person][one.column], one.cell)
        for one in tried.values
        if one.cell
    ]


def intent_of(around: Around, given: QueryDict) -> Intent:
    """Raises `RenmaiError` with the `column` that cannot be so."""
    owner, due = given.get("owner", ""), given.get("due_on", "")
    if owner not in {option.value for option in owner_options(around)}:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="owner", employee=owner)
    return Intent(Employee.objects.get(code=owner), _day(due), around.opportunity, given.get("note", "").strip())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_DATE, column="due_on", date=text) from None
