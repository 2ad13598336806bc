"""Who a key person is and where in the reporting line: added and edited value by value (spec 1.1)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from renmai.domain.asking import read_day
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import keep
from renmai.store.actions.reporting_line import (
    check_since,
    join_earlier,
    local_day,
    move,
    refuse_changed_line,
    superior_at,
)
from renmai.store.actions.revision import recording
from renmai.store.cells import cells_of, fill
from renmai.store.models import Customer, Employee, KeyPerson

TEXTS: Final = ("name", "department", "title", "email", "phone")
FLAGS: Final = ("focus", "top", "nobody_found")
DAYS: Final = ("joined_on", "left_on")
EDITABLE: Final = (*TEXTS, *FLAGS, *DAYS, "reports_to")
REQUIRED: Final = ("name", "joined_on")
LONGEST: Final = 200
"""Characters of a text that is typed in."""


def edit_key_person(
    person: KeyPerson,
    values: Mapping[str, str],
    seen: Mapping[str, str],
    *,
    by: Employee,
    now: datetime,
    today: date | None = None,
    since: date | None = None,
) -> int | None:
    """Set some values, given as cells; the revision, or None if nothing is new.

    `seen` are the values that the form showed; the superior is the one of today. A named superior
    and *top* are two answers to one question, so one takes the other's place. `since`: from when
    the superior holds, None for today, which is the day of `now` unless it is said. Raises
    `ConflictError`, and `RenmaiError` for what is missing, too long, no date, in the wrong order,
    for a superior of another customer and for a circle; its parameter `column` says where.
    """
    with recording("edit key person", by.code, now) as record:
        row = KeyPerson.unscoped.select_related("customer", "reports_to").get(pk=person.pk)
        before, today = cells_of(row), today or local_day(now)
        wanted = _consistent(_checked(values))
        refuse_changed_line(row, {name: wanted[name] for name in values}, seen, today)
        superior = wanted.pop("reports_to", None)
        joined = row.joined_on
        fill(row, wanted)
        _check_days(row)
        if since is not None:
            check_since(row, since, today)
        if row.joined_on < joined:
            join_earlier(record, row, joined)
        if superior is not None:
            move(record, row, superior, since or max(today, row.joined_on))
        keep(record, row, before)
        return record.made


def add_key_person(
    customer: Customer, values: Mapping[str, str], *, by: Employee, today: date, now: datetime
) -> KeyPerson:
    """A new key person with a code of our own, there from today unless `joined_on` says otherwise.

    Who is known by the role only is given the role for a name: a placeholder until somebody
    learns the name. Raises as `edit_key_person` does.
    """
    with recording("add key person", by.code, now) as record:
        named = {**values, "name": values.get("name", "").strip() or values.get("title", "")}
        wanted = _consistent(_checked({"joined_on": today.isoformat(), **named}))
        row = KeyPerson(code=new_code(record, "key_people", "KP"), customer=customer)
        superior_at(customer.pk, wanted.get("reports_to", ""))
        fill(row, wanted)
        _check_days(row)
        keep(record, row, None)
        return row


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    return {name: _checked_value(name, text.strip()) for name, text in values.items()}


def _checked_value(name: str, text: str) -> str:
    if name not in EDITABLE or (name in FLAGS and text not in ("yes", "no")) or len(text) > LONGEST:
        raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=text[:LONGEST], column=name)
    if name in REQUIRED and not text:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column=name)
    if name in DAYS and text:
        _check_day(name, text)
    return text


def _check_day(name: str, text: str) -> None:
    try:
        read_day(text, date.min)
    except RenmaiError as wrong:
        raise RenmaiError(wrong.code, **wrong.params, column=name) from None


def _consistent(values: dict[str, str]) -> dict[str, str]:
    """Who is top has no superior, and who has a superior is not top."""
    if values.get("top") == "yes":
        return {**values, "reports_to": ""}
    if values.get("reports_to"):
        return {**values, "top": "no"}
    return values


def _check_days(row: KeyPerson) -> None:
    if row.left_on and row.left_on <= row.joined_on:
        raise RenmaiError(ErrorCode.END_BEFORE_START, start=row.joined_on, column="left_on")
