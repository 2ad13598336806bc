"""What happened to a customer, fact by fact: who said so, when, why, from what to what (spec 1.2).

Dated facts tell themselves: an assessment on the day it holds from, an ownership when it begins.
The audit trail adds what was changed, corrected or taken away. All of one customer's facts are
read, with one statement for each noun; only the events of the asked page are handed out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final, NamedTuple

from django.db.models import Q
from django.utils import timezone

from renmai.domain.guided_questions.evidence import read, written
from renmai.domain.look import Relation, note
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, VOTES
from renmai.store import models as m
from renmai.store.facts import amount_text
from renmai.store.named import named_to

FILES: Final = (
    "assessments",
    "influences",
    "key_people",
    "reporting",
    "opportunities",
    "chain_members",
    "influence_uses",
    "ownerships",
    "account_team",
    "strategy_choices",
    "customers",
    "plan_steps",
)
"""What a history tells of, by the bundle's files; activities have a list of their own."""
OF_CUSTOMERS: Final = frozenset({"ownerships", "account_team", "strategy_choices", "customers"})
"""Files that tell of a customer as such, never of one person or opportunity."""
UNDATED: Final = ("chain_members", "plan_steps")
"""Files whose rows carry no day: only the trail knows when one was added."""
IMPORT: Final = "import"
PRIVATE: Final = ("influences", "influence_uses")
"""Corrections of these name colleagues: nothing for one who hides."""
UNNAMED: Final = "\N{BULLET}"
"""In place of a colleague who has not agreed to be named."""
VALUES: Final = (*DEGREES, *VOTES)
_ANSWERS: Final = {None: "", True: "yes", False: "no"}


