"""The relationship map of a customer: seen on any day, changed where it stands, and as a table."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from renmai.analytics.customer import Alone, alone, standing
from renmai.analytics.listing import Row
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.stance import DEGREES
from renmai.store.models import Competitor, Customer, Employee
from renmai.web import marks
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.numbers import AVERAGE
from renmai.web.pages.customer.head import Completeness, completeness
from renmai.web.pages.customer.key_person import PersonRow, tree_rows
from renmai.web.pages.customer.tabs import MAP, customer_tabs
from renmai.web.pages.key_person.influencers import in_service
from renmai.web.pages.relationship_map.answers import problem
from renmai.web.pages.relationship_map.changing import change
from renmai.web.pages.relationship_map.facts import changed_since, facts_of
from renmai.web.pages.relationship_map.settings import map_settings
from renmai.web.shown import Shown, Tab, read_shown

VIEWS: Final = (MAP, "table")


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the three averages on the day, with its grade in a letter."""

    label: SafeString
    value: str
    chip: SafeString


@dataclass(frozen=True, slots=True)
class Page:
    """What the template shows; the table is the map for whoever does not look at pictures."""

    customer: Customer
    shown: Shown
    tabs: list[Tab]
    standing: list[Standing]
    completeness: Completeness
    people: list[PersonRow] | None
    settings: dict[str, Any] | None
    may_edit: bool

    @property
    def table_query(self) -> str:
        return self.shown.tab_query("table")

    @property
    def map_query(self) -> str:
        return self.shown.tab_query("map")


@require_safe
@viewer_required
def customer_map(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    customer = customer_of(viewer, code)
    shown = read_shown(request.GET, viewer, VIEWS)
    one = alone(viewer.panel, customer.code)
    if one is None:
        raise LookupError(customer.code)  # what the gate lets pass is in the panel
    page = _page(viewer, customer, shown, one)
    return render(request, "pages/relationship_map/map.html", {"page": page})


def _page(viewer: Viewer, customer: Customer, shown: Shown, one: Alone) -> Page:
    row, is_table = standing(one.panel, shown.question), shown.tab == "table"
    return Page(
        customer=customer,
        shown=shown,
        tabs=customer_tabs(customer.code, one, shown, row, current=MAP),
        standing=_standing(row),
        completeness=completeness(one.panel, shown.question),
        people=tree_rows(one.panel, shown.question, customer.code) if is_table else None,
        settings=None if is_table else map_settings(viewer, customer),
        may_edit=shown.is_today,
    )


def _standing(row: Row | None) -> list[Standing]:
    """None on a day on which the customer does not exist."""
    if row is None:
        return []
    return [
        Standing(
            marks.term(degree, short=True),
            AVERAGE.value(row[degree]["value"]),
            marks.grade_chip(row["grades"][degree], letter=True),
        )
        for degree in DEGREES
    ]


@require_safe
@viewer_required
def map_facts(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The facts anew, or 204 where nothing has changed since the revision `since`."""
    customer = customer_of(viewer, code)
    since = request.GET.get("since", "0")
    if not (since.isascii() and since.isdecimal() and len(since) < 16):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="since", value=since[:80])
    if not changed_since(customer, int(since)):
        return HttpResponse(status=204)
    return JsonResponse(facts_of(viewer, customer))


@require_POST
@viewer_required
def map_change(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """One change: what was done in words, its revision (null: it was so already), and the facts anew."""
    customer = customer_of(viewer, code)
    try:
        done = change(request, viewer, customer)
    except RenmaiError as refused:
        return problem(refused)
    told = {"revision": done.revision, "said": done.text, "person": done.person}
    return JsonResponse({**told, "facts": facts_of(viewer, customer)})


@require_safe
@viewer_required
def map_influencers(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:  # noqa: ARG001
    """Who could sway somebody here: employees in service, the viewer first, and competitors."""
    customer_of(viewer, code)
    return JsonResponse({"employees": _employees(viewer), "competitors": _competitors()})


def _employees(viewer: Viewer) -> list[dict[str, str]]:
    titles = dict(Employee.objects.values_list("code", "title"))
    return [{"code": one.code, "name": one.name, "title": titles.get(one.code, "")} for one in in_service(viewer)]


def _competitors() -> list[dict[str, str]]:
    found = Competitor.objects.order_by("code").values_list("code", "name")
    return [{"code": code, "name": name} for code, name in found]
