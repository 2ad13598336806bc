"""Jobs on their way from waiting to over. They change no figure, so they leave no revision."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from renmai.store.models import Employee, Job
from renmai.store.models.job import JobState

Details = dict[str, Any]
"""What a job is asked, or what came of it, as JSON has it."""

_RESTARTS = (JobState.RUNNING, JobState.WAITING, JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED)


def create_job(kind: str, employee: Employee, asked: Details, *, language: str, now: datetime) -> Job:
    """A job that waits for a worker."""
    return Job.objects.create(kind=kind, employee=employee, asked=asked, language=language, created_at=now)


def begin_job(job: UUID, attempt: int, *, now: datetime) -> Job | None:
    """The job for the worker that now runs it; None if it is no longer wanted, or another has it."""
    waiting = Job.objects.filter(pk=job, attempt=attempt, state=JobState.WAITING)
    if not waiting.update(state=JobState.RUNNING, started_at=now):
        return None
    return Job.objects.select_related("employee").get(pk=job)


def finish_job(job: Job, state: JobState, outcome: Details, *, file: str = "", now: datetime) -> None:
    """What came of this attempt; an attempt that was given up in the meantime says nothing."""
    running = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING)
    running.update(state=state, outcome=outcome, file=file, finished_at=now)


def give_up_job(job: Job, *, now: datetime) -> None:
    """Note that nobody works on this attempt any more."""
    running = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING)
    running.update(state=JobState.INTERRUPTED, finished_at=now)


def restart_job(job: Job, *, now: datetime) -> int | None:
    """Let it wait once more, as its next attempt; None if it is done or was started again already."""
    over = Job.objects.filter(pk=job.pk, attempt=job.attempt, state__in=_RESTARTS)
    if not over.update(
        state=JobState.WAITING, attempt=F("attempt") + 1, created_at=now, started_at=None, finished_at=None, outcome={}
    ):
        return None
    return job.attempt + 1


def forget_job(job: Job) -> None:
    """Remove a job that was never begun."""
    job.delete()