class Change(NamedTuple):
    """A value by the bundle's column, as cells; blank: nothing was or is said."""

    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `day` is when it holds from, or when a correction was recorded.

    `person` and `opportunity` are codes, blank where none is meant; `party` is a competitor's
    code, blank for ours. `who` is an employee's code, or the name of whoever ran an import; `action` is
    that of the revision. `evidence` is the cell of the answers behind what was said, blank without any.
    """

    day: date
    file: str
    recorded_at: datetime
    who: str
    action: str
    changes: tuple[Change, ...]
    note: str = ""
    person: str = ""
    opportunity: str = ""
    party: str = ""
    evidence: str = ""
    is_correction: bool = False
    shows: Relation | None = None
    """Whose influence it names, for the one who is shown it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events: of one person, of some files, up to a day, and of which page."""

    until: date
    files: Sequence[str] = FILES
    person: str = ""
    opportunity: str = ""
    first: int = 0
    count: int = 50


@dataclass(frozen=True, slots=True)
class History:
    """Events, latest first; `total` counts those of all pages; names by code."""

    events: list[Event]
    total: int
    people: Mapping[str, str]
    opportunities: Mapping[str, str]


def history_of(customer: str, scope: Scope, on: date, asked: Asked) -> History:
    """The history of a customer that may be seen on the day; `Customer.DoesNotExist` for any other."""
    row = m.Customer.objects.visible_to(scope, on).select_related("revision").get(code=customer)
    told = _Told(row, scope)
    files = [file for file in asked.files if file not in OF_CUSTOMERS or not (asked.person or asked.opportunity)]
    found = [event for event in told.events(files) if _is_asked(event, asked)]
    found.sort(key=lambda event: (event.day, event.recorded_at), reverse=True)
    page = found[asked.first : asked.first + asked.count]
    for event in page:
        if event.shows:
            note(*event.shows)
    return History(page, len(found), told.people, told.opportunities)


def _is_asked(event: Event, asked: Asked) -> bool:
    return (
        event.day <= asked.until and asked.person in ("", event.person) and asked.opportunity in ("", event.opportunity)
    )


class _Told:
    """Everything that one customer's facts tell."""

    def __init__(self, customer: m.Customer, scope: Scope) -> None:
        self.customer = customer
        self.scope = scope
        self.rows = list(self._of(m.KeyPerson).order_by("code"))
        self.deals = list(self._of(m.Opportunity).order_by("code"))
        self.people = {row.code: row.name for row in self.rows}
        self.opportunities = {row.code: row.name for row in self.deals}
        self.moved: set[tuple[int, str]] = set()
        """Revisions that moved somebody in the reporting line, so far as told already."""

    def _of(self, model: type[Any]) -> Any:
        return model.unscoped.filter(**{model.customer_path: self.customer.pk}).select_related("revision")

    def events(self, files: Sequence[str]) -> Iterator[Event]:
        tellers: dict[str, Callable[[], Iterator[Event]]] = {
            "customers": self._customer,
            "ownerships": self._ownerships,
            "account_team": self._account_team,
            "strategy_choices": self._strategy_choices,
            "key_people": self._people,
            "reporting": self._reporting,
            "assessments": self._assessments,
            "influences": self._influences,
            "opportunities": self._opportunities,
            "influence_uses": self._uses,
        }
        for file, tell in tellers.items():
            if file in files:
                yield from tell()
        yield from self._corrections(files)

    def _customer(self) -> Iterator[Event]:
        yield from _lasting(self.customer, "customers", "created_on", "closed_on")

    def _people(self) -> Iterator[Event]:
        for row in self.rows:
            yield from _lasting(row, "key_people", "joined_on", "left_on", person=row.code)

    def _reporting(self) -> Iterator[Event]:
        """Whenever somebody came to report to somebody else; whom they began with is no event."""
        people = {row.pk: row for row in self.rows}
        lines = self._of(m.ReportingLine).order_by("key_person", "valid_from")
        for person, own in groupby(lines, key=lambda line: line.key_person_id):
            for line, day, was, now in _moves(people[person], list(own)):
                if day > people[person].joined_on and was != now:
                    self.moved.add((line.revision_id, people[person].code))
                    change = Change("reports_to", *(people[one].code if one else "" for one in (was, now)))
                    yield _event(line, "reporting", day, [change], person=people[person].code)

    def _opportunities(self) -> Iterator[Event]:
        for row in self.deals:
            about = {"opportunity": row.code}
            opened = [Change("amount", "", amount_text(row.amount))]
            yield _event(row, "opportunities", row.opened_on, [Change("opened_on", "", ""), *opened], **about)
            if row.closed_on:
                yield _event(row, "opportunities", row.closed_on, [Change("status", "open", row.status)], **about)

    def _ownerships(self) -> Iterator[Event]:
        before = ""
        for row in self._of(m.Ownership).select_related("revision", "employee").order_by("valid_from"):
            yield _event(row, "ownerships", row.valid_from, [Change("employee", before, row.employee.code)])
            before = row.employee.code

    def _account_team(self) -> Iterator[Event]:
        for row in self._of(m.AccountTeamMember).select_related("revision", "employee").order_by("valid_from"):
            code = row.employee.code
            yield _event(
                row, "account_team", row.valid_from, [Change("employee", "", code), Change("role", "", row.role)]
            )
            if row.valid_to:
                yield _event(
                    row, "account_team", row.valid_to, [Change("employee", code, ""), Change("role", row.role, "")]
                )

    def _strategy_choices(self) -> Iterator[Event]:
        before = ""
        for row in self._of(m.StrategyChoice).order_by("chosen_on"):
            told = [Change("strategy", before, row.strategy)]
            yield _event(row, "strategy_choices", row.chosen_on, told, note=row.reason)
            before = row.strategy

    def _influences(self) -> Iterator[Event]:
        rows = self._of(m.Influence).select_related("revision", "key_person", "person", "employee", "competitor")
        for row in rows:
            employee = named_to(row, self.scope)
            who = row.person or row.competitor or employee
            about = {"person": row.key_person.code, "note": row.note if who else ""}
            told = row.contact_name or (who.name if who else UNNAMED)
            shows = (employee.pk, row.key_person_id) if employee else None
            begins = {**about, "evidence": row.evidence}
            yield replace(
                _event(row, "influences", row.valid_from, [Change(row.kind, "", told)], **begins), shows=shows
            )
            if row.valid_to:
                over = [Change(row.kind, told, "")]
                yield replace(_event(row, "influences", row.valid_to, over, **about), shows=shows)

    def _uses(self) -> Iterator[Event]:
        for row in self._of(m.InfluenceUse).select_related("revision", "opportunity", "key_person", "employee"):
            about = {"person": row.key_person.code, "opportunity": row.opportunity.code, "note": row.note}
            employee = named_to(row, self.scope)
            used = [Change("employee", "", employee.code if employee else UNNAMED)]
            shows = (employee.pk, row.key_person_id) if employee else None
            yield replace(_event(row, "influence_uses", row.used_on, used, **about), shows=shows)

    def _assessments(self) -> Iterator[Event]:
        """Each against the one before of the same person and party; what says nothing new is a confirmation."""
        names = ("key_person__code", "party__code", "effective_on", *VALUES, "note", "evidence", "assessor__code")
        made = ("revision__actor", "revision__action", "revision__recorded_at")
        rows = m.Assessment.unscoped.filter(key_person__customer=self.customer)
        before: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in rows.order_by("effective_on").values_list(*names, *made):
            person, party, day, *values, note, evidence, assessor, actor, action, recorded_at = row
            cells = tuple(map(_cell, values))
            key = (person, party or "")
            earlier = before.get(key, ("",) * len(VALUES))
            before[key] = cells
            changes = tuple(
                Change(name, was, now) for name, was, now in zip(VALUES, earlier, cells, strict=True) if was != now
            )
            yield Event(
                day,
                "assessments",
                recorded_at,
                assessor or actor,
                action,
                changes,
                note,
                person=person,
                party=party or "",
                evidence=evidence,
            )

    def _corrections(self, files: Sequence[str]) -> Iterator[Event]:
        """What the trail knows beyond the rows themselves."""
        subjects = {
            "customers": (self.customer.code,),
            **dict.fromkeys(("ownerships", "account_team", "strategy_choices"), (self.customer.code,)),
            **dict.fromkeys(("key_people", "reporting", "assessments", "influences"), tuple(self.people)),
            **dict.fromkeys(("opportunities", "chain_members", "influence_uses"), tuple(self.opportunities)),
            "plan_steps": tuple(self._of(m.PlanStep).values_list("code", flat=True)) if "plan_steps" in files else (),
        }
        wanted = Q(pk=None)
        for file, codes in subjects.items():
            if file in files and codes:
                wanted |= Q(file=file, subject__in=codes)
        for entry in m.AuditEntry.objects.filter(wanted).select_related("revision"):
            if self.scope.hides and entry.file in PRIVATE:
                continue
            if entry.file == "plan_steps":
                yield _step(entry)
            elif entry.before is not None or entry.file in UNDATED:
                yield from self._correction(entry)

    def _correction(self, entry: m.AuditEntry) -> Iterator[Event]:
        """Lines that tell themselves are not told again, be it of the person or of the lines before."""
        if entry.file == "reporting" and entry.revision.action != IMPORT:
            return
        told = _correction(entry)
        if entry.file == "key_people" and (entry.revision_id, entry.subject) in self.moved:
            told = replace(told, changes=tuple(one for one in told.changes if one.column != "reports_to"))
        if told.changes:
            yield told


