"""Coverage of key persons by our people, and rounds of planned contacts (spec 1.8, 7.2; docs/metrics/coverage.md)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

FRESH_DAYS: Final = 30
"""A contact of the last month is fresh (ours)."""
TEAM_MATE_DAYS: Final = 365
"""Who met somebody of the customer within a year belongs to its matrix (ours)."""


class Freshness(StrEnum):
    """How long ago one of us last met a key person."""

    FRESH = "fresh"
    LATELY = "lately"
    STALE = "stale"
    NEVER = "never"


def freshness(days: int | None, stale_days: int) -> Freshness:
    """`days` since the last contact, None for never; covered are `FRESH` and `LATELY`."""
    if days is None:
        return Freshness.NEVER
    if days > stale_days:
        return Freshness.STALE
    return Freshness.FRESH if days <= FRESH_DAYS else Freshness.LATELY


class ContactState(StrEnum):
    """What became of a planned contact, told from the facts alone."""

    MET = "met"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"

    @property
    def is_done(self) -> bool:
        return self in (ContactState.MET, ContactState.LATE)


def contact_state(met_on: Iterable[date], starts_on: date, due_on: date, on: date) -> tuple[ContactState, date | None]:
    """The state on a day and the contact that decides it.

    `met_on` are the days on which the planned employee met the planned person; what came before the
    round or comes after `on` does not count.
    """
    counted = sorted(day for day in met_on if starts_on <= day <= on)
    if counted:
        return (ContactState.MET if counted[0] <= due_on else ContactState.LATE), counted[0]
    return (ContactState.OVERDUE if on > due_on else ContactState.OPEN), None
