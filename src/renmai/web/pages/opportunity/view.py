"""An opportunity's page: what stands in its way, who decides it, and everything about it changed in place."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renmai.analytics.customer import alone
from renmai.analytics.panel import Panel
from renmai.domain.errors import ConflictError, RenmaiError
from renmai.store.actions.chain_member import arrange_chain, copy_chain
from renmai.store.actions.plan_step import add_plan_steps
from renmai.store.influence_use import number_of_uses, uses_of
from renmai.store.models import ChainMember, Opportunity, Status
from renmai.web.access import Viewer, opportunity_of, viewer_required
from renmai.web.editing import Editing, Open, answer
from renmai.web.events import HistoryTab, history_tab
from renmai.web.fields import Form
from renmai.web.notices import tell
from renmai.web.numbers import amount_unit, amounts
from renmai.web.pages.customer.activity import ActivityTab, activity_tab
from renmai.web.pages.customer.opportunity import is_open
from renmai.web.pages.line.rows import Star, star
from renmai.web.pages.network_uses.rows import UseRow, use_rows
from renmai.web.pages.opportunity.cards import Cards, cards_of
from renmai.web.pages.opportunity.decision_chain import (
    ChainForm,
    MemberRow,
    Sent,
    chain_form,
    member_rows,
    members_of,
    sent_places,
    sent_seen,
    sources,
)
from renmai.web.pages.opportunity.editing import CLOSE, FACTS, USE, opportunity_url
from renmai.web.pages.opportunity.planning import intent_of, moves_of
from renmai.web.pages.opportunity.trying import Around
from renmai.web.pages.relationship_map.settings import map_settings
from renmai.web.pages.undo.view import undo_of
from renmai.web.shown import Shown, Tab, read_shown, tabs_of
from renmai.wording.columns import WORDS, Text
from renmai.wording.errors import sentence

TABS: Final[dict[str, Text]] = {
    "chain": pgettext_lazy("tab", "Decision chain"),
    "uses": pgettext_lazy("tab", "Influence used"),
    "activities": pgettext_lazy("tab", "Activities"),
    "history": pgettext_lazy("tab", "History"),
}
FORMS: Final = {one.name: one for one in (FACTS, CLOSE, USE)}


@dataclass(frozen=True, slots=True)
class Head:
    name: str
    code: str
    customer: str
    customer_url: str
    amount: str
    exact_amount: str
    stage: str
    status: str
    status_word: Text
    origin: Text
    owner: str
    opened: str
    expected: str
    is_overdue: bool
    closed: str


@dataclass(slots=True)
class Page:
    """What the templates show; of the tabs only the current one is filled."""

    opportunity: Opportunity
    head: Head
    star: Star
    shown: Shown
    tabs: list[Tab]
    cards: Cards
    open: Open | None
    amount_unit: str
    today_query: str
    may_edit: bool
    is_open: bool
    chain_members: list[ChainMember]
    members: list[MemberRow] = field(default_factory=list)
    chain: ChainForm | None = None
    sources: list[Opportunity] = field(default_factory=list)
    settings: dict[str, Any] | None = None
    uses: list[UseRow] = field(default_factory=list)
    activities: ActivityTab | None = None
    history: HistoryTab | None = None

    @property
    def is_frozen(self) -> bool:
        """Whether it is won or lost, whatever the day looked at: then the ledger of use stands."""
        return self.opportunity.status != Status.OPEN

    @property
    def as_of(self) -> str:
        """The day looked at, blank for today."""
        return "" if self.shown.is_today else self.shown.question.as_of.isoformat()


@require_safe
@viewer_required
def opportunity(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    return _show(request, viewer, opportunity_of(viewer, code))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, code: str, form: str) -> HttpResponse:
    """The page with one of its forms open; sending it saves."""
    found, editing = opportunity_of(viewer, code), FORMS[form]

    def page(filled: Form) -> HttpResponse:
        return _show(request, viewer, found, _opened(editing, filled, found))

    return answer(request, viewer, found, editing, page)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def chain(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """The page with the chain as a form; sending it makes the chain what the form says."""
    found = opportunity_of(viewer, code)
    if request.method != "POST":
        return _show(request, viewer, found, chain_is_open=True)
    places, seen = sent_places(request.POST), sent_seen(request.POST)
    try:
        made = arrange_chain(found, places, seen, by=viewer.employee, now=timezone.now())
    except RenmaiError as refused:
        status = 409 if isinstance(refused, ConflictError) else 422
        sent = Sent(places, sentence(refused))
        return _show(request, viewer, found, chain_is_open=True, sent=sent, status=status)
    if made:
        tell(request, gettext("The decision chain is saved."), undo=undo_of(made))
    return redirect(opportunity_url(found))


@require_POST
@viewer_required
def copy(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Take over the members of another opportunity of the same customer."""
    found, source = opportunity_of(viewer, code), opportunity_of(viewer, request.POST.get("source", ""))
    if source.customer_id != found.customer_id:
        raise Http404
    made = copy_chain(found, source, by=viewer.employee, now=timezone.now())
    if made:
        tell(request, gettext("The chain of %(name)s is copied.") % {"name": source.name}, undo=undo_of(made))
    return redirect(opportunity_url(found))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def plan(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Save what was tried as planned steps; a plan that is refused comes back with what was typed."""
    found = opportunity_of(viewer, code)
    if request.method != "POST":
        return redirect(opportunity_url(found))
    around = _around(viewer, found, read_shown(QueryDict(), viewer, tuple(TABS)))
    try:
        moves, intent = moves_of(around, request.POST), intent_of(around, request.POST)
        made = add_plan_steps(found.customer, moves, intent, by=viewer.employee, today=viewer.today, now=timezone.now())
    except RenmaiError as refused:
        return _show(request, viewer, found, tried=Tried(request.POST, refused), status=422)
    told = ngettext("%(n)s step planned.", "%(n)s steps planned.", len(moves)) % {"n": len(moves)}
    tell(request, told if made else gettext("All of this is so by now."), undo=undo_of(made))
    return redirect(f"{opportunity_url(found)}#plan")


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried and sent, and why it was not saved."""

    given: QueryDict
    error: RenmaiError


def _around(viewer: Viewer, opportunity: Opportunity, shown: Shown) -> Around:
    one = alone(viewer.panel, opportunity.customer.code)
    if one is None:
        raise LookupError(opportunity.code)  # what the gate lets pass is in the panel
    return Around(viewer, opportunity, one.panel, shown.question, members_of(viewer, opportunity))


def _opened(editing: Editing, form: Form, opportunity: Opportunity) -> Open:
    url = reverse(f"opportunity-{editing.name}", args=[opportunity.code])
    back = opportunity_url(opportunity, "uses" if editing is USE else "")
    return Open(editing, form, url, back, f"opportunity:{opportunity.code}:{editing.name}")


def _show(
    request: HttpRequest,
    viewer: Viewer,
    opportunity: Opportunity,
    opened: Open | None = None,
    *,
    chain_is_open: bool = False,
    sent: Sent | None = None,
    tried: Tried | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with one of its forms open, or the chain or a plan as it was sent where it was refused."""
    shown = read_shown(request.GET, viewer, tuple(TABS))
    if opened and opened.editing is USE:
        shown = Shown(shown.question, shown.is_today, "uses", shown.first_tab)
    around = _around(viewer, opportunity, shown)
    cards = cards_of(around, tried.given, tried.error) if tried else cards_of(around, request.GET)
    if tried and not (cards.trial and cards.trial.saving):
        tell(request, sentence(tried.error))  # there is no form any more to say it in
    page = _page(around, shown, cards, opened)
    _fill(page, viewer, around.panel)
    if chain_is_open:
        page.chain = chain_form(viewer, opportunity, page.members, sent)
    code = opened.form.status if opened else status
    return render(request, "pages/opportunity/opportunity.html", {"page": page}, status=code)


def _page(around: Around, shown: Shown, cards: Cards, opened: Open | None) -> Page:
    opportunity = around.opportunity
    return Page(
        opportunity=opportunity,
        head=_head(opportunity, shown),
        star=star("opportunity", opportunity.code, opportunity.name, is_on=opportunity.focus, may_press=True),
        shown=shown,
        tabs=_tabs(around.viewer, opportunity, around.panel, shown),
        cards=cards,
        open=opened,
        amount_unit=amount_unit(),
        today_query=shown.query(as_of="") or "?",
        may_edit=shown.is_today,
        is_open=is_open(opportunity, shown.question.as_of),
        chain_members=list(around.members),
    )


def _head(opportunity: Opportunity, shown: Shown) -> Head:
    day, value = shown.question.as_of, float(opportunity.amount)
    opened = is_open(opportunity, day)
    status = "open" if opened else opportunity.status
    expected = opportunity.expected_on
    return Head(
        name=opportunity.name,
        code=opportunity.code,
        customer=opportunity.customer.name,
        customer_url=reverse("customer", args=[opportunity.customer.code]),
        amount=amounts([value]).value(value),
        exact_amount=f"{opportunity.amount.normalize():f}",
        stage=opportunity.stage,
        status=status,
        status_word=WORDS["status"][status],
        origin=WORDS["origin"].get(opportunity.origin, ""),
        owner=opportunity.owner.name if opportunity.owner else "",
        opened=opportunity.opened_on.isoformat(),
        expected=expected.isoformat() if expected else "",
        is_overdue=bool(opened and expected and expected < day),
        closed=opportunity.closed_on.isoformat() if opportunity.closed_on and not opened else "",
    )


def _tabs(viewer: Viewer, opportunity: Opportunity, panel: Panel, shown: Shown) -> list[Tab]:
    slab, day = panel.slabs[0], shown.question.as_of.toordinal()
    place = int((slab.opportunities.code == opportunity.code).argmax())
    counts = {
        "chain": int((slab.members.opportunity == place).sum()),
        "uses": number_of_uses(opportunity, viewer.scope, shown.question.as_of, viewer.today),
        "activities": int(((slab.activities.opportunity == place) & (slab.activities.day <= day)).sum()),
    }
    return tabs_of(TABS, shown, counts)


def _fill(page: Page, viewer: Viewer, panel: Panel) -> None:
    """What the current tab shows."""
    found, shown = page.opportunity, page.shown
    fillers: dict[str, Any] = {
        "chain": lambda: _fill_chain(page, viewer, panel),
        "uses": lambda: setattr(page, "uses", _uses(viewer, found, shown)),
        "activities": lambda: setattr(page, "activities", activity_tab(viewer, found.customer, shown, found)),
        "history": lambda: setattr(
            page, "history", history_tab(viewer, found.customer.code, shown, opportunity=found.code)
        ),
    }
    fillers[shown.tab]()


def _fill_chain(page: Page, viewer: Viewer, panel: Panel) -> None:
    found = page.opportunity
    page.settings = map_settings(viewer, found.customer, opportunity=found.code)
    page.members = member_rows(panel, page.shown.question, found.customer.code, page.chain_members)
    page.sources = list(sources(viewer, found)) if page.may_edit else []


def _uses(viewer: Viewer, opportunity: Opportunity, shown: Shown) -> list[UseRow]:
    return use_rows(uses_of(opportunity, viewer.employee, viewer.scope, shown.question.as_of, viewer.today))
