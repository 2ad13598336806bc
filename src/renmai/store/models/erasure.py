"""Erasures: persons whose identity we gave up. What counts stays, and no import brings the name back (spec 1.10)."""

from django.db import models
from django.db.models import Q


class Erasure(models.Model):
    """Of one key person or one employee; `by` is who did it, `reason` names nobody."""

    key_person = models.OneToOneField("store.KeyPerson", null=True, on_delete=models.PROTECT, related_name="erasure")
    employee = models.OneToOneField("store.Employee", null=True, on_delete=models.PROTECT, related_name="erasure")
    erased_on = models.DateField()
    by = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="erasures_made")
    reason = models.TextField(blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(key_person=None, employee__isnull=False) | Q(key_person__isnull=False, employee=None),
                name="erasure_of_one",
            )
        ]
