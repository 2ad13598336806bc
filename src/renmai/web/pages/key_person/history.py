"""The history of one person's values: from what to what, as of when, who said so, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from renmai.domain.guided_questions.evidence import read
from renmai.domain.stance import DEGREES, VOTES
from renmai.store.history import IMPORT, UNNAMED, Asked, Change, Event, history_of
from renmai.store.models import KeyPerson
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.numbers import DASH
from renmai.web.pages.guide.answers import Grounds, all_grounds
from renmai.wording.cells import cell_text
from renmai.wording.columns import FILES, Text, label
from renmai.wording.disclosure import NETWORK, told
from renmai.wording.guided_questions import About

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One value's move; blank `was` and `now` where there is only something that happened."""

    label: Text
    was: SafeString
    now: SafeString
    is_move: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """What was said at once. `day` is when it holds from, `recorded_at` when it was typed in."""

    day: date
    recorded_at: datetime
    head: Text
    party: str
    who: str
    steps: list[Step]
    words: list[str]
    grounds: list[Grounds]
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Moments of one month, under its head."""

    text: str
    moments: list[Moment]


@dataclass(frozen=True, slots=True)
class History:
    months: list[Month]
    total: int
    first: int
    older: int
    newer: int

    @property
    def has_pages(self) -> bool:
        return self.total > PAGE


def history(viewer: Viewer, person: KeyPerson, page: int) -> History:
    """A page of the history, latest first; a page beyond the end shows the last one."""
    first = max(page - 1, 0) * PAGE
    asked = Asked(until=viewer.today, person=person.code, first=first, count=PAGE)
    found = history_of(person.customer.code, viewer.scope, viewer.today, asked)
    moments = [_moment(viewer, person, event, found.people) for event in found.events]
    last = -(-found.total // PAGE)
    return History(
        _by_month(moments), found.total, first + 1, page + 1 if page < last else 0, page - 1 if page > 1 else 0
    )


def _by_month(moments: list[Moment]) -> list[Month]:
    months: dict[str, list[Moment]] = {}
    for moment in moments:
        months.setdefault(f"{moment.day:%Y-%m}", []).append(moment)
    return [Month(text, some) for text, some in months.items()]


def _moment(viewer: Viewer, person: KeyPerson, event: Event, people: Mapping[str, str]) -> Moment:
    employee = viewer.panel.roster.employee_of_code.get(event.who)
    party = viewer.panel.roster.competitor_of_code.get(event.party)
    steps = [_step(viewer, event, change, people) for change in event.changes if change.column != "note"]
    party_name = party.name if party else ""
    influencer = event.changes[0].now if event.file == "influences" and event.changes else ""
    influencer = told("") if influencer == UNNAMED else influencer
    return Moment(
        event.day,
        event.recorded_at,
        FILES.get(event.file, ""),
        party_name,
        employee.name if employee else event.who or _unsigned(event),
        steps,
        event.note.splitlines(),
        all_grounds(read(event.evidence), About(person.name, party_name, influencer)),
        event.is_correction,
    )


def _unsigned(event: Event) -> str:
    """Nobody signs what happens in private networks."""
    return "" if event.action == IMPORT else str(NETWORK)


def _step(viewer: Viewer, event: Event, change: Change, people: Mapping[str, str]) -> Step:
    was, now = (_value(viewer, event.file, change.column, cell, people) for cell in (change.was, change.now))
    is_value = change.column in (*DEGREES, *VOTES)
    is_new = not change.was and not is_value
    what = label(change.column, event.file)
    if is_value and event.file == "plan_steps":  # it is wanted, and not said of the person
        what = gettext("Planned: %(what)s") % {"what": what}
    return Step(what, SafeString("") if is_new else was, now, change.was != change.now)


def _value(viewer: Viewer, file: str, column: str, cell: str, people: Mapping[str, str]) -> SafeString:
    if column in DEGREES:
        return marks.stance_chip(int(cell) if cell else None)
    if column in VOTES:
        return marks.group_chip(cell or "unknown")
    if column == "reports_to":
        return conditional_escape(people.get(cell, cell) or DASH)
    if cell == UNNAMED:
        return conditional_escape(told(""))
    if column in ("employee", "owner"):
        employee = viewer.panel.roster.employee_of_code.get(cell)
        return conditional_escape(employee.name if employee else cell)
    return conditional_escape(cell_text(column, cell, file))
