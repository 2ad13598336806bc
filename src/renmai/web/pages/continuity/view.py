"""Continuity 人走关系留: what each employee would leave behind, and the lists behind it (spec 4.1, 7.4)."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renmai.analytics.continuity import FIGURES, Standing, standings
from renmai.analytics.continuity_list import listing
from renmai.analytics.facts import Employee
from renmai.domain.periods import Comparison
from renmai.web.access import Viewer, leader_required
from renmai.web.numbers import amount_unit
from renmai.web.pages.continuity.lists import ListRow, kind_of, list_rows
from renmai.web.pages.continuity.rows import LABELS, MEANINGS, Row, rows_of
from renmai.web.pages.handover.running import Running, in_reach
from renmai.web.shown import PAGE_SIZE, Pager, Shown, Tab, pager, read_shown, tabs_of
from renmai.wording.terms import Text

LISTED = 200
"""Employees on the page; the most at stake come first."""


@dataclass(frozen=True, slots=True)
class Page:
    shown: Shown
    days: Comparison
    rows: list[Row]
    total: int
    heads: list[tuple[str, Text, Text]]
    running: list[Running]
    amount_unit: str
    today_query: str

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True, slots=True)
class OnePage:
    employee: Employee
    row: Row | None
    shown: Shown
    days: Comparison
    tabs: list[Tab]
    kind: str
    meaning: Text
    rows: list[ListRow]
    pager: Pager
    amount_unit: str
    today_query: str
    may_hand_over: bool


@require_safe
@leader_required
def continuity(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    shown = read_shown(request.GET, viewer, ("",))
    found = standings(viewer.panel, viewer.scope, shown.question)
    page = Page(
        shown,
        shown.question.comparison,
        rows_of(found[:LISTED], shown),
        len(found),
        [(name, LABELS[name], MEANINGS[name]) for name in LABELS if name != "outside"],
        in_reach(viewer),
        amount_unit(),
        shown.query(as_of="") or "?",
    )
    return render(request, "pages/continuity/continuity.html", {"page": page})


@require_safe
@leader_required
def continuity_one(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    employee = employee_of(viewer, code)
    shown = read_shown(request.GET, viewer, FIGURES)
    found = listing(viewer.panel, viewer.scope, shown.question, code, shown.tab)
    standing = _standing(viewer, shown, code)
    counts = {name: standing.figures[name]["value"] for name in FIGURES} if standing else dict.fromkeys(FIGURES, 0)
    labels = {name: label for name, label in LABELS.items() if name != "outside" or counts[name]}
    page = OnePage(
        employee=employee,
        row=rows_of([standing], shown)[0] if standing else None,
        shown=shown,
        days=shown.question.comparison,
        tabs=tabs_of(labels, shown, counts),
        kind=kind_of(shown.tab),
        meaning=MEANINGS[shown.tab],
        rows=list_rows(viewer, shown.tab, found[shown.first_row : shown.first_row + PAGE_SIZE]),
        pager=pager(shown, len(found)),
        amount_unit=amount_unit(),
        today_query=shown.query(as_of="") or "?",
        may_hand_over=shown.is_today and counts["customers"] > 0,
    )
    return render(request, "pages/continuity/one.html", {"page": page})


def _standing(viewer: Viewer, shown: Shown, code: str) -> Standing | None:
    found = standings(viewer.panel, viewer.scope, shown.question)
    return next((one for one in found if one.code == code), None)


def employee_of(viewer: Viewer, code: str) -> Employee:
    """The employee, who is in the viewer's reach, in service or not; else `Http404`."""
    found = viewer.panel.roster.employee_of_code.get(code)
    if found is None or not (viewer.scope.everything or code in viewer.scope.employees):
        raise Http404
    return found
