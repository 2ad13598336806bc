"""When a digest is due: at most one in each period, from its hour on."""

from datetime import datetime
from enum import StrEnum
from typing import Final


class Cadence(StrEnum):
    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


HOUR: Final = 8
"""Unless somebody chose another hour."""
HOURS: Final = range(24)
CADENCE: Final = Cadence.DAILY
"""Unless somebody chose another."""


def period_of(cadence: Cadence, hour: int, now: datetime) -> str:
    """The period whose digest is due, blank before its hour and where none is wanted.

    `now` is local. A day's digest is due from its hour on, a week's from the hour of its Monday on.
    """
    if cadence is Cadence.OFF or ((cadence is Cadence.DAILY or now.weekday() == 0) and now.hour < hour):
        return ""
    if cadence is Cadence.DAILY:
        return now.date().isoformat()
    year, week, _ = now.isocalendar()
    return f"{year}-W{week:02d}"
