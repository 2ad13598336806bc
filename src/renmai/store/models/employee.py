"""Employees: anyone of our company, not only sales."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from renmai.store.models.recorded import Recorded


class Role(models.TextChoices):
    MEMBER = "member"
    EXECUTIVE = "executive"
    ADMIN = "admin"


class Employee(Recorded):
    """Employed on D if `joined_on` <= D < `left_on`; an empty date is open."""

    code = models.CharField(max_length=500, unique=True)
    name = models.TextField()
    email = models.TextField(blank=True)
    team = models.ForeignKey("store.Team", null=True, on_delete=models.PROTECT, related_name="employees")
    title = models.TextField(blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    sales = models.BooleanField(default=False)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    objects = models.Manager()

    def is_employed(self, day: date) -> bool:
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or day < self.left_on)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="employee_role"),
            models.CheckConstraint(condition=Q(left_on__gt=F("joined_on")), name="employee_interval"),
        ]
