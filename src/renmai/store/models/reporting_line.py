"""Dated reporting lines: whom a key person reported to on some days; at most one line on any day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class ReportingLine(Gated, Recorded):
    """Holds on D if `valid_from` <= D < `valid_to`; on all other days the person's own `reports_to` does.

    `reports_to` is null where nobody was named on these days.
    """

    customer_path: ClassVar[str] = "key_person__customer_id"

    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="reporting_lines")
    reports_to = models.ForeignKey("store.KeyPerson", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key_person", "valid_from"], name="reporting_line_key"),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="reporting_line_interval"),
            models.CheckConstraint(condition=~Q(reports_to=F("key_person")), name="reporting_line_not_own_superior"),
        ]
