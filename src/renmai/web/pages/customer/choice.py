"""The chosen strategy of a customer: what holds, why, what was chosen before, and the form to choose (spec 1.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from renmai.intake.bundle import STRATEGY_CHOICES
from renmai.store.actions.strategy_choice import LONGEST_REASON, choose_strategy
from renmai.store.models import Customer, StrategyChoice
from renmai.web.access import Viewer
from renmai.web.editing import Editing, Saved
from renmai.web.fields import Field, Form, Option, field_of
from renmai.web.pages.customer.editing import customer_url
from renmai.web.pages.undo.view import undo_of
from renmai.web.shown import Shown
from renmai.wording.terms import STRATEGIES, Term


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; `term` is None where it was given up, so that the recommendation is followed."""

    term: Term | None
    reason: str
    who: str
    on: str


@dataclass(frozen=True, slots=True)
class Choices:
    """`now` is what holds on the day shown, None where nothing is chosen; `all` the latest first."""

    now: Choice | None
    all: list[Choice]
    is_against_advice: bool


def choices_of(viewer: Viewer, customer: Customer, shown: Shown, recommended: str) -> Choices:
    """What was chosen up to the day shown. One statement."""
    rows = [_choice(row) for row in _rows(viewer, customer) if row.chosen_on <= shown.question.as_of]
    now = rows[0] if rows and rows[0].term else None
    against = now is not None and now.term is not STRATEGIES.get(recommended)
    return Choices(now, rows, against)


def _rows(viewer: Viewer, customer: Customer) -> list[StrategyChoice]:
    rows = StrategyChoice.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer)
    return list(rows.select_related("chosen_by").order_by("-chosen_on"))


def _choice(row: StrategyChoice) -> Choice:
    term = STRATEGIES[row.strategy] if row.strategy else None
    return Choice(term, row.reason, row.chosen_by.name if row.chosen_by else "", row.chosen_on.isoformat())


def _held(viewer: Viewer, customer: Customer) -> Mapping[str, str]:
    rows = (row for row in _rows(viewer, customer) if row.chosen_on <= viewer.today)
    held = next(rows, None)
    return {"strategy": held.strategy, "reason": held.reason} if held else {"strategy": "", "reason": ""}


def _fields(viewer: Viewer, customer: Customer) -> list[Field]:
    del viewer, customer
    follow = Option("", gettext_lazy("Follow the recommendation"))
    names = [Option(name, STRATEGIES[name].label) for name in STRATEGY_CHOICES.column("strategy").choices]
    hint = gettext_lazy("What you know that the figures do not. It stays beside the recommendation.")
    return [
        field_of(STRATEGY_CHOICES, "strategy", options=[follow, *names]),
        field_of(STRATEGY_CHOICES, "reason", input="area", hint=hint, longest=LONGEST_REASON),
    ]


def _save(viewer: Viewer, customer: Customer, form: Form) -> Saved:
    strategy, reason = form.cells["strategy"], form.cells["reason"].strip()
    seen = form.seen.get("strategy", "")
    made = choose_strategy(customer, strategy, reason, seen, by=viewer.employee, today=viewer.today, now=timezone.now())
    url = f"{customer_url(customer, 'strategy')}#tabs"
    return Saved(url, _said(strategy, customer) if made else "", undo_of(made))


def _said(strategy: str, customer: Customer) -> str:
    if not strategy:
        return gettext("%(customer)s follows the recommendation again.") % {"customer": customer.name}
    return gettext("Chosen for %(customer)s: %(strategy)s") % {
        "customer": customer.name,
        "strategy": STRATEGIES[strategy].label,
    }


CHOICE: Final = Editing(
    "strategy",
    STRATEGY_CHOICES,
    gettext_lazy("Choose the strategy"),
    pgettext_lazy("button", "Choose"),
    _fields,
    _held,
    _save,
)
