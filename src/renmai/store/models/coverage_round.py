"""Rounds of coverage: whom several of us mean to meet at a customer between two days."""

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class CoverageRound(Gated, Recorded):
    """Contacts count from `starts_on` to `due_on`, both included; `closed` rounds are over, however far they came."""

    code = models.CharField(max_length=500, unique=True)
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="coverage_rounds")
    name = models.TextField()
    starts_on = models.DateField()
    due_on = models.DateField()
    closed = models.BooleanField(default=False)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="coverage_round_interval"),
        ]
