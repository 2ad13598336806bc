"""Jobs: what is done after the page has answered. No fact: a job belongs to whoever asked for it."""

import uuid

from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_over(self) -> bool:
        return self not in (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """One piece of background work.

    `kind` names a module of the room `work`; `asked` is what it is to do, `outcome` what came of
    it or the error it ended with. `file`: the name of the file it made, in the job's folder.
    `attempt` counts the times it was started. How far it is stands beside the database, not in
    it: SQLite has one writer, and that may be the job itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    employee = models.ForeignKey("store.Employee", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=JobState, default=JobState.WAITING)
    asked = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    file = models.TextField(blank=True)
    attempt = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state")]
        indexes = [models.Index(fields=["employee", "kind", "created_at"], name="job_of_employee")]