def _moves(
    person: m.KeyPerson, lines: Sequence[m.ReportingLine]
) -> Iterator[tuple[m.ReportingLine, date, int | None, int | None]]:
    """The line that ends or else begins, the day, and who was and is the superior (primary keys).

    Whoever ended a line said what follows it, so that one tells of the day on which two lines meet.
    """
    before: m.ReportingLine | None = None
    for line in [*lines, None]:
        if before is not None and before.valid_to is not None and (line is None or before.valid_to < line.valid_from):
            yield before, before.valid_to, before.reports_to_id, person.reports_to_id
            before = None
        if line is not None:
            was = person.reports_to_id if before is None else before.reports_to_id
            yield before or line, line.valid_from, was, line.reports_to_id
        before = line


def _lasting(row: Any, file: str, start: str, end: str, **about: str) -> Iterator[Event]:
    """When something began, and ended."""
    yield _event(row, file, getattr(row, start), [Change(start, "", "")], **about)
    if getattr(row, end):
        yield _event(row, file, getattr(row, end), [Change(end, "", "")], **about)


def _event(row: Any, file: str, day: date, changes: list[Change], **about: str) -> Event:
    made = row.revision
    return Event(day, file, made.recorded_at, made.actor, made.action, tuple(changes), **about)  # type: ignore[arg-type]


def _cell(value: Any) -> str:
    return _ANSWERS[value] if value is None or isinstance(value, bool) else str(value)


def _written_on(entry: m.AuditEntry) -> date:
    return entry.revision.recorded_at.astimezone(timezone.get_current_timezone()).date()


def _step(entry: m.AuditEntry) -> Event:
    """A planned step: what it is to move, by whom and when; later what became of it."""
    before, after = entry.before or {}, entry.after or {}
    cells: Mapping[str, str] = {**before, **after}
    moved = [name for name in ("status", "owner", "due_on", "goal") if before.get(name, "") != after.get(name, "")]
    changes = [Change(name, before.get(name, ""), after.get(name, "")) for name in moved]
    if not before:
        planned = [Change(cells["feature"], cells["from_value"], cells["goal"])] if cells["feature"] else []
        followed = [Change("tactic", "", cells["tactic"])] if cells.get("tactic") else []
        changes = [*planned, *followed, *(change for change in changes if change.column in ("owner", "due_on"))]
    return Event(
        day=_written_on(entry),
        file=entry.file,
        recorded_at=entry.revision.recorded_at,
        who=entry.revision.actor,
        action=entry.revision.action,
        changes=tuple(changes),
        note=cells["result"] if before else cells["note"],
        person=cells["key_person"],
        opportunity=cells["opportunity"],
    )


def _correction(entry: m.AuditEntry) -> Event:
    before, after = entry.before or {}, entry.after or {}
    cells: Mapping[str, str] = {**before, **after}
    columns = [name for name in cells if before.get(name, "") != after.get(name, "") and name != "evidence"]
    is_person, is_deal = entry.file == "key_people", entry.file == "opportunities"
    return Event(
        day=_written_on(entry),
        file=entry.file,
        recorded_at=entry.revision.recorded_at,
        who=entry.revision.actor,
        action=entry.revision.action,
        changes=tuple(Change(name, before.get(name, ""), after.get(name, "")) for name in columns),
        note=after.get("note", "") if "note" in columns else "",
        evidence=_answered_anew(before.get("evidence", ""), after.get("evidence", "")),
        person=entry.key[0] if is_person else cells.get("key_person", ""),
        opportunity=entry.key[0] if is_deal else cells.get("opportunity", ""),
        party=cells.get("party", ""),
        is_correction=True,
    )


def _answered_anew(before: str, after: str) -> str:
    """Of a cell of evidence what a correction brought."""
    earlier = read(before)
    return written({guide: one for guide, one in read(after).items() if earlier.get(guide) != one})
