"""Marks on actions: what somebody said about a next action, shared by all who see it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from renmai.domain.principles.base import Line, Principle, SubjectType
from renmai.domain.principles.mark import Ending, MarkStatus
from renmai.domain.question import View, ViewKind
from renmai.domain.scope import Scope
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated, GatedQuerySet


class ActionMarkQuerySet(GatedQuerySet):
    def _seen_by(self, scope: Scope, on: date) -> Q:
        """Of a customer's things by the customer; of a view or an employee by who may see that view."""
        views = [str(View(ViewKind.PERSONAL, code)) for code in scope.employees]
        views += [str(View(ViewKind.TEAM, code)) for code in scope.teams]
        return (
            super()._seen_by(scope, on)
            | Q(customer=None, subject_type=SubjectType.VIEW, subject_code__in=views)
            | Q(customer=None, subject_type=SubjectType.EMPLOYEE, subject_code__in=scope.employees)
        )


class ActionMark(Gated, Recorded):
    """Fields as those of `domain.principles.mark.Mark`. No fact: the panel does not hold it."""

    is_fact: ClassVar[bool] = False

    code = models.CharField(max_length=500, unique=True)
    customer = models.ForeignKey("store.Customer", null=True, on_delete=models.PROTECT, related_name="action_marks")
    line = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Line])
    principle = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Principle])
    subject_type = models.CharField(max_length=12, choices=[(one.value, one.value) for one in SubjectType])
    subject_code = models.CharField(max_length=510)
    status = models.CharField(max_length=10, choices=[(one.value, one.value) for one in MarkStatus])
    cause = models.TextField(blank=True)
    priority = models.SmallIntegerField()
    marked_on = models.DateField()
    until = models.DateField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("store.Employee", on_delete=models.PROTECT, related_name="action_marks")
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Ending])

    objects = ActionMarkQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes a manager for a field

    class Meta(Gated.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["line", "principle", "subject_type", "subject_code"],
                condition=Q(ended_on=None),
                name="action_mark_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(status=MarkStatus.SNOOZED, until__isnull=False)
                | Q(status__in=(MarkStatus.DONE, MarkStatus.DISMISSED), until=None),
                name="action_mark_until",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="")
                | Q(ended_on__isnull=False, ending__in=[one.value for one in Ending]),
                name="action_mark_ending",
            ),
        ]
        indexes = [models.Index(fields=["ended_on", "marked_on"], name="action_mark_stands")]
