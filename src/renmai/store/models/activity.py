"""Activities: what we did with a customer and whom we met."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class ActivityKind(models.TextChoices):
    VISIT = "visit"
    CALL = "call"
    MEETING = "meeting"
    DEMO = "demo"
    EVENT = "event"
    MESSAGE = "message"


class Activity(Gated, Recorded):
    code = models.CharField(max_length=500, unique=True)
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="activities")
    opportunity = models.ForeignKey("store.Opportunity", null=True, on_delete=models.PROTECT, related_name="activities")
    employee = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=10, blank=True, choices=ActivityKind)
    occurred_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta(Gated.Meta):
        constraints = [models.CheckConstraint(condition=Q(kind__in=["", *ActivityKind.values]), name="activity_kind")]


class ActivityPerson(Gated):
    """A key person met in an activity, in the order given."""

    customer_path: ClassVar[str] = "activity__customer_id"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="people")
    key_person = models.ForeignKey("store.KeyPerson", on_delete=models.PROTECT, related_name="activities")
    position = models.PositiveIntegerField()

    class Meta(Gated.Meta):
        constraints = [models.UniqueConstraint(fields=["activity", "key_person"], name="activity_person_once")]
