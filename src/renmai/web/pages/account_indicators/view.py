"""Account indicators (spec 1.9): what we win anew, where we stand, what we do; and the lists behind the numbers."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from renmai.analytics.account_lists import Behind
from renmai.analytics.reports import check
from renmai.analytics.visible import widest_view
from renmai.web import parameters
from renmai.web.access import Viewer, viewer_required
from renmai.web.listed import Listed
from renmai.web.pages.account_indicators.behind import behind_label, behind_list
from renmai.web.pages.account_indicators.cards import Group, groups
from renmai.web.pages.account_indicators.rows import account_list
from renmai.web.pages.line.bar import Bar, bar
from renmai.web.pages.line.nothing import Nothing, nothing
from renmai.web.pages.line.view import about_question
from renmai.web.parameters import Asked


@dataclass(frozen=True, slots=True)
class Page:
    about: str
    bar: Bar
    groups: list[Group]
    list: Listed
    nothing: Nothing | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list behind a number; `what` says which kind of row it has."""

    what: str
    label: str
    about: str
    back_url: str
    list: Listed


@require_safe
@viewer_required
def accounts(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = ours(request, viewer)
    listed = account_list(viewer, asked, request.path)
    page = Page(
        about=about_question(viewer, asked.question),
        bar=bar_of_us(viewer, asked),
        groups=groups(viewer, asked),
        list=listed,
        nothing=None if listed.total or listed.search or asked.question.filters else nothing("customer", viewer, asked),
    )
    return pushed(request, asked, render(request, "pages/account_indicators/accounts.html", {"page": page}))


@require_safe
@viewer_required
def accounts_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Exactly what a number counts; a customer that is not in the view has none of it."""
    asked = ours(request, viewer)
    behind = Behind.parse(request.GET.get("of", ""), request.GET.get("customer", ""))
    page = ListPage(
        what="opportunities"
        if behind.what in ("captured", "incubated")
        else "moves"
        if behind.is_move
        else behind.what,
        label=behind_label(viewer.panel, behind),
        about=about_question(viewer, asked.question),
        back_url=reverse("accounts") + asked.plain().query(),
        list=behind_list(viewer, asked, behind, request.path),
    )
    return render(request, "pages/account_indicators/list.html", {"page": page})


def ours(request: HttpRequest, viewer: Viewer) -> Asked:
    """What is asked about us. Raises `RenmaiError` for what does not exist, may not be seen, or is a competitor."""
    asked = parameters.read(request.GET, viewer.today, widest_view(viewer.panel, viewer.scope), viewer.scope.viewer)
    check(viewer.panel, "account", asked.question, viewer.scope)
    return asked


def bar_of_us(viewer: Viewer, asked: Asked) -> Bar:
    """The view bar without the competitors: these figures are about us."""
    made = bar(viewer, asked)
    return replace(made, kinds=[kind for kind in made.kinds if kind.key != "competitor"])


def pushed(request: HttpRequest, asked: Asked, response: HttpResponse) -> HttpResponse:
    """The bar's form sends its empty fields too; the address bar shows the short form."""
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") == "page":
        response["HX-Push-Url"] = request.path + asked.query()
    return response
