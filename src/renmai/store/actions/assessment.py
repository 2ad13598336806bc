"""Recording how a key person stands towards us or a competitor (spec 1.2)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Final

from django.db.models import F

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.guided_questions.evidence import Answered, Evidence, read, written
from renmai.domain.stance import DEGREES, VOTES, Stance, VoteAnswer
from renmai.store.actions.keeping import keep, refuse_changed, with_note
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import cells_of, fill
from renmai.store.models import Assessment, Competitor, Employee, KeyPerson

DEGREE_CELLS: Final = frozenset({"", *(str(stance.value) for stance in Stance)})
VOTE_CELLS: Final = frozenset({"", VoteAnswer.YES.value, VoteAnswer.NO.value})
VALUES: Final[dict[str, frozenset[str]]] = {**dict.fromkeys(DEGREES, DEGREE_CELLS), **dict.fromkeys(VOTES, VOTE_CELLS)}
"""The values of an assessment, as cells; blank is unknown."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known as of a day; None is unknown. Votes are kept towards us only."""

    closeness: int | None = None
    solution: int | None = None
    price: int | None = None
    veto: bool | None = None
    approver: bool | None = None
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says of a person: some values as cells, from `day` on, and why.

    `seen` are the values that were shown when this was said; what is not said stays as it is.
    `evidence` holds, for values that are said, the answers that led to them or to another proposal.
    """

    day: date
    values: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    evidence: Evidence = field(default_factory=dict)


def record_assessment(
    key_person: KeyPerson,
    party: Competitor | None,
    effective_on: date,
    snapshot: Snapshot,
    *,
    assessor: Employee | None,
    actor: str,
    now: datetime,
) -> Assessment:
    """Keep the snapshot of a person towards a competitor, or us (None), from this day on.

    One of the same person, party and day is corrected: the earlier one stays in the audit trail.
    Saying again what is stored leaves no trace. Raises `IntegrityError` for values out of range
    and for votes towards a competitor.
    """
    with recording("assess", actor, now) as record:
        same = Assessment.unscoped.filter(key_person=key_person, party=party, effective_on=effective_on).first()
        before = cells_of(same) if same else None
        assessment = same or Assessment(key_person=key_person, party=party, effective_on=effective_on)
        for name, value in asdict(snapshot).items():
            setattr(assessment, name, value)
        assessment.assessor = assessor
        keep(record, assessment, before)
        return assessment


def change_assessment(
    person: KeyPerson, party: Competitor | None, said: Statement, *, by: Employee, today: date, now: datetime
) -> int | None:
    """Record a statement; the revision, or None if it says nothing new.

    See `keep_statement` for what it means and what it raises.
    """
    with recording("assess", by.code, now) as record:
        keep_statement(record, person, party, said, by=by, today=today)
        return record.made


def keep_statement(
    record: Recording, person: KeyPerson, party: Competitor | None, said: Statement, *, by: Employee, today: date
) -> None:
    """Keep the state of the statement's day with its values changed, as a snapshot of that day.

    A snapshot is the whole (spec 1.2), so what is not said is carried forward. Saying a value
    again on a later day confirms it as of that day. Evidence belongs to what was said that day and is
    not carried forward. Raises `RenmaiError` for a day that has not come or on which the person was
    not there, for a value that does not exist and for evidence of a value that is not said,
    `ConflictError` for a value that somebody changed since it was seen.
    """
    _check(person, party, said, today)
    latest = _held(person, party, today)
    if latest:
        refuse_changed(latest, cells_of(latest), said.values, said.seen)
    if not said.values:
        return
    base = _held(person, party, said.day)
    if base and base.effective_on == said.day:
        row, before = base, cells_of(base)
    else:
        row, before = _carried(person, party, said.day, base), None
    row.evidence = written(_kept_evidence(row, said))
    fill(row, said.values)
    row.note, row.assessor = with_note(row.note, said.note), by
    keep(record, row, before)


def _check(person: KeyPerson, party: Competitor | None, said: Statement, today: date) -> None:
    if said.day > today:
        raise RenmaiError(ErrorCode.DAY_IN_FUTURE, date=said.day)
    if said.day < person.joined_on:
        raise RenmaiError(ErrorCode.DAY_BEFORE_START, date=said.day, start=person.joined_on)
    for name, value in said.values.items():
        if value not in VALUES.get(name, ()) or (party and name in VOTES):
            raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=value)
    for name in said.evidence.keys() - said.values.keys():
        raise RenmaiError(ErrorCode.BAD_VALUE, name="evidence", value=name)


def _kept_evidence(row: Assessment, said: Statement) -> dict[str, Answered]:
    """The day's evidence: what is said replaces its own, a value that is no longer held loses it."""
    held = cells_of(row)
    lasting = {name: one for name, one in read(row.evidence).items() if said.values.get(name, held[name]) == held[name]}
    return lasting | dict(said.evidence)


def _held(person: KeyPerson, party: Competitor | None, day: date) -> Assessment | None:
    """The assessment that holds on the day."""
    rows = Assessment.unscoped.filter(key_person=person, party=party, effective_on__lte=day)
    return rows.select_related("key_person", "party", "assessor").order_by(F("effective_on").desc()).first()


def _carried(person: KeyPerson, party: Competitor | None, day: date, base: Assessment | None) -> Assessment:
    """A new snapshot that says what held until now."""
    held = {name: getattr(base, name) for name in VALUES} if base else {}
    return Assessment(key_person=person, party=party, effective_on=day, **held)
