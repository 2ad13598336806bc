"""Chosen strategies: each holds from its day until the next choice for the customer."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from renmai.api.nouns.base import Call, Creating, Noun, Rows, pick, seen
from renmai.api.nouns.found import customer_of
from renmai.intake.bundle import STRATEGY_CHOICES
from renmai.store.actions.strategy_choice import choose_strategy
from renmai.store.models import StrategyChoice


def _on(rows: Rows, day: date) -> Rows:
    """The choice that holds on the day, of each customer."""
    later = rows.filter(customer=OuterRef("customer"), chosen_on__lte=day, chosen_on__gt=OuterRef("chosen_on"))
    return rows.filter(~Exists(later), chosen_on__lte=day)


def _create(call: Call, cells: dict[str, str]) -> Any:
    caller, customer = call.caller, customer_of(call.caller, cells["customer"])
    rows = seen(StrategyChoice)(caller).filter(customer=customer, chosen_on__lte=caller.today).order_by("-chosen_on")
    current = rows.first()
    strategy, reason, before = cells.get("strategy", ""), cells.get("reason", ""), current.strategy if current else ""
    choose_strategy(customer, strategy, reason, before, by=caller.employee, today=caller.today, now=call.now)
    return rows.first()


NOUN = Noun(
    path="strategy-choices",
    one="chosen strategy",
    many="chosen strategies",
    file=STRATEGY_CHOICES,
    rows=seen(StrategyChoice),
    as_of=_on,
    filters={"customer": "customer__code", "strategy": "strategy"},
    example={
        "id": 1,
        "customer": "harbour",
        "strategy": "grow",
        "chosen_on": "2026-09-30",
        "chosen_by": "owner",
        "reason": "新泊位明年招标",
        "revision": 8,
    },
    create=Creating(
        pick(STRATEGY_CHOICES, "customer", "strategy", "reason"),
        _create,
        {"customer": "harbour", "strategy": "grow", "reason": "新泊位明年招标"},
        "Holds from today. Without a strategy the choice is given up. Two choices of one day become one.",
    ),
)
