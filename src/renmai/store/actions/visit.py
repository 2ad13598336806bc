"""Remembering when somebody last looked. It changes no figure: no revision."""

from datetime import datetime, timedelta
from typing import Final

from renmai.store.actions.hasty import hastily
from renmai.store.models import Employee, Visit

ABSENCE: Final = timedelta(minutes=30)
"""Whoever comes back after this long pays a new visit."""
EXACTNESS: Final = timedelta(minutes=2)
"""Looking again sooner than this is not written down: reading a page should hardly ever write."""


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
    hastily(visit.save)
    return visit.since
