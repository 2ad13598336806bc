"""Jobs: done once, told while they run, cancelled without a trace, started again after an accident."""

import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import translation
from pytest_django import Settings

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.job import begin_job, create_job
from renmai.store.models import Employee, Job, JobState
from renmai.work import kinds, queue
from renmai.work.kinds import Errand, Result
from renmai.work.progress import SILENCE, CancelledError, folder_of, read_progress, told_progress
from renmai.work.queue import cancel, enqueue, is_stopping, start_again, state_of, work_off
from renmai.work.sweep import KEPT, sweep
from renmai.work.worker import work_off_all

pytestmark = pytest.mark.usefixtures("world")

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A kind of job whose `run` each test sets."""
    found = SimpleNamespace(run=lambda errand: Result({"heard": errand.job.asked}))
    monkeypatch.setitem(sys.modules, "kind_of_the_test", found)
    monkeypatch.setitem(kinds.MODULES, "test", "kind_of_the_test")
    return found


@pytest.fixture
def waiting(settings: Settings) -> Iterator[None]:
    """Jobs wait for a worker, as they do in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield
    for number, handler in handlers.items():  # the worker took them
        signal.signal(number, handler)


def owner() -> Employee:
    return Employee.objects.get(code="owner")


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_job_is_done_with_what_was_asked(kind: Any) -> None:
    job = enqueue("test", owner(), {"line": "customer"})
    assert (state_of(job), job.outcome, job.employee.code) == (JobState.DONE, {"heard": {"line": "customer"}}, "owner")


@pytest.mark.usefixtures("waiting", "transactional_db")
def test_job_waits_for_a_worker(kind: Any) -> None:
    job = enqueue("test", owner(), {})
    assert state_of(job) is JobState.WAITING
    work_off_all()
    assert state_of(fresh(job)) is JobState.DONE


def test_job_speaks_the_language_of_whoever_asked(kind: Any) -> None:
    kind.run = lambda _: Result({"language": translation.get_language()})
    with translation.override("zh-hant"):
        job = enqueue("test", owner(), {})
    assert job.outcome == {"language": "zh-hant"}


def test_job_says_what_the_user_can_put_right(kind: Any) -> None:
    def refuse(errand: Errand) -> Result:
        raise RenmaiError(ErrorCode.UNREADABLE_BUNDLE, path="facts.zip", reason="damaged")

    kind.run = refuse
    job = enqueue("test", owner(), {})
    assert state_of(job) is JobState.FAILED
    assert job.outcome == {"error": "unreadable_bundle", "params": {"path": "facts.zip", "reason": "damaged"}}


def test_job_keeps_what_broke_to_the_log(kind: Any, caplog: pytest.LogCaptureFixture) -> None:
    def break_down(errand: Errand) -> Result:
        raise ZeroDivisionError("secret")

    kind.run = break_down
    job = enqueue("test", owner(), {})
    assert (state_of(job), job.outcome) == (JobState.FAILED, {"error": ""})
    assert "secret" in caplog.text


def test_job_tells_how_far_it_is(kind: Any) -> None:
    seen = []

    def work(errand: Errand) -> Result:
        errand.report("customers", 3, 10)
        seen.append((read_progress(errand.job.pk, errand.job.attempt), state_of(errand.job)))
        return Result()

    kind.run = work
    enqueue("test", owner(), {})
    ((progress, state),) = seen
    assert (progress.step, progress.done, progress.total, state) == ("customers", 3, 10, JobState.RUNNING)


def test_running_job_stops_at_its_next_step_when_cancelled(kind: Any) -> None:
    def work(errand: Errand) -> Result:
        cancel(errand.job)
        assert is_stopping(errand.job)
        errand.report("customers", 1, 2)
        raise AssertionError("it went on")

    kind.run = work
    assert state_of(enqueue("test", owner(), {})) is JobState.CANCELLED


@pytest.mark.usefixtures("waiting", "transactional_db")
def test_waiting_job_is_never_begun_when_cancelled(kind: Any) -> None:
    kind.run = lambda _: pytest.fail("it was begun")
    job = enqueue("test", owner(), {})
    cancel(job)
    assert state_of(fresh(job)) is JobState.CANCELLED
    work_off_all()
    assert Job.objects.get(pk=job.pk).state == JobState.CANCELLED


def kind_that_counts(kind: Any) -> list[int]:
    """The attempts that were run."""
    runs: list[int] = []

    def work(errand: Errand) -> Result:
        runs.append(errand.job.attempt)
        return Result()

    kind.run = work
    return runs


def abandoned() -> Job:
    """A job whose worker was killed a while ago."""
    job = create_job("test", owner(), {}, language="en", now=NOW)
    begin_job(job.pk, 1, now=NOW)
    with told_progress(job.pk, 1):
        pass
    said = folder_of(job.pk) / "1.progress"
    os.utime(said, (said.stat().st_mtime - SILENCE - 1,) * 2)
    return fresh(job)


def test_job_of_a_killed_worker_is_interrupted_and_starts_again(kind: Any) -> None:
    job = abandoned()
    assert (job.state, state_of(job)) == (JobState.RUNNING, JobState.INTERRUPTED)
    start_again(job)
    again = fresh(job)
    assert (again.state, again.attempt) == (JobState.DONE, 2)


def test_job_is_started_again_once_however_often_it_is_asked(kind: Any) -> None:
    job, runs = abandoned(), kind_that_counts(kind)
    start_again(job)
    start_again(job)
    assert runs == [2]


def test_worker_believed_dead_keeps_nothing_after_a_new_start(kind: Any) -> None:
    job = create_job("test", owner(), {}, language="en", now=NOW)
    begin_job(job.pk, 1, now=NOW)
    with told_progress(job.pk, 1) as report:
        start_again(fresh(job))
        with pytest.raises(CancelledError):
            report("customers", 1, 2)


def test_job_is_done_once_however_many_workers_want_it(kind: Any) -> None:
    runs = kind_that_counts(kind)
    job = enqueue("test", owner(), {})
    work_off.func(str(job.pk), 1)
    assert runs == [1]


def test_job_waits_while_somebody_else_writes(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAUSE", 0)
    busy = iter([RenmaiError(ErrorCode.DATABASE_BUSY), OperationalError("database is locked")])

    def work(errand: Errand) -> Result:
        for error in busy:
            raise error
        return Result({"tries": 3})

    kind.run = work
    assert enqueue("test", owner(), {}).outcome == {"tries": 3}


def test_job_of_a_stopped_server_is_interrupted_at_once(kind: Any) -> None:
    def stop(errand: Errand) -> Result:
        raise SystemExit(1)

    kind.run = stop
    job = create_job("test", owner(), {}, language="en", now=NOW)
    with pytest.raises(SystemExit):
        work_off.func(str(job.pk), 1)
    assert fresh(job).state == JobState.INTERRUPTED


def test_files_of_jobs_are_closed_to_others_and_swept_after_a_week(kind: Any) -> None:
    job = enqueue("test", owner(), {})
    folder = folder_of(job.pk)
    assert folder.stat().st_mode & 0o077 == 0
    sweep()
    assert folder.exists()
    os.utime(folder, (folder.stat().st_mtime - KEPT - 1,) * 2)
    sweep()
    assert not folder.exists()
