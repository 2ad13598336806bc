"""Opportunities: possible deals with a customer."""

from django.db import models
from django.db.models import F, Q

from renmai.store.models.amount import AmountField
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class Status(models.TextChoices):
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Origin(models.TextChoices):
    CAPTURED = "captured"
    INCUBATED = "incubated"


class Opportunity(Gated, Recorded):
    """Open on D if `opened_on` <= D and not closed by D; won or lost on `closed_on`.

    `expected_on` is when it was last thought to close; a closed one keeps it.
    """

    code = models.CharField(max_length=500, unique=True)
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="opportunities")
    name = models.TextField()
    owner = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="opportunities")
    amount = AmountField()
    stage = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status)
    origin = models.CharField(max_length=12, blank=True, choices=Origin)
    focus = models.BooleanField(default=False)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="opportunity_status"),
            models.CheckConstraint(condition=Q(origin__in=["", *Origin.values]), name="opportunity_origin"),
            models.CheckConstraint(
                condition=Q(status="open", closed_on=None) | (~Q(status="open") & Q(closed_on__isnull=False)),
                name="opportunity_closed_on",
            ),
            models.CheckConstraint(condition=Q(closed_on__gte=F("opened_on")), name="opportunity_interval"),
            models.CheckConstraint(condition=Q(expected_on__gte=F("opened_on")), name="opportunity_expected"),
        ]
