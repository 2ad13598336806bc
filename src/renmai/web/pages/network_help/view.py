"""Asking for help 求助: what is asked of me, what I asked, and each conversation, open to its two participants only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.help_request import HelpKind, HelpState, Outcome
from renmai.store.actions.help_request import LONGEST, Ending, accept, close_request, decline, say, take_back
from renmai.store.models import HelpRequest, InsightAnswer, KeyPerson
from renmai.web.access import Viewer, viewer_required
from renmai.web.fields import text_of
from renmai.web.layout.sections import has_customers
from renmai.web.notices import tell
from renmai.web.pages.network_help.rows import RequestRow, Said, outcome_of, requests_of, row_of, said_in
from renmai.web.pages.network_help.words import OUTCOMES
from renmai.web.shown import Tab
from renmai.wording.errors import sentence
from renmai.wording.terms import Text

OF_ME, BY_ME = "of-me", "by-me"
TABS: Final[dict[str, Text]] = {
    OF_ME: pgettext_lazy("requests for help", "Asked of me"),
    BY_ME: pgettext_lazy("requests for help", "Asked by me"),
}


@dataclass(frozen=True, slots=True)
class Page:
    tabs: list[Tab]
    rows: list[RequestRow]
    is_mine: bool
    may_ask: bool


@dataclass(frozen=True, slots=True)
class OnePage:
    """`may_open`: the viewer may see the person's page. `problem` stands at the form of `column`."""

    row: RequestRow
    request: HelpRequest
    said: list[Said]
    outcome: Text
    outcomes: list[tuple[str, Text]]
    is_open: bool
    is_insight: bool
    is_answered: bool
    may_open: bool
    longest: int
    typed: Mapping[str, str]
    column: str
    problem: str


@require_safe
@viewer_required
def network_help(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    tab = request.GET.get("tab", "") or OF_ME
    if tab not in TABS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="tab", value=tab)
    rows = [row_of(viewer, one) for one in requests_of(viewer)]
    by_tab = {OF_ME: [row for row in rows if not row.is_mine], BY_ME: [row for row in rows if row.is_mine]}
    tabs = [Tab(name, label, f"?tab={name}", name == tab, len(by_tab[name])) for name, label in TABS.items()]
    return render(
        request, "pages/network_help/list.html", {"page": Page(tabs, by_tab[tab], tab == BY_ME, has_customers(viewer))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def network_help_one(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The conversation; what cannot be done any more is said, and what was typed stays."""
    found: HelpRequest | None = requests_of(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, viewer, found)
    do = DEEDS.get(request.POST.get("do", ""))
    if do is None:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="do", value=request.POST.get("do", ""))
    try:
        told = do(viewer, found, request.POST)
    except RenmaiError as refused:
        found.refresh_from_db()
        return _show(request, viewer, found, refused)
    if told:
        tell(request, told)
    return redirect("network-help-one", code=code)


def _show(request: HttpRequest, viewer: Viewer, found: HelpRequest, refused: RenmaiError | None = None) -> HttpResponse:
    row = row_of(viewer, found)
    people = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(pk=found.key_person_id)
    page = OnePage(
        row=row,
        request=found,
        said=said_in(viewer, found, row),
        outcome=outcome_of(found),
        outcomes=[(one.value, text) for one, text in OUTCOMES.items()],
        is_open=found.state in (HelpState.ASKED, HelpState.ACCEPTED),
        is_insight=found.kind == HelpKind.INSIGHT,
        is_answered=InsightAnswer.objects.of(viewer.employee).filter(request=found).exists(),
        may_open=people.exists(),
        longest=LONGEST,
        typed=request.POST.dict() if refused else {},
        column=str(refused.params.get("column", "")) if refused else "",
        problem=sentence(refused) if refused else "",
    )
    status = refused.code.status if refused else HTTPStatus.OK
    return render(request, "pages/network_help/one.html", {"page": page}, status=status)


def _accept(viewer: Viewer, found: HelpRequest, sent: QueryDict) -> str:
    show = not found.blind or sent.get("name") == "yes"
    accept(found, show_name=show, by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("Thank you. You can talk about it below.")


def _decline(viewer: Viewer, found: HelpRequest, sent: QueryDict) -> str:
    del sent
    decline(found, by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("Declined. Nobody counts this, and no reason was asked for.")


def _take_back(viewer: Viewer, found: HelpRequest, sent: QueryDict) -> str:
    del sent
    take_back(found, by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("The request was taken back.")


def _say(viewer: Viewer, found: HelpRequest, sent: QueryDict) -> str:
    say(found, text_of(sent, "text"), by=viewer.employee, now=timezone.now())
    return ""


def _close(viewer: Viewer, found: HelpRequest, sent: QueryDict) -> str:
    if sent.get("outcome", "") not in OUTCOMES:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="outcome")
    ending = Ending(Outcome(str(sent["outcome"])), text_of(sent, "outcome_note"), text_of(sent, "thanks"))
    close_request(found, ending, by=viewer.employee, today=viewer.today, now=timezone.now())
    return gettext("Closed. Your thanks have been passed on.") if ending.thanks else gettext("Closed.")


DEEDS: Final[dict[str, Callable[[Viewer, HelpRequest, QueryDict], str]]] = {
    "accept": _accept,
    "decline": _decline,
    "take-back": _take_back,
    "say": _say,
    "close": _close,
}
