"""Planning rounds of coverage, changing and closing them, and taking a planned contact out (spec 7.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import drop, keep, refuse_changed
from renmai.store.actions.revision import recording
from renmai.store.cells import cells_of
from renmai.store.models import CoverageRound, Customer, Employee, KeyPerson, PlannedContact

LONGEST_NAME: Final = 100
MOST_CONTACTS: Final = 200
"""Of one round: more than anybody can follow, and what one action may take back is bounded."""

Pair = tuple[KeyPerson, Employee]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a round is called and when its contacts count, both days included."""

    name: str
    starts_on: date
    due_on: date


def plan_round(
    customer: Customer, outline: Outline, pairs: Sequence[Pair], *, by: Employee, today: date, now: datetime
) -> int | None:
    """Keep the round and its planned contacts in one revision; its number.

    Raises `RenmaiError` with the `column` that cannot be so: MISSING_VALUE without a name or anybody to
    meet, TOO_LONG, END_BEFORE_START, DAY_PAST for a round that is over, UNKNOWN_KEY_PERSON for somebody of
    another customer or who has left it, NOT_EMPLOYED for a colleague who has left us.
    """
    _check_outline(outline, today)
    chosen = list(dict.fromkeys(pairs))
    if not chosen:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="contacts")
    if len(chosen) > MOST_CONTACTS:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="contacts", name="contacts", value=len(chosen))
    for person, employee in chosen:
        _check_pair(customer, person, employee, today)
    with recording("plan round", by.code, now) as record:
        made = CoverageRound(code=new_code(record, "coverage_rounds", "CR"), customer=customer)
        _fill(made, outline)
        keep(record, made, None)
        for person, employee in chosen:
            keep(record, PlannedContact(round=made, key_person=person, employee=employee), None)
        return record.made


def _fill(made: CoverageRound, outline: Outline) -> None:
    made.name, made.starts_on, made.due_on = outline.name, outline.starts_on, outline.due_on


def _check_outline(outline: Outline, today: date | None) -> None:
    if not outline.name:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    if len(outline.name) > LONGEST_NAME:
        raise RenmaiError(ErrorCode.TOO_LONG, column="name", longest=LONGEST_NAME)
    if outline.due_on < outline.starts_on:
        raise RenmaiError(ErrorCode.END_BEFORE_START, column="due_on", start=outline.starts_on)
    if today and outline.due_on < today:
        raise RenmaiError(ErrorCode.DAY_PAST, column="due_on", date=outline.due_on)


def _check_pair(customer: Customer, person: KeyPerson, employee: Employee, today: date) -> None:
    if person.customer_id != customer.pk or (person.left_on and person.left_on <= today):
        raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, column="contacts", person=person.code)
    begun = employee.joined_on is None or employee.joined_on <= today
    if not begun or (employee.left_on and employee.left_on <= today):
        raise RenmaiError(ErrorCode.NOT_EMPLOYED, column="contacts", employee=employee.name, date=today)


def change_round(
    found: CoverageRound, outline: Outline, seen: Mapping[str, str], *, by: Employee, now: datetime
) -> int | None:
    """Another name or other days; the revision's number, None where nothing changes.

    `seen` are the cells that the form showed: raises `ConflictError` if somebody changed one meanwhile, and
    what `plan_round` raises of an outline, save that a round may have ended.
    """
    _check_outline(outline, None)
    wanted = {"name": outline.name, "starts_on": str(outline.starts_on), "due_on": str(outline.due_on)}
    with recording("change round", by.code, now) as record:
        row = CoverageRound.unscoped.select_related("customer").get(pk=found.pk)
        held = cells_of(row)
        refuse_changed(row, held, wanted, seen)
        _fill(row, outline)
        keep(record, row, held)
        return record.made


def close_round(found: CoverageRound, *, closed: bool, by: Employee, now: datetime) -> int | None:
    """End the round, or open it again; None where it is so already."""
    with recording("close round", by.code, now) as record:
        row = CoverageRound.unscoped.select_related("customer").get(pk=found.pk)
        held = cells_of(row)
        row.closed = closed
        keep(record, row, held)
        return record.made


def remove_contact(found: PlannedContact, *, by: Employee, now: datetime) -> int | None:
    """Take one planned contact out of its round; None if somebody has done so already."""
    with recording("remove contact", by.code, now) as record:
        rows = PlannedContact.unscoped.select_related("round", "key_person", "employee")
        row = rows.filter(pk=found.pk).first()
        if row is not None:
            drop(record, row)
        return record.made
