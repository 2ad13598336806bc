"""The ledger of use: recorded when it happens, confirmed by the deal's side and by the employee (spec 1.6, 1.10).

Whatever employees do to their own uses has no actor in the trail, and a use without a name has no entry that
names anybody: who helped is nobody's business but theirs (ADR 0022, 0024).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.influence_use import UseGrade
from renmai.domain.scope import Scope
from renmai.store.actions.keeping import drop, keep
from renmai.store.actions.revision import Recording, recording
from renmai.store.actions.withdrawal import cannot_return
from renmai.store.cells import cells_of
from renmai.store.influence_use import answerable, answers_for, helper_of
from renmai.store.models import (
    AuditEntry,
    Employee,
    HelpRequest,
    InfluenceUse,
    KeyPerson,
    Opportunity,
    PrivateUse,
    Status,
    Thanks,
)

LONGEST: Final = 500
"""Characters of a note, and of thanks."""
NOBODY: Final = ""
"""The actor of what employees do to their own uses."""


@dataclass(frozen=True, slots=True)
class Use:
    """Whose influence moved whom, when, and how it helped.

    `named` is False where the employee is counted without a name; `request` is the help that it came from.
    """

    employee: Employee
    key_person: KeyPerson
    used_on: date
    note: str = ""
    grade: UseGrade | None = None
    named: bool = True
    request: HelpRequest | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody confirms: the grade, the one that the page showed (`seen`), and for the employee the name."""

    grade: str
    seen: str
    named: bool = True


def add_use(opportunity: Opportunity, use: Use, *, by: Employee, today: date, now: datetime) -> int | None:
    """Keep one use in the opportunity; the revision's number. It is the confirmation of whoever records it.

    Raises `RenmaiError`, with the `column` that cannot be so: USE_FROZEN, OTHER_CUSTOMER, DAY_IN_FUTURE,
    TOO_LONG, OWN_DEAL_UNNAMED, RELATION_PRIVATE for whoever took the relation back, ALREADY_KNOWN.
    """
    is_own = by == use.employee
    with recording("record use", NOBODY if is_own else by.code, now) as record:
        found = Opportunity.unscoped.get(pk=opportunity.pk)
        row = InfluenceUse(
            opportunity=found,
            employee=use.employee if use.named else None,
            key_person=use.key_person,
            used_on=use.used_on,
            note=use.note,
            grade=use.grade or "",
            owner_confirmed_on=None if is_own else today,
            employee_confirmed_on=today if is_own else None,
        )
        _check(row, use, today)
        if not is_own and use.named and cannot_return(use.employee, use.key_person):
            raise RenmaiError(ErrorCode.RELATION_PRIVATE)
        _refuse_twice(row, use.employee, is_own=is_own)
        keep(record, row, None)
        if not use.named:
            PrivateUse.unscoped.create(use=row, employee=use.employee)
        if use.request is not None:
            HelpRequest.unscoped.filter(pk=use.request.pk).update(use=row)
        return record.made


def _check(row: InfluenceUse, use: Use, today: date) -> None:
    _refuse_frozen(row)
    if row.key_person.customer_id != row.opportunity.customer_id:
        raise RenmaiError(ErrorCode.OTHER_CUSTOMER, column="key_person")
    if row.used_on > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, column="used_on", date=row.used_on.isoformat())
    if len(row.note) > LONGEST:
        raise RenmaiError(ErrorCode.TOO_LONG, column="note", longest=LONGEST)
    if not use.named:
        _refuse_unnamed(row, use.employee, today)


def _refuse_frozen(row: InfluenceUse) -> None:
    """What a deal was won with is not decided after it was won."""
    if row.opportunity.status != Status.OPEN:
        raise RenmaiError(ErrorCode.USE_FROZEN)


def _refuse_unnamed(row: InfluenceUse, helper: Employee, today: date) -> None:
    """Who confirms a use instead of the deal's owner would tell that the owner helped."""
    if helper.pk in answers_for(row.opportunity, today):
        raise RenmaiError(ErrorCode.OWN_DEAL_UNNAMED, column="unnamed")


def _refuse_twice(row: InfluenceUse, helper: Employee, *, is_own: bool) -> None:
    """Others are told of rows with a name alone: a refusal must not say whose an unnamed one is."""
    mine = Q(private__employee=helper) if is_own else Q(pk=None)
    same = InfluenceUse.unscoped.filter(
        Q(employee=helper) | mine,
        opportunity_id=row.opportunity_id,
        key_person_id=row.key_person_id,
        used_on=row.used_on,
    )
    if same.exclude(pk=row.pk).exists():
        raise RenmaiError(ErrorCode.ALREADY_KNOWN, column="used_on")


