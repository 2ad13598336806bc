"""What changed at the viewer's customers since the last visit, as rows of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext, pgettext_lazy

from renmai.analytics.grade_moves import GradeMove, grade_moves
from renmai.analytics.panel import Panel
from renmai.analytics.recent import assessed_since
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES, VOTES
from renmai.store.history import Change, Event
from renmai.store.recent import Asked, Place, Recent, recent
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.numbers import AVERAGE, DASH
from renmai.wording import terms
from renmai.wording.cells import cell_text
from renmai.wording.columns import Text, label

WITHOUT_HISTORY: Final = timedelta(days=7)
"""How far a first visit looks back."""
PEOPLE_ASKED: Final = 60
GRADES_SHOWN: Final = 5
PERSONAL: Final = frozenset({"email", "phone"})
"""That they changed is told, not what they are: the person's page shows them."""
MOVES_SHOWN: Final = 3
BORN: Final[dict[str, Text]] = {
    "key_people": pgettext_lazy("what happened to a key person", "new"),
    "opportunities": pgettext_lazy("what happened to an opportunity", "new"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One value; without `before` and `now` it only happened."""

    label: Text
    before: SafeString | str = ""
    now: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """`at` is the moment of recording; a grade that moved has none, nobody recorded it."""

    customer: str
    customer_url: str
    about: str
    about_url: str
    party: str
    moves: list[Move]
    note: str
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Changes:
    """`since` is when the last visit ended; `is_first` where there was none."""

    since: datetime
    is_first: bool
    rows: list[ChangeRow]
    has_more: bool


def changes(viewer: Viewer, question: Question, since: datetime | None, now: datetime, most: int) -> Changes:
    """At most `most` rows, what people recorded before what follows from it."""
    start = since or now - WITHOUT_HISTORY
    day = timezone.localtime(start).date()
    assessed = assessed_since(viewer.panel, question, day, PEOPLE_ASKED)
    found = recent(viewer.scope, viewer.today, Asked(start, assessed))
    rows = [_row(viewer.panel, event, found) for event in found.events]
    rows += [_grade_row(move) for move in _grade_moves(viewer.panel, question, day)]
    return Changes(start, since is None, rows[:most], len(rows) > most)


def _grade_moves(panel: Panel, question: Question, day: date) -> list[GradeMove]:
    return grade_moves(panel, question, day, GRADES_SHOWN) if day < question.as_of else []


def _row(panel: Panel, event: Event, found: Recent) -> ChangeRow:
    place, url = _place(event, found)
    competitor = panel.roster.competitor_of_code.get(event.party)
    employee = panel.roster.employee_of_code.get(event.who)
    return ChangeRow(
        customer=place.customer_name,
        customer_url=reverse("customer", args=[place.customer]),
        about=place.name,
        about_url=url,
        party=competitor.name if competitor else "",
        moves=_moves(event, found.people),
        note=event.note,
        who=employee.name if employee else event.who or DASH,
        at=event.recorded_at,
    )


def _place(event: Event, found: Recent) -> tuple[Place, str]:
    if event.person:
        return found.people[event.person], reverse("key-person", args=[event.person])
    return found.opportunities[event.opportunity], reverse("opportunity", args=[event.opportunity])


def _moves(event: Event, people: Mapping[str, Place]) -> list[Move]:
    if not event.changes:
        return [Move(BORN[event.file])]
    told = [_move(event, change, people) for change in event.changes if change.column != "note"]
    more = len(told) - MOVES_SHOWN
    rest = [Move(pgettext("more values changed", "+%(count)s") % {"count": more})] if more > 0 else []
    return told[:MOVES_SHOWN] + rest


def _move(event: Event, change: Change, people: Mapping[str, Place]) -> Move:
    word = label(change.column, event.file)
    if change.column in PERSONAL:
        return Move(word)
    return Move(word, *(_value(change.column, cell, people) for cell in (change.was, change.now)))


def _value(column: str, cell: str, people: Mapping[str, Place]) -> SafeString:
    if column in DEGREES:
        return marks.stance_chip(int(cell) if cell else None)
    if column in VOTES:
        return marks.group_chip(cell or "unknown")
    if column == "reports_to" and cell in people:
        return conditional_escape(people[cell].name)
    return conditional_escape(cell_text(column, cell) if cell else DASH)


def _grade_row(move: GradeMove) -> ChangeRow:
    averages = format_html("{} → {}", AVERAGE.value(move.average_before), AVERAGE.value(move.average))
    return ChangeRow(
        customer=move.name,
        customer_url=reverse("customer", args=[move.customer]),
        about="",
        about_url="",
        party="",
        moves=[Move(terms.DEGREES[move.degree].short, marks.grade_chip(move.before), marks.grade_chip(move.now))],
        note=averages,
        who="",
        at=None,
    )
