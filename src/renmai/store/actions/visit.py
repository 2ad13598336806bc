"""Remembering when somebody last looked. It changes no figure: no revision."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, OperationalError, connection, transaction

from renmai.store.models import Employee, Visit

ABSENCE: Final = timedelta(minutes=30)
"""Whoever comes back after this long pays a new visit."""
EXACTNESS: Final = timedelta(minutes=2)
"""Looking again sooner than this is not written down: reading a page should hardly ever write."""
HASTY: Final = "PRAGMA busy_timeout = 200"
"""Milliseconds: an import may hold SQLite's only writer's lock for minutes, a page does not wait for it."""
PATIENT: Final = "PRAGMA busy_timeout = 30000"
"""What every connection begins with (`config.env.database`)."""


def note_visit(employee: Employee, now: datetime) -> datetime | None:
    """When the employee's visit before this one ended, None if this is the first.

    Two pages opened at once are one visit. A database that is busy loses the note, not the page.
    """
    visit = Visit.objects.filter(employee=employee).first()
    if visit and now - visit.last_seen_at < EXACTNESS:
        return visit.since
    if visit is None:
        visit = Visit(employee=employee, last_seen_at=now)
    elif now - visit.last_seen_at >= ABSENCE:
        visit.since = visit.last_seen_at
    visit.last_seen_at = max(now, visit.last_seen_at)
    with _hasty():
        visit.save()
    return visit.since


@contextmanager
def _hasty() -> Iterator[None]:
    """Write at once or not at all."""
    try:
        with _short_wait(), transaction.atomic():
            yield
    except IntegrityError:
        return  # the other page was quicker
    except OperationalError as error:
        if "locked" not in str(error):
            raise


@contextmanager
def _short_wait() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(HASTY)
        try:
            yield
        finally:
            cursor.execute(PATIENT)
