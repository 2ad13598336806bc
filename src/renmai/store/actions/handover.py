"""Handing several customers over together, and working through what that takes (spec 4.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.handover import PER_CUSTOMER, TOLD_BY_FACTS, ItemKind
from renmai.domain.plan_step import StepStatus
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import keep, refuse_changed
from renmai.store.actions.ownership import keep_owner, owner_on
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import cells_of
from renmai.store.models import Customer, Employee, Handover, HandoverItem, KeyPerson, PlanStep

ACTION: Final = "hand over customers"
MOST_CUSTOMERS: Final = 200
LONGEST_NOTE: Final = 2000


@dataclass(frozen=True, slots=True)
class Passing:
    """A customer, who takes it over, and the holders of a vote to whom the successor is to be introduced."""

    customer: Customer
    to: Employee
    deciders: Sequence[KeyPerson] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """From which day it holds, and whether the open planned steps of who gives pass to who takes."""

    on: date
    note: str = ""
    with_steps: bool = True


def hand_over_customers(
    giver: Employee, passing: Sequence[Passing], terms: Terms, *, by: Employee, today: date, now: datetime
) -> list[Handover]:
    """Make each successor owner of their customers from the day on, all in one revision; one handover for each.

    Raises `ConflictError` if a customer belongs to somebody else by now, and `RenmaiError`: NOTHING_CHOSEN,
    TOO_MANY_CHOSEN, TOO_LONG, SAME_OWNER, NOT_EMPLOYED, DAY_BEFORE_CREATED, and NOT_OWNER_THEN where it is not
    the giver's on that day. `customer` in its `params` says which one it is about; nothing is kept then.
    """
    _check(passing, terms)
    with recording(ACTION, by.code, now) as record:
        taken: dict[int, list[Passing]] = {}
        for one in passing:
            taken.setdefault(one.to.pk, []).append(one)
        first = new_code(record, "handovers", "HO")
        made = [
            Handover(
                code=f"{first}-{at}" if at else first,
                from_employee=giver,
                to_employee=some[0].to,
                day=terms.on,
                note=terms.note,
                by=by,
            )
            for at, some in enumerate(taken.values())
        ]
        for handover, some in zip(made, taken.values(), strict=True):
            _keep(record, handover, some, today, with_steps=terms.with_steps)
        return made


def _check(passing: Sequence[Passing], terms: Terms) -> None:
    if not passing:
        raise RenmaiError(ErrorCode.NOTHING_CHOSEN)
    if len(passing) > MOST_CUSTOMERS:
        raise RenmaiError(ErrorCode.TOO_MANY_CHOSEN, most=MOST_CUSTOMERS)
    if len(terms.note) > LONGEST_NOTE:
        raise RenmaiError(ErrorCode.TOO_LONG, column="note", longest=LONGEST_NOTE)


def _keep(record: Recording, made: Handover, passing: Sequence[Passing], today: date, *, with_steps: bool) -> None:
    """Everything that one successor takes over."""
    for one in passing:
        try:
            _pass_on(record, made.from_employee, one, made.day, today)
        except RenmaiError as refused:
            refused.params["customer"] = one.customer.code
            raise
    keep(record, made, None)
    for one in passing:
        for item in _items(made, one):
            keep(record, item, None)
        if with_steps:
            _pass_steps(record, made.from_employee, one)


def _pass_on(record: Recording, giver: Employee, one: Passing, on: date, today: date) -> None:
    if one.to.pk == giver.pk:
        raise RenmaiError(ErrorCode.SAME_OWNER, column="employee", employee=giver.name)
    then = owner_on(one.customer, on)
    held = owner_on(one.customer, today)
    if held and held.employee_id == giver.pk and (then is None or then.employee_id != giver.pk):
        if on < one.customer.created_on:
            start = one.customer.created_on.isoformat()
            raise RenmaiError(ErrorCode.DAY_BEFORE_CREATED, column="valid_from", start=start)
        raise RenmaiError(ErrorCode.NOT_OWNER_THEN, column="valid_from", date=on.isoformat(), employee=giver.name)
    keep_owner(record, one.customer, one.to, on, seen=giver.code, today=today)


def _items(handover: Handover, one: Passing) -> Iterator[HandoverItem]:
    for person in one.deciders:
        yield HandoverItem(handover=handover, customer=one.customer, kind=ItemKind.INTRODUCED.value, key_person=person)
    for kind in PER_CUSTOMER:
        yield HandoverItem(handover=handover, customer=one.customer, kind=kind.value)


def _pass_steps(record: Recording, giver: Employee, one: Passing) -> None:
    rows = PlanStep.unscoped.filter(customer=one.customer, owner=giver, status=StepStatus.OPEN.value)
    for step in rows.select_related("customer", "opportunity", "key_person", "owner").order_by("code"):
        held = cells_of(step)
        step.owner = one.to
        keep(record, step, held)


def tick_item(
    item: HandoverItem, done: bool, seen: str, *, note: str = "", by: Employee, today: date, now: datetime
) -> int | None:
    """Say that something is done, or that it is not; the revision's number, None if it is so already.

    `seen` is the day of being done that was shown, blank for none: raises `ConflictError` if it is another one by
    now, and `RenmaiError`: TOLD_BY_FACTS for what nobody ticks by hand, TOO_LONG.
    """
    if item.kind in TOLD_BY_FACTS:
        raise RenmaiError(ErrorCode.TOLD_BY_FACTS)
    if len(note) > LONGEST_NOTE:
        raise RenmaiError(ErrorCode.TOO_LONG, column="note", longest=LONGEST_NOTE)
    with recording("tick handover item", by.code, now) as record:
        found = HandoverItem.unscoped.select_related("handover", "customer", "key_person", "done_by").get(pk=item.pk)
        held = cells_of(found)
        if bool(held["done_on"]) == done:
            return None
        refuse_changed(found, held, {"done_on": today.isoformat() if done else ""}, {"done_on": seen})
        found.done_on, found.done_by = (today, by) if done else (None, None)
        found.note = note
        keep(record, found, held)
        return record.made
