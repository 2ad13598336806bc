"""Chosen strategies: what somebody decided to do at a customer, from which day, and why (spec 1.7)."""

from django.db import models
from django.db.models import Q

from renmai.domain.strategies.base import Strategy
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class StrategyChoice(Gated, Recorded):
    """Holds from `chosen_on` until the next choice; a blank `strategy` gives the choice up again.

    Nothing chosen means that the recommendation is followed, whatever it will be.
    """

    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="strategy_choices")
    strategy = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Strategy])
    chosen_on = models.DateField()
    chosen_by = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["customer", "chosen_on"], name="strategy_choice_key"),
            models.CheckConstraint(
                condition=Q(strategy__in=["", *(one.value for one in Strategy)]), name="strategy_choice_strategy"
            ),
        ]
