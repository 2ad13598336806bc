"""A history as rows of a page: days, names instead of codes, values in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext, pgettext_lazy

from renmai.analytics.panel import Panel
from renmai.store.history import UNNAMED, VALUES, Asked, Change, Event, History, history_of
from renmai.web.access import Viewer
from renmai.web.shown import PAGE_SIZE, Pager, Shown, pager
from renmai.wording.cells import cell_text, evidence_text
from renmai.wording.columns import FILES, Text, label
from renmai.wording.disclosure import NETWORK, told
from renmai.wording.errors import moment_text

TURNS: Final[dict[tuple[str, str], Text]] = {
    ("customers", "created_on"): pgettext_lazy("event", "became a customer"),
    ("customers", "closed_on"): pgettext_lazy("event", "no longer a customer"),
    ("key_people", "joined_on"): pgettext_lazy("event", "took office"),
    ("key_people", "left_on"): pgettext_lazy("event", "left"),
    ("opportunities", "opened_on"): pgettext_lazy("event", "opened"),
}
"""What begins or ends on the day of its event, in a word."""
IMPORT: Final = "import"
BLANKS: Final = ("", UNNAMED)
"""Cells that say nothing, or do not say who."""
NAMES_OF_EMPLOYEES: Final = frozenset({"employee", "owner", "assessor"})
LONGEST: Final = 120
"""Characters of a value in a history; a note is shown whole below."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    label: Text
    was: str
    now: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """`about` is the person or opportunity, `url` its page; `noted` when it was written down.

    `evidence` says which guides were answered; the answers are on the person's page.
    """

    day: str
    kind: Text
    about: str
    url: str
    party: str
    changes: list[ChangeRow]
    note: str
    evidence: str
    who: str
    noted: str
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    value: str
    label: Text
    is_current: bool


@dataclass(frozen=True, slots=True)
class HistoryTab:
    rows: list[EventRow]
    pager: Pager
    people: list[Narrowing]
    files: list[Narrowing]


def history_tab(viewer: Viewer, customer: str, shown: Shown, *, opportunity: str = "") -> HistoryTab:
    """The events of a customer, or of one of its opportunities, that the address asks for."""
    files = (shown.file,) if shown.file in FILES else tuple(FILES)
    asked = Asked(shown.question.as_of, files, shown.person, opportunity, shown.first_row, PAGE_SIZE)
    found = history_of(customer, viewer.scope, viewer.today, asked)
    names = _Names(viewer.panel, found)
    people = sorted(found.people.items(), key=lambda one: one[1])
    return HistoryTab(
        rows=[names.row(event) for event in found.events],
        pager=pager(shown, found.total),
        people=[Narrowing(code, name, code == shown.person) for code, name in people],
        files=[Narrowing(file, word, file == shown.file) for file, word in FILES.items() if file != "activities"],
    )


class _Names:
    """Names for the codes that events carry."""

    def __init__(self, panel: Panel, history: History) -> None:
        self.panel = panel
        self.people: Mapping[str, str] = history.people
        self.opportunities: Mapping[str, str] = history.opportunities

    def row(self, event: Event) -> EventRow:
        competitor = self.panel.roster.competitor_of_code.get(event.party)
        return EventRow(
            day=event.day.isoformat(),
            kind=FILES[event.file],
            about=self._about(event),
            url=_url(event, self.people, self.opportunities),
            party=competitor.name if competitor else "",
            changes=list(self._changes(event)),
            note=event.note,
            evidence=evidence_text(event.evidence),
            who=self._who(event),
            noted=moment_text(event.recorded_at),
            is_correction=event.is_correction,
        )

    def _about(self, event: Event) -> str:
        parts = (self.people.get(event.person, ""), self.opportunities.get(event.opportunity, ""))
        return " · ".join(filter(None, parts))

    def _who(self, event: Event) -> str:
        found = self.panel.roster.employee_of_code.get(event.who)
        if not event.who and event.action != IMPORT:
            return str(NETWORK)
        if found is None and event.action == IMPORT:
            return pgettext("who recorded it", "Import")
        return found.name if found else event.who

    def _employee(self, code: str) -> str:
        found = self.panel.roster.employee_of_code.get(code)
        return found.name if found else code

    def _changes(self, event: Event) -> Iterator[ChangeRow]:
        for change in event.changes:
            if change.column == "note":
                continue
            turn = TURNS.get((event.file, change.column))
            if turn and not event.is_correction:
                yield ChangeRow(turn, "", "", is_plain=True)
            else:
                word = label(change.column, event.file)
                was, now = (self._value(event, change, cell) for cell in (change.was, change.now))
                if is_unnamed(event, change):
                    now = told("")
                yield ChangeRow(word, was, now, is_plain=False)
        if not event.changes:
            yield ChangeRow(pgettext("an assessment that changed nothing", "confirmed"), "", "", is_plain=True)

    def _value(self, event: Event, change: Change, cell: str) -> str:
        if cell in BLANKS:
            is_value = event.file == "assessments" or change.column in VALUES
            return told("") if cell else gettext("unknown") if is_value else "—"
        if change.column in NAMES_OF_EMPLOYEES:
            return self._employee(cell)
        if change.column in ("key_person", "reports_to"):
            return self.people.get(cell, cell)
        if change.column == "opportunity":
            return self.opportunities.get(cell, cell)
        if change.column == "amount":
            return number_format(Decimal(cell), use_l10n=True, force_grouping=True)
        return cell_text(change.column, cell, event.file)[:LONGEST]


def is_unnamed(event: Event, change: Change) -> bool:
    """Whether the event tells of help by somebody who is counted without a name."""
    is_told = event.file == "influence_uses" and change.column == "employee" and not event.is_correction
    return is_told and not change.now


def _url(event: Event, people: Mapping[str, str], opportunities: Mapping[str, str]) -> str:
    if event.person in people:
        return reverse("key-person", args=[event.person])
    return reverse("opportunity", args=[event.opportunity]) if event.opportunity in opportunities else ""
