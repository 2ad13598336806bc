"""Asking for a job, and doing it."""

import logging
import time
from collections.abc import Callable
from typing import Final, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone, translation
from django_tasks import task

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions import job as actions
from renmai.store.actions.job import Details
from renmai.store.models import Employee, Job
from renmai.store.models.job import JobState
from renmai.work.kinds import Errand, Result, run_of
from renmai.work.progress import (
    CancelledError,
    Report,
    ask_to_stop,
    folder_of,
    is_alive,
    is_asked_to_stop,
    told_progress,
)

T = TypeVar("T")
log = logging.getLogger(__name__)

PAUSE: Final = 1.0
"""Seconds until a busy database is tried again."""
TRIES: Final = 600
BUSY: Final = "busy"
"""What a job is doing while somebody else writes."""


def enqueue(kind: str, employee: Employee, asked: Details) -> Job:
    """Ask for a job in the language of the moment; a worker takes it within a second."""
    job = _asked(kind, employee, asked)
    work_off.enqueue(str(job.pk), job.attempt)
    return Job.objects.select_related("employee").get(pk=job.pk)


def enqueue_claimed(kind: str, employee: Employee, asked: Details, claim: Callable[[Job], bool]) -> bool:
    """Ask for a job that `claim` notes where it belongs, before it is begun; if that is refused, there is none."""
    job = _asked(kind, employee, asked)
    claimed = claim(job)
    if claimed:
        work_off.enqueue(str(job.pk), job.attempt)
    else:
        actions.forget_job(job)
    return claimed


def _asked(kind: str, employee: Employee, asked: Details) -> Job:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return actions.create_job(kind, employee, asked, language=language, now=timezone.now())


def start_again(job: Job) -> None:
    """Once more from the beginning, for a job that is over or that nobody works on any more."""
    ask_to_stop(job.pk, job.attempt)
    attempt = actions.restart_job(job, now=timezone.now())
    if attempt is not None:
        work_off.enqueue(str(job.pk), attempt)


def cancel(job: Job) -> None:
    """Ask whoever works on it to stop; it keeps nothing then. Needs no turn at writing."""
    ask_to_stop(job.pk, job.attempt)


def state_of(job: Job) -> JobState:
    """As it is now: a job that nobody works on any more is interrupted, whatever was noted last."""
    state = JobState(job.state)
    if state.is_over or (state is JobState.RUNNING and is_alive(job.pk, job.attempt)):
        return state
    if is_asked_to_stop(job.pk, job.attempt):
        return JobState.CANCELLED
    return JobState.WAITING if state is JobState.WAITING else JobState.INTERRUPTED


def is_stopping(job: Job) -> bool:
    """Whether a worker has been asked to stop and has not yet."""
    return state_of(job) is JobState.RUNNING and is_asked_to_stop(job.pk, job.attempt)


@task()
def work_off(job: str, attempt: int) -> None:
    """Do one attempt of a job, unless it is no longer wanted. All of it is kept, or nothing."""
    with told_progress(UUID(job), attempt) as report:
        begun = _patiently(lambda: actions.begin_job(UUID(job), attempt, now=timezone.now()))
        if begun is None:
            return
        state, result = _done(begun, report)
        now = timezone.now()
        _patiently(lambda: actions.finish_job(begun, state, result.outcome, file=result.file, now=now))


def _done(job: Job, report: Report) -> tuple[JobState, Result]:
    errand = Errand(job, folder_of(job.pk), timezone.now(), report)
    try:
        with translation.override(job.language):
            report("", 0, 0)
            result = _patiently(lambda: run_of(job.kind)(errand), lambda: report(BUSY, 0, 0))
            return JobState.DONE, result
    except CancelledError:
        return JobState.CANCELLED, Result()
    except RenmaiError as error:
        params = {name: str(value) for name, value in error.params.items()}
        return JobState.FAILED, Result({"error": error.code.value, "params": params})
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        return JobState.FAILED, Result({"error": ""})
    except BaseException:
        # The server stops: say so at once, instead of leaving it to the silence.
        actions.give_up_job(job, now=timezone.now())
        raise


def _patiently(do: Callable[[], T], waiting: Callable[[], None] = lambda: None) -> T:
    """Do it, again and again while somebody else is writing; an import may take minutes."""
    for left in reversed(range(TRIES)):
        try:
            return do()
        except (RenmaiError, OperationalError) as error:
            if not left or not _is_busy(error):
                raise
        waiting()
        time.sleep(PAUSE)
    raise AssertionError("the last try returns or raises")


def _is_busy(error: RenmaiError | OperationalError) -> bool:
    if isinstance(error, RenmaiError):
        return error.code is ErrorCode.DATABASE_BUSY
    return "locked" in str(error)
