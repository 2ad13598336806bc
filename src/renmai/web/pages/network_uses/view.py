"""The ledger of use: what waits for me, what my help achieved, what helped my deals (spec 1.6, 4.2)."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.influence_use import Answer, confirm_use, decline_use, thank, unname_use
from renmai.store.influence_use import answerable, helped_with, in_deals_of, waiting_for
from renmai.store.models import InfluenceUse
from renmai.web.access import Viewer, viewer_required
from renmai.web.editing import Open, answer
from renmai.web.fields import Form
from renmai.web.notices import tell
from renmai.web.numbers import COUNT, amount_unit
from renmai.web.pages.network_uses.form import OWN_USE, choices
from renmai.web.pages.network_uses.rows import Said, UseRow, Year, use_rows, years
from renmai.wording.columns import Text
from renmai.wording.errors import sentence

TABS: Final[dict[str, Text]] = {
    "waiting": gettext_lazy("Waiting for me"),
    "mine": gettext_lazy("What my help achieved"),
    "deals": gettext_lazy("Help in my deals"),
}
DEAL: Final = "deal"
"""Where a form stands on the opportunity's page, and where its answer leads back to."""


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    label: Text
    url: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Page:
    tab: str
    tabs: list[Tab]
    rows: list[UseRow]
    years: list[Year]
    amount_unit: str


@require_safe
@viewer_required
def network_uses(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    tab = request.GET.get("tab", "waiting")
    if tab not in TABS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="tab", value=tab)
    return _show(request, viewer, tab)


def _show(request: HttpRequest, viewer: Viewer, tab: str, said: Said | None = None, status: int = 200) -> HttpResponse:
    who = viewer.employee, viewer.scope, viewer.today
    found = {"waiting": waiting_for(*who), "mine": helped_with(*who), "deals": in_deals_of(*who)}
    page = Page(
        tab=tab,
        tabs=[_tab(name, len(rows), is_current=name == tab) for name, rows in found.items()],
        rows=use_rows(found[tab], said),
        years=years(found["mine"]) if tab == "mine" else [],
        amount_unit=amount_unit(),
    )
    return render(request, "pages/network_uses/uses.html", {"page": page}, status=status)


def _tab(name: str, count: int, *, is_current: bool) -> Tab:
    return Tab(name, TABS[name], _url(name), COUNT.value(count), is_current)


def _url(tab: str) -> str:
    return reverse("network-uses", query={"tab": tab})


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def new_use(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The form for one's own help; who can name no deal is told whom to ask."""

    def page(form: Form) -> HttpResponse:
        opened = Open(OWN_USE, form, reverse("network-uses-new"), _url("mine"), "own-use")
        people, deals = choices(viewer)
        context = {"open": opened, "has_people": bool(people), "has_deals": bool(deals)}
        return render(request, "pages/network_uses/new.html", context, status=form.status)

    return answer(request, viewer, None, OWN_USE, page)


@require_POST
@viewer_required
def confirm(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    given = request.POST
    said = Answer(given.get("grade", ""), given.get("was-grade", ""), named=given.get("name") != "no")
    try:
        made = confirm_use(pk, said, by=viewer.employee, scope=viewer.scope, today=viewer.today, now=timezone.now())
    except RenmaiError as refused:
        return _refused(request, viewer, Said(pk, sentence(refused), said.grade, said.named), refused)
    except InfluenceUse.DoesNotExist as missing:
        raise Http404 from missing
    if made:
        tell(request, _what_now(said))
    return redirect(_back(request, viewer, pk))


def _what_now(said: Answer) -> str:
    if said.grade != said.seen:
        return gettext("Changed. The other side is asked whether it was so.")
    return gettext("Confirmed.")


@require_POST
@viewer_required
def decline(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    back = _back(request, viewer, pk)
    try:
        decline_use(pk, by=viewer.employee, scope=viewer.scope, today=viewer.today, now=timezone.now())
    except RenmaiError as refused:
        return _refused(request, viewer, Said(pk, sentence(refused)), refused)
    tell(request, gettext("Taken out of the ledger. Nobody is told why."))
    return redirect(back)


@require_POST
@viewer_required
def thank_helper(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    text, names_deal = request.POST.get("text", ""), request.POST.get("names_deal") == "yes"
    try:
        thank(pk, text, names_deal=names_deal, by=viewer.employee, scope=viewer.scope, today=viewer.today)
    except RenmaiError as refused:
        return _refused(request, viewer, Said(pk, sentence(refused), text=text, names_deal=names_deal), refused)
    except InfluenceUse.DoesNotExist as missing:
        raise Http404 from missing
    tell(request, gettext("Your thanks are on their page; nobody else reads them."))
    return redirect(_back(request, viewer, pk))


@require_POST
@viewer_required
def unname(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    try:
        unname_use(pk, by=viewer.employee, today=viewer.today, now=timezone.now())
    except RenmaiError as refused:
        return _refused(request, viewer, Said(pk, sentence(refused)), refused)
    except InfluenceUse.DoesNotExist as missing:
        raise Http404 from missing
    tell(request, gettext("From now on your help counts without your name."))
    return redirect(_url("mine"))


def _refused(request: HttpRequest, viewer: Viewer, said: Said, error: RenmaiError) -> HttpResponse:
    """The list with the reason at its row; on the opportunity's page it is told above."""
    if request.POST.get("at") == DEAL:
        tell(request, said.problem)
        return redirect(_back(request, viewer, said.pk))
    return _show(request, viewer, _tab_of(request), said, error.code.status)


def _tab_of(request: HttpRequest) -> str:
    tab = request.POST.get("at", "")
    return tab if tab in TABS else "waiting"


def _back(request: HttpRequest, viewer: Viewer, pk: int) -> str:
    """Where the form stood. Raises `Http404` for a use in which the viewer has no part."""
    try:
        use = answerable(pk, viewer.employee, viewer.scope, viewer.today)
    except InfluenceUse.DoesNotExist as missing:
        raise Http404 from missing
    if request.POST.get("at") == DEAL:
        return reverse("opportunity", args=[use.opportunity.code], query={"tab": "uses"})
    return _url(_tab_of(request))
