"""What was recorded lately at the customers that one may see: who changed what from what to what, and why.

The audit trail says what was written by hand. What an import adds leaves no entry there, only its
revision on the rows: of these, assessments are told that hold from a recent day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, VOTES
from renmai.store import models as m
from renmai.store.history import Change, Event

FILES: Final = ("assessments", "key_people", "opportunities")
VALUES: Final[tuple[str, ...]] = (*DEGREES, *VOTES)
READ_AT_MOST: Final = 200
"""Entries of the trail, latest first: nobody reads more on one page."""

Key = tuple[str, str, str]
"""Of an assessment: person, party (blank: ours) and day."""
Cells = Mapping[str, str]


class Place(NamedTuple):
    """Who or what an event is about."""

    name: str
    customer: str
    customer_name: str


@dataclass(frozen=True, slots=True)
class Recent:
    """Events, latest first; places by code."""

    events: list[Event]
    people: Mapping[str, Place]
    opportunities: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything recorded after `since`. `assessed` are keys of persons whom an import may have assessed."""

    since: datetime
    assessed: Sequence[int] = ()

    @property
    def day(self) -> date:
        return _local_day(self.since)


def recent(scope: Scope, on: date, asked: Asked) -> Recent:
    """The events at customers visible on the day; a confirmation that changes nothing is none."""
    before = m.Revision.objects.filter(recorded_at__lte=asked.since).order_by("-number")
    number = before.values_list("number", flat=True).first() or 0
    entries = _entries(scope, on, number)
    people = _people(scope, on, entries, asked.assessed)
    opportunities = _opportunities(scope, on, entries)
    told = {"key_people": people, "opportunities": opportunities}
    events = [
        *_Assessments(scope, on, number, asked.day, entries).events(people),
        *(_event(entry) for entry in entries if entry.subject in told.get(entry.file, ())),
    ]
    events.sort(key=lambda event: (event.recorded_at, event.day), reverse=True)
    return Recent(events, people, opportunities)


def _entries(scope: Scope, on: date, number: int) -> list[m.AuditEntry]:
    """Entries after a revision, latest first. Others' customers, which one revision may touch too, are still in."""
    entries = m.AuditEntry.objects.filter(revision_id__gt=number, file__in=FILES)
    if not scope.everything:
        mine = m.Customer.objects.visible_to(scope, on).values("pk")
        touched = m.ChangedCustomer.objects.filter(revision_id__gt=number, customer__in=mine).values("revision_id")
        entries = entries.filter(revision_id__in=touched)
    return list(entries.select_related("revision").order_by("-revision_id", "-pk")[:READ_AT_MOST])


def _people(scope: Scope, on: date, entries: Iterable[m.AuditEntry], assessed: Sequence[int]) -> dict[str, Place]:
    codes = {entry.subject for entry in entries if entry.file in ("assessments", "key_people")}
    rows: QuerySet[m.KeyPerson] = m.KeyPerson.objects.visible_to(scope, on).select_related("customer")
    found = [*rows.filter(code__in=codes), *(rows.filter(pk__in=assessed) if assessed else ())]
    return {row.code: Place(row.name, row.customer.code, row.customer.name) for row in found}


def _opportunities(scope: Scope, on: date, entries: Iterable[m.AuditEntry]) -> dict[str, Place]:
    codes = {entry.subject for entry in entries if entry.file == "opportunities"}
    rows = m.Opportunity.objects.visible_to(scope, on).select_related("customer").filter(code__in=codes)
    return {row.code: Place(row.name, row.customer.code, row.customer.name) for row in rows} if codes else {}


def _key(entry: m.AuditEntry) -> Key:
    person, party, day = entry.key
    return person, party, day


class _Assessments:
    """The assessments among what is recent, each against what was said before."""

    def __init__(self, scope: Scope, on: date, number: int, since: date, entries: Iterable[m.AuditEntry]) -> None:
        self.rows = m.Assessment.objects.visible_to(scope, on)
        self.number = number
        self.since = since
        # The latest entry comes first, so the earliest one's `before` stays.
        self.rewritten = {_key(entry): entry.before for entry in entries if entry.file == "assessments"}

    def events(self, people: Iterable[str]) -> Iterator[Event]:
        names = ("key_person__code", "party__code", "effective_on", *VALUES, "note", "assessor__code")
        made = ("revision_id", "revision__actor", "revision__action", "revision__recorded_at")
        rows = self.rows.filter(key_person__code__in=list(people)).order_by("effective_on")
        before: dict[tuple[str, str], Cells] = {}
        for person, party, day, *values, note, assessor, number, actor, action, at in rows.values_list(*names, *made):
            cells: Cells = dict(zip(VALUES, map(_cell, values), strict=True))
            of_whom = (person, party or "")
            earlier = before.get(of_whom, {})
            before[of_whom] = cells
            key = (*of_whom, day.isoformat())
            is_recent = number > self.number and (key in self.rewritten or day >= self.since)
            changes = _changes(self.rewritten.get(key) or earlier, cells, VALUES)
            if is_recent and changes:
                yield Event(
                    day=day,
                    file="assessments",
                    recorded_at=at,
                    who=assessor or actor,
                    action=action,
                    changes=changes,
                    note=note,
                    person=person,
                    party=party or "",
                )


def _local_day(at: datetime) -> date:
    return at.astimezone(timezone.get_current_timezone()).date()


def _cell(value: int | None) -> str:
    """As the bundle has it; a vote is a boolean."""
    return "" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _changes(before: Cells, after: Cells, columns: Iterable[str]) -> tuple[Change, ...]:
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in columns)
    return tuple(Change(name, was, now) for name, was, now in pairs if was != now)


def _event(entry: m.AuditEntry) -> Event:
    """A person or opportunity that is new, changed or gone."""
    before, after = entry.before or {}, entry.after or {}
    changes = _changes(before, after, {**before, **after}) if entry.before and entry.after else ()
    recorded_at = entry.revision.recorded_at
    about: dict[str, Any] = {"person": entry.subject} if entry.file == "key_people" else {"opportunity": entry.subject}
    return Event(
        day=_local_day(recorded_at),
        file=entry.file,
        recorded_at=recorded_at,
        who=entry.revision.actor,
        action=entry.revision.action,
        changes=changes,
        is_correction=entry.before is not None,
        **about,
    )
