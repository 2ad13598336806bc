"""Private relations: given by their owner, told so far as the owner agrees, taken back without a trace (spec 1.10).

The trail says that the network changed and when, never whose relation it was: no row that names an owner is
audited here, and the revision names nobody as its actor.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.revision import Recording, recording
from renmai.store.models import (
    AuditEntry,
    Employee,
    Influence,
    InfluenceKind,
    KeyPerson,
    NetworkChoice,
    PrivateRelation,
    Survey,
    Withdrawal,
)
from renmai.store.own_network import owned_by

ACTOR: Final = ""
"""Who gave or took back a relation is nobody's business: revisions of private networks have no actor."""
LONGEST: Final = 500
"""Characters of how two people know each other."""


@dataclass(frozen=True, slots=True)
class Given:
    """Whom the owner can deeply sway, since when, and what of it may be told."""

    key_person: KeyPerson
    since: date
    disclosure: Disclosure
    how: str = ""
    survey: Survey | None = None


def give_relation(given: Given, *, by: Employee, today: date, now: datetime) -> PrivateRelation:
    """Keep a relation of `by`; one that lasts already takes over what is said now, and is never kept twice.

    Given again after it was taken back, it counts again. Raises `RenmaiError` with the `column` that cannot be
    so: DAY_IN_FUTURE, TOO_LONG.
    """
    if given.since > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, column="since", date=given.since)
    _refuse_long(given.how)
    with recording("give relation", ACTOR, now) as record:
        Withdrawal.unscoped.filter(employee=by, key_person=given.key_person).delete()
        row = _lasting(by, given.key_person, today) or PrivateRelation(
            employee=by, influence=Influence(key_person=given.key_person, kind=InfluenceKind.OURS, employee=by)
        )
        begins = row.influence.valid_from if row.influence.pk else given.since
        row.influence.valid_from = min(given.since, begins)
        row.disclosure, row.how, row.agreed_on = given.disclosure, given.how, today
        row.survey = given.survey or row.survey
        tell(record, row)
        return row


def claim(influence: Influence, disclosure: Disclosure, how: str, *, by: Employee, today: date, now: datetime) -> None:
    """Tell more or less of what the company recorded about `by`, who owns it from now on.

    Raises `RenmaiError(TOO_LONG)`; what is not theirs, or not there any more, is left as it is.
    """
    _refuse_long(how)
    with recording("disclose relation", ACTOR, now) as record:
        found = Influence.unscoped.select_related("key_person").filter(pk=influence.pk, employee=by)
        for row in found.filter(private=None):
            tell(record, PrivateRelation(influence=row, employee=by, disclosure=disclosure, how=how, agreed_on=today))


def end_relation(influence: Influence, until: date, *, by: Employee, today: date, now: datetime) -> None:
    """It was true until this day; one that ends on its first day never was.

    Raises `RenmaiError` with the `column` that cannot be so: DAY_IN_FUTURE, END_BEFORE_START. Of what is not
    theirs nothing is done.
    """
    if until > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, column="until", date=until)
    with recording("end relation", ACTOR, now) as record:
        row = owned_by(by).filter(pk=influence.pk).first()
        if row is None:
            return
        if until < row.valid_from:
            raise RenmaiError(ErrorCode.END_BEFORE_START, column="until", start=row.valid_from)
        if until == row.valid_from:
            remove(record, row)
            return
        row.valid_to, row.revision_id = until, record.number
        row.save()
        record.touch([row.key_person.customer_id])


def remove(record: Recording, influence: Influence) -> None:
    """The influence and what its owner said of it are gone, and no trail tells of them."""
    record.touch([influence.key_person.customer_id])
    _ = record.number  # whoever keeps figures hears of it, although no row carries the number
    PrivateRelation.unscoped.filter(influence=influence).delete()
    influence.delete()


def disclose(relation: PrivateRelation, disclosure: Disclosure, how: str, *, today: date, now: datetime) -> None:
    """Tell more or less of a relation from now on; nothing of one that was taken back meanwhile.

    Raises `RenmaiError(TOO_LONG)`.
    """
    _refuse_long(how)
    with recording("disclose relation", ACTOR, now) as record:
        found = PrivateRelation.unscoped.select_related("influence__key_person", "employee").filter(pk=relation.pk)
        for row in found:
            row.disclosure, row.how, row.agreed_on = disclosure, how, today
            tell(record, row)


def tell(record: Recording, row: PrivateRelation) -> None:
    """Write the relation, and its influence with as much as may be told of it."""
    influence = row.influence
    is_named = Disclosure(row.disclosure).names_owner and not hides(row.employee)
    influence.employee = row.employee if is_named else None
    influence.note = row.how if is_named and Disclosure(row.disclosure).tells_how else ""
    if not is_named:
        forget_influence(influence.key_person, row.employee)
    influence.revision_id = row.revision_id = record.number
    influence.save()
    row.influence = influence
    row.save()
    record.touch([influence.key_person.customer_id])


def _lasting(employee: Employee, person: KeyPerson, today: date) -> PrivateRelation | None:
    """The employee's influence on the person that lasts today, given by themselves or recorded by others."""
    lasts = Q(influence__valid_to=None) | Q(influence__valid_to__gt=today)
    rows = PrivateRelation.unscoped.select_related("influence__key_person")
    own: PrivateRelation | None = rows.filter(lasts, employee=employee, influence__key_person=person).first()
    if own is not None:
        return own
    recorded = Influence.unscoped.filter(Q(valid_to=None) | Q(valid_to__gt=today), key_person=person, employee=employee)
    found = recorded.select_related("key_person").first()
    return PrivateRelation(employee=employee, influence=found) if found else None


def hides(employee: Employee) -> bool:
    """Whether the employee is named with no relation at all."""
    return NetworkChoice.unscoped.filter(employee=employee, hidden=True).exists()


def forget_influence(person: KeyPerson, employee: Employee) -> None:
    """What the trail tells of the person's influences no longer says that the employee has one."""
    forget(AuditEntry.objects.filter(file="influences", subject=person.code[:500]), "influencer", employee)


def forget(entries: QuerySet[AuditEntry], column: str, employee: Employee) -> None:
    """Of some entries, those that name the employee in the column are gone."""
    named = [
        entry.pk
        for entry in entries
        if any(cells and cells.get(column) == employee.code for cells in (entry.before, entry.after))
    ]
    AuditEntry.objects.filter(pk__in=named).delete()


def _refuse_long(how: str) -> None:
    if len(how) > LONGEST:
        raise RenmaiError(ErrorCode.TOO_LONG, column="how", longest=LONGEST)
