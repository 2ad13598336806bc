"""A customer's page: everything known in one place, as of any day, and changed where it stands."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renmai.analytics.customer import Alone, alone, standing, strategies
from renmai.domain.periods import Comparison
from renmai.store.models import Customer
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.editing import Editing, Open, answer
from renmai.web.events import HistoryTab, history_tab
from renmai.web.fields import Form
from renmai.web.numbers import amount_unit
from renmai.web.pages.customer.account_team import JOIN, Triangle, triangle_of
from renmai.web.pages.customer.activity import ActivityTab, activity_tab
from renmai.web.pages.customer.choice import CHOICE, Choices, choices_of
from renmai.web.pages.customer.competitor import Contest, contest_of
from renmai.web.pages.customer.coverage import CoverageTab, coverage_tab
from renmai.web.pages.customer.editing import FACTS, OPPORTUNITY, OWNER, customer_url
from renmai.web.pages.customer.head import Completeness, DegreeCard, Head, completeness, degree_cards, head
from renmai.web.pages.customer.key_person import PersonRow, tree_rows
from renmai.web.pages.customer.opportunity import OpportunityRow, opportunity_rows
from renmai.web.pages.customer.strategy import Strategy, missing_of, strategies_of
from renmai.web.pages.customer.tabs import TABS, customer_tabs
from renmai.web.pages.line.rows import Star, star
from renmai.web.pages.plan_step.rows import Plan, plan_of
from renmai.web.pages.tactic.plan_tactics import Place, Sent, Tactics, tactics_of
from renmai.web.shown import Shown, Tab, read_shown
from renmai.wording.columns import Text

FORMS: Final = {one.name: one for one in (FACTS, OWNER, OPPORTUNITY, CHOICE, JOIN)}
TAB_OF_FORM: Final = {"opportunity": "opportunities", "strategy": "strategy", "team": "strategy"}


@dataclass(slots=True)
class Page:
    """What the templates show; of the tabs only the current one is filled."""

    customer: Customer
    head: Head
    star: Star
    shown: Shown
    days: Comparison
    tabs: list[Tab]
    cards: list[DegreeCard]
    completeness: Completeness
    strategies: list[Strategy]
    missing: list[Text]
    open: Open | None
    amount_unit: str
    today_query: str
    may_edit: bool
    people: list[PersonRow] = field(default_factory=list)
    opportunities: list[OpportunityRow] = field(default_factory=list)
    contest: Contest | None = None
    choices: Choices | None = None
    triangle: Triangle | None = None
    plan: Plan | None = None
    coverage: CoverageTab | None = None
    tactics: Tactics | None = None
    activities: ActivityTab | None = None
    history: HistoryTab | None = None

    @property
    def chosen(self) -> Strategy | None:
        return next((one for one in self.strategies if one.is_chosen), None)

    @property
    def recommended(self) -> Strategy | None:
        return next((one for one in self.strategies if one.is_recommended), None)


@require_safe
@viewer_required
def customer(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    return _show(request, viewer, customer_of(viewer, code), None)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, code: str, form: str) -> HttpResponse:
    """The page with one of its forms open; sending it saves."""
    found, editing = customer_of(viewer, code), FORMS[form]

    def page(filled: Form) -> HttpResponse:
        return _show(request, viewer, found, _opened(editing, filled, found))

    return answer(request, viewer, found, editing, page)


def show_planning(request: HttpRequest, viewer: Viewer, customer: Customer, sent: Sent) -> HttpResponse:
    """The strategies, with a form of planning as it was sent, and why it was refused."""
    return _show(request, viewer, customer, None, sent)


def _opened(editing: Editing, form: Form, customer: Customer) -> Open:
    url = reverse(f"customer-{editing.name}", args=[customer.code])
    tab = TAB_OF_FORM.get(editing.name, "")
    return Open(editing, form, url, customer_url(customer, tab), f"customer:{customer.code}:{editing.name}")


def _show(
    request: HttpRequest, viewer: Viewer, customer: Customer, opened: Open | None, sent: Sent | None = None
) -> HttpResponse:
    shown = read_shown(request.GET, viewer, tuple(TABS))
    one = alone(viewer.panel, customer.code)
    if one is None:
        raise LookupError(customer.code)  # what the gate lets pass is in the panel
    if opened and opened.editing.name in TAB_OF_FORM:
        shown = Shown(shown.question, shown.is_today, TAB_OF_FORM[opened.editing.name], shown.first_tab)
    if sent:
        shown = Shown(shown.question, shown.is_today, "strategy", shown.first_tab)
    page = _page(viewer, customer, one, shown, opened)
    if page.shown.tab == "strategy" and page.may_edit:
        followed = page.chosen or page.recommended
        usual = followed.name if followed else ""
        asked = (sent.given if sent else request.GET).get("strategy", "")
        page.tactics = tactics_of(Place(viewer, customer, one.panel, usual, asked), sent)
    status = opened.form.status if opened else sent.error.code.status if sent else 200
    return render(request, "pages/customer/customer.html", {"page": page}, status=status)


def _page(viewer: Viewer, customer: Customer, one: Alone, shown: Shown, opened: Open | None) -> Page:
    question, row = shown.question, standing(one.panel, shown.question)
    fitting = strategies(viewer.panel, question, one.place)
    page = Page(
        customer=customer,
        head=head(viewer, customer, question.as_of),
        star=star("customer", customer.code, customer.name, is_on=customer.focus, may_press=True),
        shown=shown,
        days=question.comparison,
        tabs=customer_tabs(customer.code, one, shown, row, current=shown.tab),
        cards=degree_cards(one.panel, question, row),
        completeness=completeness(one.panel, question),
        strategies=strategies_of(fitting),
        missing=missing_of(fitting),
        open=opened,
        amount_unit=amount_unit(),
        today_query=shown.query(as_of="") or "?",
        may_edit=shown.is_today,
    )
    _fill(page, viewer, one)
    return page


def _fill(page: Page, viewer: Viewer, one: Alone) -> None:
    """What the current tab shows; of strategies the plan, for they are in the head already."""
    customer, shown = page.customer, page.shown
    fillers: dict[str, Any] = {
        "people": lambda: tree_rows(one.panel, shown.question, customer.code),
        "opportunities": lambda: opportunity_rows(viewer, one.panel, customer, shown.question),
        "competitors": lambda: contest_of(one.panel, shown.question),
        "strategy": lambda: _strategy_tab(page, viewer, one),
        "coverage": lambda: coverage_tab(viewer, one.panel, customer, shown.question),
        "activities": lambda: activity_tab(viewer, customer, shown),
        "history": lambda: history_tab(viewer, customer.code, shown),
    }
    names = {"competitors": "contest", "strategy": "plan"}
    setattr(page, names.get(shown.tab, shown.tab), fillers[shown.tab]())


def _strategy_tab(page: Page, viewer: Viewer, one: Alone) -> Plan:
    """The plan; and beside it what was chosen, and who works on the customer."""
    recommended = page.recommended.name if page.recommended else ""
    page.choices = choices_of(viewer, page.customer, page.shown, recommended)
    owner = page.head.owner
    page.triangle = triangle_of(one.panel, page.shown.question.as_of, (owner.code, owner.since) if owner else None)
    return plan_of(viewer, one.panel, page.shown.question.as_of, customer=page.customer)
