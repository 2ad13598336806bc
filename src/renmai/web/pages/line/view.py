"""The dashboards of the four lines, the lists behind their numbers, a customer's key persons."""

from dataclasses import dataclass, replace
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from renmai.analytics.key_person_line import people_of
from renmai.analytics.known_share import known_shares
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.reports import check
from renmai.analytics.scoping import in_scope
from renmai.analytics.visible import view_choices, widest_view
from renmai.domain.errors import RenmaiError
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES, VOTES
from renmai.domain.strategies.base import completeness
from renmai.web import parameters
from renmai.web.access import Viewer, viewer_required
from renmai.web.numbers import COUNT, PERCENT
from renmai.web.pages.line.bar import Bar, bar, kind_label, scope_name
from renmai.web.pages.line.cards import Card, figure_cards, trend_cards
from renmai.web.pages.line.cell_label import cell_label
from renmai.web.pages.line.columns import tidied
from renmai.web.pages.line.curves import days_of_page
from renmai.web.pages.line.key_person_rows import ListedPerson, listed_people
from renmai.web.pages.line.lines import LINES, Line, behind
from renmai.web.pages.line.listing import Page, page
from renmai.web.pages.line.matrix import Key, degree_panels, legend, vote_panels
from renmai.web.pages.line.matrix import Panel as MatrixPanel
from renmai.web.pages.line.mirror import Mirror, mirror
from renmai.web.pages.line.movers import Movers, movers
from renmai.web.pages.line.nothing import Nothing, nothing
from renmai.web.pages.line.remembered import remember_columns, remembered_columns
from renmai.web.pages.line.rows import door, may_open
from renmai.web.pages.line.trend import Trend, trend
from renmai.web.pages.saved_filter.menu import address, default_filter, saved_filters
from renmai.web.parameters import Asked
from renmai.wording.terms import LINES as LINE_TERMS
from renmai.wording.terms import MATTERS, Term

LIST: Final = "list-found"
FORM: Final = "list-form"
"""The ids of the list as it is replaced in place, and of the form that asks for it."""
FEATURES_SHOWN: Final = (*DEGREES, *VOTES, "reports_to", "influencers")


@dataclass(frozen=True, slots=True)
class Dashboard:
    line: str
    title: Term
    about: str
    bar: Bar
    cards: list[Card]
    figures: list[Card]
    network_url: str
    """The private network in the same view."""
    legend: list[Key]
    degrees: list[MatrixPanel]
    mirror: Mirror | None
    """In a competitor's view only."""
    votes: list[MatrixPanel]
    trend: Trend
    movers: Movers
    list: Page
    is_graded: bool
    nothing: Nothing | None


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
    """`url` leads to the customer, as long as the viewer may see it today."""

    name: str
    industry: str
    rows: list[ListedPerson]
    url: str
    back_url: str

    columns = FEATURES_SHOWN

    @property
    def summary(self) -> str:
        known, number = sum(row.person.features for row in self.rows), len(self.rows)
        text = ngettext(
            "%(number)s key person, %(share)s complete", "%(number)s key persons, %(share)s complete", number
        )
        return text % {"number": COUNT.value(number), "share": PERCENT.value(completeness(known, number))}


@require_safe
@viewer_required
def dashboard(request: HttpRequest, viewer: Viewer, line: str) -> HttpResponse:
    if not request.GET and (usual := _usual(viewer, line)):
        return redirect(usual)
    shown, given = LINES[line], _asked(request, viewer, line)
    asked = tidied(line, given, remembered_columns(request, line))
    listed = _page(shown, request, viewer, asked, line)
    if request.headers.get("HX-Target") == LIST:
        return _list_alone(request, listed, asked, given)
    context = _dashboard(shown, viewer, asked, listed)
    response = render(request, "pages/line/dashboard.html", {"page": context})
    remember_columns(response, line, given)
    if request.headers.get("HX-Request"):
        # The form sends its empty fields too; the address bar shows the short form.
        response["HX-Push-Url"] = request.path + asked.query()
    return response


def _usual(viewer: Viewer, line: str) -> str:
    """The list that the viewer wants the line to open with, as long as it may still be asked for."""
    saved = default_filter(viewer, line)
    if saved is None:
        return ""
    try:
        given = QueryDict(saved.query.removeprefix("?"))
        asked = parameters.read(given, viewer.today, widest_view(viewer.panel, viewer.scope), viewer.scope.viewer)
        check(viewer.panel, line, asked.question, viewer.scope)
    except RenmaiError:
        return ""
    return address(saved)


