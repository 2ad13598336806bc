"""Assessments: snapshots of one key person towards one party on a date."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated

IN_RANGE = (-2, 2)


class Assessment(Gated, Recorded):
    """The snapshot that holds from `effective_on`; None is unknown. `party` None is ours.

    A second snapshot of the same person, party and day replaces this row; the earlier one is in
    the audit trail. Votes are kept towards us only. `evidence` holds the answers behind what was said
    that day, as the bundle writes them.
    """

    customer_path: ClassVar[str] = "key_person__customer_id"

    key_person = models.ForeignKey(
        "store.KeyPerson", on_delete=models.PROTECT, related_name="assessments", db_index=False
    )
    party = models.ForeignKey("store.Competitor", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    effective_on = models.DateField()
    closeness = models.SmallIntegerField(null=True)
    solution = models.SmallIntegerField(null=True)
    price = models.SmallIntegerField(null=True)
    veto = models.BooleanField(null=True)
    approver = models.BooleanField(null=True)
    assessor = models.ForeignKey(
        "store.Employee", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = models.TextField(blank=True)
    evidence = models.TextField(blank=True)

    class Meta(Gated.Meta):
        constraints = [
            # NULLs are distinct in a plain unique constraint; there is no competitor 0.
            models.UniqueConstraint("key_person", Coalesce("party", 0), "effective_on", name="assessment_key"),
            models.CheckConstraint(condition=Q(closeness__range=IN_RANGE), name="assessment_closeness"),
            models.CheckConstraint(condition=Q(solution__range=IN_RANGE), name="assessment_solution"),
            models.CheckConstraint(condition=Q(price__range=IN_RANGE), name="assessment_price"),
            models.CheckConstraint(condition=Q(party=None) | Q(veto=None, approver=None), name="assessment_votes_ours"),
        ]
