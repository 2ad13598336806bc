"""Saved filters: a list as somebody likes to look at it. No fact: it belongs to its employee alone."""

from django.db import models
from django.db.models import Q


class SavedFilter(models.Model):
    """`query` is the address of the list without its path; no day in it means: as of today, always.

    At most one per line `is_default`: it is what the line opens with.
    """

    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="saved_filters")
    line = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    query = models.TextField()
    is_default = models.BooleanField(default=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "line", "name"], name="saved_filter_name"),
            models.UniqueConstraint(
                fields=["employee", "line"], condition=Q(is_default=True), name="saved_filter_default"
            ),
        ]
