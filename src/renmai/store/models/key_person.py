"""Key persons: the people at a customer who take part in, or sway, its decisions."""

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated


class KeyPerson(Gated, Recorded):
    """Counts on D if `joined_on` <= D < `left_on` and the customer exists on D."""

    code = models.CharField(max_length=500, unique=True)
    customer = models.ForeignKey("store.Customer", on_delete=models.PROTECT, related_name="key_people")
    name = models.TextField()
    department = models.TextField(blank=True)
    title = models.TextField(blank=True)
    reports_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reports")
    top = models.BooleanField(default=False)
    nobody_found = models.BooleanField(default=False)
    focus = models.BooleanField(default=False)
    email = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta(Gated.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(left_on__gt=F("joined_on")), name="key_person_interval"),
            models.CheckConstraint(condition=~Q(reports_to=F("id")), name="key_person_not_own_superior"),
        ]
