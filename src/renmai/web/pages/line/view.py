"""The dashboards of the four lines, the lists behind their numbers, a customer's key persons."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renmai.analytics.key_person_line import people_of
from renmai.analytics.known_share import known_shares
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.reports import check
from renmai.analytics.scoping import in_scope
from renmai.analytics.visible import view_choices, widest_view
from renmai.domain.periods import series_days
from renmai.domain.question import Question
from renmai.web import parameters
from renmai.web.access import Viewer, viewer_required
from renmai.web.numbers import Kind
from renmai.web.pages.line.bar import Bar, bar, kind_label, scope_name
from renmai.web.pages.line.cards import SPARK_MONTHS, Card, figure_card, trend_cards
from renmai.web.pages.line.lines import LINES, Line
from renmai.web.pages.line.listing import Page, cell_label, page
from renmai.web.pages.line.matrix import Key, degree_panels, legend, vote_panels
from renmai.web.pages.line.matrix import Panel as MatrixPanel
from renmai.web.pages.line.mirror import Mirror, mirror
from renmai.web.pages.line.rows import PersonRow, person_rows
from renmai.web.pages.line.trend import Trend, trend
from renmai.web.parameters import Asked
from renmai.wording.terms import LINES as LINE_TERMS
from renmai.wording.terms import MATTERS, Term


@dataclass(frozen=True, slots=True)
class Dashboard:
    line: str
    title: Term
    about: str
    bar: Bar
    cards: list[Card]
    figures: list[Card]
    legend: list[Key]
    degrees: list[MatrixPanel]
    mirror: Mirror | None
    """In a competitor's view only."""
    votes: list[MatrixPanel]
    trend: Trend
    list: Page
    is_graded: bool
    is_empty: bool
    influence_url: str


@dataclass(frozen=True, slots=True)
class CellList:
    line: str
    title: Term
    label: str
    about: str
    back_url: str
    list: Page


@dataclass(frozen=True, slots=True)
class CustomerPeople:
    name: str
    industry: str
    rows: list[PersonRow]
    back_url: str


@require_safe
@viewer_required
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The start: the first line in the widest view."""
    del request
    view = str(widest_view(viewer.panel, viewer.scope))
    return redirect(reverse("line", args=["customer"], query={"view": view}))


@require_safe
@viewer_required
def dashboard(request: HttpRequest, viewer: Viewer, line: str) -> HttpResponse:
    shown, asked = LINES[line], _asked(request, viewer, line)
    response = render(request, "pages/line/dashboard.html", {"page": _dashboard(shown, viewer, asked, request.path)})
    if request.headers.get("HX-Request"):
        # The form sends its empty fields too; the address bar shows the short form.
        response["HX-Push-Url"] = request.path + asked.query()
    return response


def _dashboard(line: Line, viewer: Viewer, asked: Asked, path: str) -> Dashboard:
    panel, question = viewer.panel, asked.question
    figures = line.figures(panel, question)
    series = line.series(panel, question, series_days(question.as_of, max(asked.months, SPARK_MONTHS))).points
    known = known_shares(panel, line.name, question, figures)
    return Dashboard(
        line=line.name,
        title=LINE_TERMS[line.name],
        about=_about(viewer, question),
        bar=bar(viewer, asked),
        cards=trend_cards(line, asked, figures["trend"], series, known),
        figures=[
            figure_card(name, Kind.SHARE, metric, ours=question.ours)
            for name, metric in figures.get("figures", {}).items()
        ],
        legend=legend(line),
        degrees=degree_panels(line, asked, figures, known),
        mirror=None if question.ours else mirror(line, viewer, asked, figures, known),
        votes=vote_panels(line, asked, figures["votes"]) if "votes" in figures else [],
        trend=trend(line, asked, series),
        list=page(line, viewer, asked, path),
        is_graded=line.graded,
        is_empty=not any(series[line.noun]),
        influence_url=reverse("line", args=["influence"]) + _plain(asked).query(),
    )


@require_safe
@viewer_required
def cell_list(request: HttpRequest, viewer: Viewer, line: str) -> HttpResponse:
    """Exactly the subjects that a number counts."""
    asked = _asked(request, viewer, line)
    context = CellList(
        line=line,
        title=LINE_TERMS[line],
        label=cell_label(asked.cell),
        about=_about(viewer, asked.question),
        back_url=reverse("line", args=[line]) + _plain(asked).query(),
        list=page(LINES[line], viewer, asked, request.path),
    )
    return render(request, "pages/line/list.html", {"page": context})


@require_safe
@viewer_required
def customer_people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A customer's key persons: a fragment under its row, or a page of its own."""
    asked = _asked(request, viewer, "key-person")
    code = request.GET.get("customer", "")
    if not _is_in_view(viewer.panel, asked.question, code):
        raise Http404
    card = viewer.panel.customer_card(code)
    context = CustomerPeople(
        name=card["name"],
        industry=card["industry"],
        rows=person_rows(viewer.panel, people_of(viewer.panel, asked.question, viewer.scope, code)),
        back_url=reverse("line", args=["customer"]) + _plain(asked).query(),
    )
    is_fragment = bool(request.headers.get("HX-Request"))
    template = "pages/line/people_fragment.html" if is_fragment else "pages/line/people.html"
    return render(request, template, {"page": context})


def _plain(asked: Asked) -> Asked:
    return replace(asked, cell=None, page=1)


def _asked(request: HttpRequest, viewer: Viewer, line: str) -> Asked:
    asked = parameters.read(request.GET, viewer.today, widest_view(viewer.panel, viewer.scope))
    check(viewer.panel, line, asked.question, viewer.scope)
    return asked


def _is_in_view(panel: Panel, question: Question, code: str) -> bool:
    found = panel.find_customer(code)
    if found is None:
        return False
    slab, at = found
    number = next(number for number, one in enumerate(panel.slabs) if one is slab)
    at_the_time = moment(panel, question.as_of, panel.party_id(question.party))
    return bool(in_scope(panel, question, at_the_time)[panel.customer_offsets[number] + at])


def _about(viewer: Viewer, question: Question) -> str:
    """The question in words: kind of view, whose, against whom, on which day, filtered by what."""
    choice = next(one for one in view_choices(viewer.panel, viewer.scope) if one.view == str(question.view))
    filters = question.filters
    parts = [
        kind_label(question.view.kind),
        scope_name(choice) if choice.name else "",
        dict(viewer.panel.competitors).get(question.party, ""),
        question.as_of.isoformat(),
        filters.industry,
        filters.region,
        str(MATTERS["focus"].label) if filters.focus else "",
    ]
    return " · ".join(part for part in parts if part)
