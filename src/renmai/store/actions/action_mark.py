"""Marking next actions as done, put off or not to be done, and opening them again (docs/adr/0017)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.principles.mark import Ending, MarkStatus, asks_for_reason
from renmai.store.action_marks import mark_of
from renmai.store.actions.coding import new_code
from renmai.store.actions.keeping import changed_by, keep
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import cells_of
from renmai.store.models import ActionMark, Customer, Employee, Revision

FILE: Final = "action_marks"
LONGEST_REASON: Final = 2000


@dataclass(frozen=True, slots=True)
class Marked:
    """An action as it was seen: `cause` and `priority` are those of now."""

    line: str
    principle: str
    subject_type: str
    subject: str
    customer: Customer | None
    cause: str
    priority: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What is said of it: `until` is the day on which a snoozed action comes back, None for the others."""

    status: MarkStatus
    until: date | None = None
    reason: str = ""


def mark_actions(
    marked: Sequence[Marked], choice: Choice, *, by: Employee, today: date, now: datetime, done_days: int
) -> int | None:
    """Mark some actions alike, in one revision; its number, None if all of them are marked so by the same person.

    Raises `RenmaiError` MISSING_VALUE or DAY_PAST for the `until` of a snoozed action, MISSING_VALUE or
    TOO_LONG for the `reason`, and `ConflictError` if somebody marked one of them meanwhile.
    """
    _check(marked, choice, today)
    with recording("mark actions", by.code, now) as record:
        fresh = [each for each in marked if _makes_room(record, each, choice, by=by, today=today, done_days=done_days)]
        first = new_code(record, FILE, "AM") if fresh else ""
        for at, each in enumerate(fresh):
            keep(record, _new(f"{first}-{at}" if at else first, each, choice, by, today), None)
        return record.made


def _check(marked: Sequence[Marked], choice: Choice, today: date) -> None:
    if choice.status is MarkStatus.SNOOZED:
        if choice.until is None:
            raise RenmaiError(ErrorCode.MISSING_VALUE, column="until")
        if choice.until <= today:
            raise RenmaiError(ErrorCode.DAY_PAST, column="until", date=choice.until)
    if not choice.reason and any(asks_for_reason(choice.status, each.principle) for each in marked):
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="reason")
    if len(choice.reason) > LONGEST_REASON:
        raise RenmaiError(ErrorCode.TOO_LONG, column="reason", longest=LONGEST_REASON)


def _makes_room(record: Recording, each: Marked, choice: Choice, *, by: Employee, today: date, done_days: int) -> bool:
    """End a mark that hides the action no longer. False if the same person has said the same already."""
    standing = _standing(each)
    if standing is None:
        return True
    if mark_of(standing).hides(each.cause, each.priority, today, done_days):
        if standing.by == by and (standing.status, standing.until) == (choice.status.value, choice.until):
            return False
        raise _marked_meanwhile(standing)
    _end(record, standing, today, Ending.GONE if standing.cause != each.cause else Ending.REPLACED)
    return True


def _standing(each: Marked) -> ActionMark | None:
    rows = ActionMark.unscoped.select_related("customer", "by").filter(ended_on=None)
    return rows.filter(
        line=each.line, principle=each.principle, subject_type=each.subject_type, subject_code=each.subject
    ).first()


def _marked_meanwhile(standing: ActionMark) -> ConflictError:
    made = Revision.objects.get(number=standing.revision_id)
    return changed_by(made, "status", was="", now=standing.status, file=FILE)


def _new(code: str, each: Marked, choice: Choice, by: Employee, today: date) -> ActionMark:
    return ActionMark(
        code=code,
        customer=each.customer,
        line=each.line,
        principle=each.principle,
        subject_type=each.subject_type,
        subject_code=each.subject,
        status=choice.status.value,
        cause=each.cause,
        priority=each.priority,
        marked_on=today,
        until=choice.until,
        reason=choice.reason,
        by=by,
    )


def reopen_actions(codes: Sequence[str], *, by: Employee, today: date, now: datetime) -> int | None:
    """Let marked actions be shown again; the revision's number, None if they are already."""
    return _ended("reopen actions", codes, Ending.REOPENED, actor=by.code, today=today, now=now)


def close_gone(codes: Sequence[str], *, today: date, now: datetime) -> int | None:
    """End marks whose cause is gone: should it come back, that is a new action. Nobody's own doing: it has no actor."""
    return _ended("close marks", codes, Ending.GONE, actor="", today=today, now=now)


def _ended(action: str, codes: Iterable[str], ending: Ending, *, actor: str, today: date, now: datetime) -> int | None:
    with recording(action, actor, now) as record:
        rows = ActionMark.unscoped.select_related("customer", "by").filter(code__in=codes, ended_on=None)
        for row in rows.order_by("code"):
            _end(record, row, today, ending)
        return record.made


def _end(record: Recording, row: ActionMark, today: date, ending: Ending) -> None:
    before = cells_of(row)
    row.ended_on, row.ending = today, ending.value
    keep(record, row, before)
