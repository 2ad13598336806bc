"""Comparison dates (spec 1.3)."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Period(StrEnum):
    """What *previous* (環比) looks back by; *year-ago* (同比) is always twelve months."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The three days of every metric."""

    as_of: date
    previous: date
    year_ago: date

    @property
    def days(self) -> tuple[date, date, date]:
        return (self.as_of, self.previous, self.year_ago)


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, clipped to the month's end; a last day stays a last day.

    Raises `ValueError` before year 1.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        raise ValueError(f"no day {months} months before {day}")
    last = calendar.monthrange(year, month + 1)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if was_last else min(day.day, last))


def comparison(as_of: date, period: Period) -> Comparison:
    return Comparison(as_of, months_before(as_of, period.months), months_before(as_of, 12))


def series_days(as_of: date, months: int, step: int = 1) -> tuple[date, ...]:
    """Days `step` months apart, oldest first, from `months` (a multiple of it) earlier to `as_of`."""
    return tuple(months_before(as_of, back) for back in range(months, -1, -step))
