"""Customers: the companies we sell to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class HighLow(models.TextChoices):
    HIGH = "high"
    LOW = "low"


class Customer(Gated, Recorded):
    """Exists on D if `created_on` <= D < `closed_on`. Empty `contribution`: computed (spec 1.7)."""

    customer_path: ClassVar[str] = "pk"

    code = models.CharField(max_length=500, unique=True)
    name = models.TextField()
    industry = models.TextField(blank=True)
    region = models.TextField(blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="subsidiaries")
    focus = models.BooleanField(default=False)
    contribution = models.CharField(max_length=10, blank=True, choices=HighLow)
    potential = models.CharField(max_length=10, blank=True, choices=HighLow)
    created_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(contribution__in=["", *HighLow.values]), name="customer_contribution"),
            models.CheckConstraint(condition=Q(potential__in=["", *HighLow.values]), name="customer_potential"),
            models.CheckConstraint(condition=Q(closed_on__gt=F("created_on")), name="customer_interval"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="customer_not_own_parent"),
        ]
