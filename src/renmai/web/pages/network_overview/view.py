"""Private network 私域人脈: what all of us could do for a customer, without saying whose it is (spec 4.2)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renmai.analytics.private_network import figures
from renmai.analytics.private_network_list import Behind
from renmai.web.access import Viewer, viewer_required
from renmai.web.pages.line.bar import Bar, bar
from renmai.web.pages.line.view import about_question
from renmai.web.pages.network_overview.asked import LIST, PAGE, asked_of
from renmai.web.pages.network_overview.cards import Card, cards
from renmai.web.pages.network_overview.circles import Figure, figure
from renmai.web.pages.network_overview.competitor import Rival, rivals
from renmai.web.pages.network_overview.files import FORMS, has_file
from renmai.web.pages.network_overview.rows import Found, found_behind, label_of
from renmai.web.pages.network_overview.staff import Staff, staff_of
from renmai.web.pages.network_overview.to_do import ToDo, to_do
from renmai.web.parameters import Asked


@dataclass(frozen=True, slots=True)
class Page:
    """Against a competitor there are `rivals`; towards us, what we could do and who could do it.

    `is_bare`: nobody of ours, or of the competitor, reaches anybody in this view.
    """

    about: str
    bar: Bar
    cards: list[Card]
    figure: Figure
    rivals: list[Rival]
    to_do: ToDo | None
    staff: Staff | None
    is_bare: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """`files` are the list's addresses by ending; none of a list without a file."""

    label: str
    about: str
    back_url: str
    found: Found
    files: dict[str, str]


@require_safe
@viewer_required
def network_overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = asked_of(request, viewer)
    response = render(request, "pages/network_overview/network_overview.html", {"page": _page(viewer, asked)})
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") == "page":
        response["HX-Push-Url"] = request.path + asked.query()
    return response


def _page(viewer: Viewer, asked: Asked) -> Page:
    sizes, ours = figures(viewer.panel, asked.question), asked.question.ours
    reached = sizes["private" if ours else "theirs"]
    return Page(
        about=about_question(viewer, asked.question),
        bar=bar(viewer, asked),
        cards=cards(viewer, asked, sizes),
        figure=figure(asked, sizes),
        rivals=[] if ours else rivals(viewer, asked),
        to_do=to_do(viewer, asked, sizes) if ours else None,
        staff=staff_of(viewer, asked) if ours else None,
        is_bare=not reached["value"],
    )


@require_safe
@viewer_required
def people_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Exactly what a number counts; of all key persons those whom the viewer may see, and how many more."""
    asked = asked_of(request, viewer)
    behind = Behind.parse(request.GET.get("of", ""), request.GET.get("employee", ""))
    found = found_behind(viewer, asked, behind, request.path)
    page = ListPage(
        found=found,
        label=label_of(viewer, behind, found.list.total),
        about=about_question(viewer, asked.question),
        back_url=reverse(PAGE) + asked.plain().query(),
        files=_files(asked, behind) if has_file(behind, found.list.total) else {},
    )
    return render(request, "pages/network_overview/list.html", {"page": page})


def _files(asked: Asked, behind: Behind) -> dict[str, str]:
    """In the order and with the words of the page."""
    more = {"of": str(behind)} | ({"employee": behind.employee} if behind.employee else {})
    query = asked.first_page().query(dated=True, **more)
    return {form: reverse(f"{LIST}-{form}") + query for form in FORMS}