def confirm_use(pk: int, answer: Answer, *, by: Employee, scope: Scope, today: date, now: datetime) -> int | None:
    """Confirm for the deal or, if it is one's own, for oneself; the revision's number, None if nothing changed.

    Another grade asks the other side again. Raises `InfluenceUse.DoesNotExist` for what `by` has no part in, and
    `RenmaiError`: USE_REGRADED, USE_FROZEN, OWN_DEAL_UNNAMED, ALREADY_KNOWN.
    """
    is_own = helper_of(answerable(pk, by, scope, today)) == by
    with recording("confirm use", NOBODY if is_own else by.code, now) as record:
        row = answerable(pk, by, scope, today)
        before = cells_of(row)
        if row.grade != answer.seen:
            raise RenmaiError(ErrorCode.USE_REGRADED, column="grade")
        mine, other = _sides(is_own=is_own)
        if row.grade != answer.grade:
            _refuse_frozen(row)
            row.grade = answer.grade
            setattr(row, mine, today)
            setattr(row, other, None)
        elif getattr(row, other) is not None and getattr(row, mine) is None:
            setattr(row, mine, today)
        if is_own:
            _name(record, row, by, before, named=answer.named, today=today)
        else:
            keep(record, row, before)
        return record.made


def _sides(*, is_own: bool) -> tuple[str, str]:
    """The columns of whoever confirms, and of the other."""
    columns = "employee_confirmed_on", "owner_confirmed_on"
    return columns if is_own else (columns[1], columns[0])


def _name(
    record: Recording, row: InfluenceUse, helper: Employee, before: dict[str, str], *, named: bool, today: date
) -> None:
    """Write the employee's answer, with their name or without; an answer without one leaves no entry."""
    if named:
        row.employee = helper
        _refuse_twice(row, helper, is_own=False)
        PrivateUse.unscoped.filter(use=row).delete()
        keep(record, row, before)
        return
    _refuse_unnamed(row, helper, today)
    row.employee = None
    if cells_of(row) == before:
        return
    row.revision_id = record.number
    row.save()
    PrivateUse.unscoped.update_or_create(use=row, defaults={"employee": helper})
    _forget_name(row, helper)
    record.touch([row.opportunity.customer_id])


def unname_use(pk: int, *, by: Employee, today: date, now: datetime) -> None:
    """From now on the employee's own use counts without their name, in the trail too; whatever became of the deal.

    Raises `InfluenceUse.DoesNotExist` for a use of somebody else, and `RenmaiError(OWN_DEAL_UNNAMED)`.
    """
    with recording("confirm use", NOBODY, now) as record:
        row = InfluenceUse.unscoped.select_related("opportunity").get(pk=pk, employee=by)
        _name(record, row, by, cells_of(row), named=False, today=today)


def _forget_name(row: InfluenceUse, helper: Employee) -> None:
    """What the trail tells of this use no longer says whose it was."""
    about = [row.key_person.code, row.used_on.isoformat()]
    entries = AuditEntry.objects.filter(file="influence_uses", subject=row.opportunity.code[:500])
    for entry in entries:
        if entry.key[1] == helper.code and entry.key[2:4] == about:
            entry.delete()


def decline_use(pk: int, *, by: Employee, scope: Scope, today: date, now: datetime) -> None:
    """Take the use out of the ledger; the trail keeps what it was, and of an unnamed one not whose.

    Raises `InfluenceUse.DoesNotExist` for what `by` has no part in, and `RenmaiError(USE_FROZEN)`.
    """
    is_own = helper_of(answerable(pk, by, scope, today)) == by
    with recording("decline use", NOBODY if is_own else by.code, now) as record:
        row = answerable(pk, by, scope, today)
        _refuse_frozen(row)
        PrivateUse.unscoped.filter(use=row).delete()
        Thanks.unscoped.filter(use=row).delete()
        HelpRequest.unscoped.filter(use=row).update(use=None)
        drop(record, row)


def thank(pk: int, text: str, *, names_deal: bool, by: Employee, scope: Scope, today: date) -> None:
    """Thank whoever helped, once; said again it replaces what one said. No figure changes: no revision.

    Raises `InfluenceUse.DoesNotExist` for what `by` has no part in or for one's own help, and `RenmaiError`:
    MISSING_VALUE, TOO_LONG.
    """
    with transaction.atomic():
        row = answerable(pk, by, scope, today)
        if helper_of(row) == by:
            raise InfluenceUse.DoesNotExist
        if not text.strip():
            raise RenmaiError(ErrorCode.MISSING_VALUE, column="text")
        if len(text) > LONGEST:
            raise RenmaiError(ErrorCode.TOO_LONG, column="text", longest=LONGEST)
        said = {"text": text.strip(), "names_deal": names_deal, "said_on": today}
        Thanks.unscoped.update_or_create(use=row, by=by, defaults=said)
