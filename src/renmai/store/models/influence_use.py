"""Influence uses: an employee's influence was used in an opportunity."""

from typing import ClassVar

from django.db import models

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class InfluenceUse(Gated, Recorded):
    """Counts towards contribution if the opportunity was won on or after `used_on` (spec 1.6)."""

    customer_path: ClassVar[str] = "opportunity__customer_id"

    opportunity = models.ForeignKey("store.Opportunity", on_delete=models.PROTECT, related_name="uses")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="uses")
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="uses")
    used_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "employee", "key_person", "used_on"], name="influence_use_key"
            )
        ]
