"""Planned contacts: which of us is to meet which key person within a round of coverage."""

from typing import ClassVar

from django.db import models

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class PlannedContact(Gated, Recorded):
    """Whether it is met, the activities say: nobody ticks it."""

    customer_path: ClassVar[str] = "round__customer_id"

    round = models.ForeignKey("store.CoverageRound", on_delete=models.PROTECT, related_name="contacts")
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="planned_contacts")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="planned_contacts")

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "key_person", "employee"], name="planned_contact_once"),
        ]
