"""Erasing and deleting what is kept longer than the company says, and the files that go with it (spec 1.10)."""

from dataclasses import dataclass
from datetime import date, datetime

from renmai.domain.retention import Kept, Retention
from renmai.store.actions.erasure import erase_employee, erase_key_person
from renmai.store.actions.retention import delete_due
from renmai.store.models import Employee, Erasure, Job, KeyPerson, Upload
from renmai.store.models.job import JobState
from renmai.store.retention import due, retention
from renmai.work import progress, upload


@dataclass(frozen=True, slots=True)
class Due:
    """How many rows of one kind are kept too long; `codes` of persons, whom it concerns."""

    kept: Kept
    months: int
    count: int
    codes: tuple[str, ...] = ()


def all_due(today: date) -> list[Due]:
    """What a run would do today; nothing is written."""
    periods = retention()
    return [_due(kept, periods, today) for kept in Kept]


def _due(kept: Kept, periods: Retention, today: date) -> Due:
    rows = due(kept, periods, today)
    codes = tuple(rows.values_list("code", flat=True)) if kept in (Kept.PEOPLE, Kept.EMPLOYEES) else ()
    return Due(kept, periods.of(kept), len(codes) or rows.count(), codes)


def keep_no_longer(*, actor: str, by: Employee | None, today: date, now: datetime) -> list[Due]:
    """Do it; each person and each kind in a transaction of its own, so that a run that broke off goes on."""
    periods = retention()
    found = [_due(kept, periods, today) for kept in Kept]
    for person in list(due(Kept.PEOPLE, periods, today)):
        erase_key_person(person, by=by, today=today, now=now)
    for employee in list(due(Kept.EMPLOYEES, periods, today)):
        erase_employee(employee, by=by, today=today, now=now)
    for kept in Kept:
        if kept not in (Kept.PEOPLE, Kept.EMPLOYEES):
            delete_due(kept, periods, actor=actor, today=today, now=now)
    forget_files()
    return found


def erase(person: KeyPerson | Employee, *, by: Employee | None, reason: str, today: date, now: datetime) -> Erasure:
    """Erase the person, then the files in which the name may stand. Raises `RenmaiError(STILL_HERE)`."""
    if isinstance(person, KeyPerson):
        made = erase_key_person(person, by=by, reason=reason, today=today, now=now)
    else:
        made = erase_employee(person, by=by, reason=reason, today=today, now=now)
    forget_files()
    return made


def forget_files() -> None:
    """Remove the files of jobs that are over and of uploads that are closed: nobody can tell whose names they hold.

    Called again after it broke off, it does the rest.
    """
    over = [state for state in JobState if state.is_over]
    at_work = {str(pk) for pk in Job.objects.exclude(state__in=over).values_list("pk", flat=True)}
    progress.forget_folders(at_work)
    upload.forget_folders({str(pk) for pk in Upload.objects.filter(closed_at=None).values_list("pk", flat=True)})
