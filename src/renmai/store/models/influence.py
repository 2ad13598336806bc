"""Influences: who can deeply sway a key person."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class InfluenceKind(models.TextChoices):
    INTERNAL = "internal"
    OURS = "ours"
    COMPETITOR = "competitor"


class Influence(Gated, Recorded):
    """Exactly one influencer, by `kind`: `person` of the customer, `employee`, or `competitor`.

    `employee` is empty where its owner lets us know no more than that somebody of ours can reach the person:
    who it is stands in `PrivateRelation`.
    `evidence` holds the answers that say it is deep, as the bundle writes them.
    """

    customer_path: ClassVar[str] = "key_person__customer_id"

    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="influences")
    kind = models.CharField(max_length=12, choices=InfluenceKind)
    person = models.ForeignKey("store.KeyPerson", null=True, on_delete=models.PROTECT, related_name="sways")
    employee = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="sways")
    competitor = models.ForeignKey("store.Competitor", null=True, on_delete=models.PROTECT, related_name="sways")
    contact_name = models.CharField(max_length=500, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    note = models.TextField(blank=True)
    evidence = models.TextField(blank=True)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="internal", person__isnull=False, employee=None, competitor=None)
                | Q(kind="ours", person=None, competitor=None)
                | Q(kind="competitor", person=None, employee=None, competitor__isnull=False),
                name="influence_one_influencer",
            ),
            models.UniqueConstraint(
                fields=["key_person", "person", "contact_name", "valid_from"],
                condition=Q(kind="internal"),
                name="influence_key_internal",
            ),
            models.UniqueConstraint(
                fields=["key_person", "employee", "contact_name", "valid_from"],
                condition=Q(kind="ours"),
                name="influence_key_ours",
            ),
            models.UniqueConstraint(
                fields=["key_person", "competitor", "contact_name", "valid_from"],
                condition=Q(kind="competitor"),
                name="influence_key_competitor",
            ),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="influence_interval"),
            models.CheckConstraint(condition=Q(person=None) | ~Q(person=F("key_person")), name="influence_not_oneself"),
        ]
