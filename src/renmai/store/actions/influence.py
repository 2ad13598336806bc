"""Who can deeply sway a key person: added, and ended when it is over (spec 1.1)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.guided_questions.evidence import Answered, written
from renmai.store.actions.keeping import drop, keep, with_note
from renmai.store.actions.network_choice import unname
from renmai.store.actions.private_relation import hides
from renmai.store.actions.revision import Recording, recording
from renmai.store.actions.withdrawal import cannot_return
from renmai.store.cells import cells_of
from renmai.store.models import Competitor, Employee, Influence, KeyPerson, PrivateRelation, Withdrawal
from renmai.store.models.influence import InfluenceKind

LONGEST: Final = 500
"""Characters of a note, and of the name of a competitor's person."""


@dataclass(frozen=True, slots=True)
class Influencer:
    """Whose influence: a key person of the same customer, an employee, or a competitor's person."""

    who: KeyPerson | Employee | Competitor
    contact_name: str = ""

    @property
    def fields(self) -> dict[str, object]:
        match self.who:
            case KeyPerson():
                return {"kind": InfluenceKind.INTERNAL, "person": self.who}
            case Employee():
                return {"kind": InfluenceKind.OURS, "employee": self.who}
            case _:
                return {"kind": InfluenceKind.COMPETITOR, "competitor": self.who, "contact_name": self.contact_name}


def add_influence(
    person: KeyPerson,
    influencer: Influencer,
    since: date,
    note: str,
    *,
    by: Employee,
    today: date,
    now: datetime,
    answered: Answered | None = None,
) -> int | None:
    """From this day the influencer can sway the person; "nobody found" is over with it.

    `answered` are the answers that say how deep it is, where somebody was guided. Raises
    `RenmaiError` for oneself, somebody of another customer, a day that has not come, texts too
    long, and for an influence that is known already at that time. A colleague's relation that the
    colleague tells without a name, or took back, may not be recorded by others: RELATION_PRIVATE. Of whoever hides
    it is recorded without a name, and nothing is said of whether it was known.
    """
    _check(person, influencer, since, note, today)
    with recording("add influence", by.code, now) as record:
        if isinstance(influencer.who, Employee) and hides(influencer.who):
            return _add_hidden(record, person, influencer.who, since, today)
        if isinstance(influencer.who, Employee):
            _refuse_private(influencer.who, person, by)
        fields = influencer.fields
        holding = Influence.unscoped.filter(key_person=person, **fields)
        if holding.filter(Q(valid_to=None) | Q(valid_to__gt=since)).exists():
            raise RenmaiError(ErrorCode.INFLUENCE_KNOWN)
        evidence = written({"influence": answered}) if answered else ""
        row = Influence(key_person=person, valid_from=since, note=note, evidence=evidence, **fields)
        keep(record, row, None)
        _somebody_found(record, person)
        return record.made


def end_influence(
    influence: Influence, until: date, reason: str = "", *, by: Employee, today: date, now: datetime
) -> int | None:
    """From this day on the influence no longer counts; one that ends on its first day never was.

    The reason is kept behind what was noted before. Raises `RenmaiError` for a day before the start
    or one that has not come, for a reason that is too long, and for a relation that its owner gave: only they
    say when it is over.
    """
    if until > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, date=until)
    if len(reason) > LONGEST:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="note", value=reason[:LONGEST])
    with recording("end influence", by.code, now) as record:
        row = Influence.unscoped.filter(pk=influence.pk).first()
        if row is None:
            return None
        if PrivateRelation.unscoped.filter(influence=row).exists():
            raise RenmaiError(ErrorCode.RELATION_OF_OWNER)
        if until < row.valid_from:
            raise RenmaiError(ErrorCode.END_BEFORE_START, start=row.valid_from)
        if until == row.valid_from:
            drop(record, row)
        else:
            before = cells_of(row)
            row.valid_to, row.note = until, with_note(row.note, reason)
            keep(record, row, before)
        return record.made


def _refuse_private(employee: Employee, person: KeyPerson, by: Employee) -> None:
    """Whoever records their own relation takes a withdrawal back with it."""
    if by.pk == employee.pk:
        Withdrawal.unscoped.filter(employee=employee, key_person=person).delete()
    if cannot_return(employee, person):
        raise RenmaiError(ErrorCode.RELATION_PRIVATE)


def _add_hidden(record: Recording, person: KeyPerson, employee: Employee, since: date, today: date) -> int | None:
    if not cannot_return(employee, person):
        unname(record, Influence(key_person=person, kind=InfluenceKind.OURS, valid_from=since), employee, today)
        _somebody_found(record, person)
    return record.made


def _check(person: KeyPerson, influencer: Influencer, since: date, note: str, today: date) -> None:
    if since > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, date=since)
    for name, text in (("contact_name", influencer.contact_name), ("note", note)):
        if len(text) > LONGEST:
            raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=text[:LONGEST])
    if isinstance(influencer.who, KeyPerson):
        if influencer.who.pk == person.pk:
            raise RenmaiError(ErrorCode.ONESELF)
        if influencer.who.customer_id != person.customer_id:
            raise RenmaiError(ErrorCode.UNKNOWN_KEY_PERSON, person=influencer.who.code)


def _somebody_found(record: Recording, person: KeyPerson) -> None:
    row = KeyPerson.unscoped.get(pk=person.pk)
    before = cells_of(row)
    row.nobody_found = False
    keep(record, row, before)
