"""Ownerships: which employee answers for a customer, and when; at most one on any day."""

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class Ownership(Gated, Recorded):
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="ownerships")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="ownerships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["customer", "employee", "valid_from"], name="ownership_key"),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="ownership_interval"),
        ]