def _page(line: Line, request: HttpRequest, viewer: Viewer, asked: Asked, of_line: str) -> Page:
    """`of_line` is the line of the page: one of its numbers may open a list of another kind."""
    listed = page(line, viewer, asked, request.path, remembered=remembered_columns(request, line.name))
    return replace(listed, saved=saved_filters(viewer, of_line))


def _list_alone(request: HttpRequest, listed: Page, asked: Asked, given: Asked) -> HttpResponse:
    """The list without its page; words typed one after the other are one step back, not many.

    `asked` is what was `given` without what goes without saying.
    """
    response = render(request, "pages/line/found.html", {"list": listed})
    typed = request.headers.get("HX-Trigger") == FORM
    response["HX-Replace-Url" if typed else "HX-Push-Url"] = listed.path + asked.query()
    remember_columns(response, listed.line, given)
    return response


def _dashboard(line: Line, viewer: Viewer, asked: Asked, listed: Page) -> Dashboard:
    panel, question = viewer.panel, asked.question
    figures = line.figures(panel, question)
    series = line.series(panel, question, days_of_page(asked))
    known = known_shares(panel, line.name, question, figures)
    return Dashboard(
        line=line.name,
        title=LINE_TERMS[line.name],
        about=about_question(viewer, question),
        bar=bar(viewer, asked),
        cards=trend_cards(line, asked, figures["trend"], series, known),
        figures=figure_cards(line, asked, figures),
        network_url=reverse("network-overview") + asked.plain().query(),
        legend=legend(line),
        degrees=degree_panels(line, asked, figures, known),
        mirror=None if question.ours else mirror(line, viewer, asked, figures, known),
        votes=vote_panels(line, asked, figures["votes"]) if "votes" in figures else [],
        trend=trend(line, asked, series),
        movers=movers(line, viewer, asked),
        list=listed,
        is_graded=line.graded,
        nothing=None if any(series.values[line.noun]) else nothing(line.name, viewer, asked),
    )


@require_safe
@viewer_required
def cell_list(request: HttpRequest, viewer: Viewer, line: str) -> HttpResponse:
    """Exactly the subjects that a number counts."""
    given = _asked(request, viewer, line)
    shown = behind(LINES[line], given.cell)
    asked = tidied(shown.name, given, remembered_columns(request, shown.name))
    listed = _page(shown, request, viewer, asked, line)
    if request.headers.get("HX-Target") == LIST:
        return _list_alone(request, listed, asked, given)
    context = CellList(
        line=line,
        title=LINE_TERMS[line],
        label=cell_label(asked.cell),
        about=about_question(viewer, asked.question),
        back_url=reverse("line", args=[line]) + asked.plain().query(),
        list=listed,
    )
    response = render(request, "pages/line/list.html", {"page": context})
    remember_columns(response, listed.line, given)
    return response


@require_safe
@viewer_required
def customer_people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A customer's key persons: a fragment under its row, or a page of its own."""
    asked = _asked(request, viewer, "key-person")
    code = request.GET.get("customer", "")
    if not _is_in_view(viewer.panel, asked.question, code):
        raise Http404
    card = viewer.panel.customer_card(code)
    found = people_of(viewer.panel, asked.question, viewer.scope, code)
    context = CustomerPeople(
        name=card["name"],
        industry=card["industry"],
        rows=listed_people(viewer, asked, found),
        url=door("customer", code, is_open=may_open(viewer, code)),
        back_url=reverse("line", args=["customer"]) + asked.plain().query(),
    )
    is_fragment = bool(request.headers.get("HX-Request"))
    template = "pages/line/people_fragment.html" if is_fragment else "pages/line/people.html"
    return render(request, template, {"page": context})


def _asked(request: HttpRequest, viewer: Viewer, line: str) -> Asked:
    asked = parameters.read(request.GET, viewer.today, widest_view(viewer.panel, viewer.scope), viewer.scope.viewer)
    check(viewer.panel, line, asked.question, viewer.scope)
    return asked


def _is_in_view(panel: Panel, question: Question, code: str) -> bool:
    place = panel.place_of_customer(code)
    if place is None:
        return False
    at_the_time = moment(panel, question.as_of, panel.party_id(question.party))
    return bool(in_scope(panel, question, at_the_time)[place])


def about_question(viewer: Viewer, question: Question) -> str:
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
