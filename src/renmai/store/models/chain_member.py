"""Chain members: the key persons who decide one opportunity."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class ChainRole(models.TextChoices):
    USER = "user"
    EVALUATOR = "evaluator"
    DECIDER = "decider"
    APPROVER = "approver"
    GATEKEEPER = "gatekeeper"
    COACH = "coach"


class ChainMember(Gated, Recorded):
    customer_path: ClassVar[str] = "opportunity__customer_id"

    opportunity = models.ForeignKey("store.Opportunity", on_delete=models.PROTECT, related_name="members")
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="chains")
    role = models.CharField(max_length=12, blank=True, choices=ChainRole)
    position = models.BigIntegerField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "key_person"], name="chain_member_key"),
            models.CheckConstraint(condition=Q(role__in=["", *ChainRole.values]), name="chain_member_role"),
        ]
