"""The months that the demo tells about."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from renmai.domain.periods import months_before

MONTHS = 27
"""24 that can be compared and three before them, in which the first facts gather."""
DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Era:
    """History from `start` to `until`, both included."""

    start: date
    until: date

    @classmethod
    def ending(cls, until: date) -> "Era":
        return cls(months_before(until, MONTHS), until)

    def months_ago(self, day: date) -> float:
        return (self.until - day).days / DAYS_PER_MONTH

    def day(self, months_ago: float) -> date:
        return self.until - timedelta(days=round(months_ago * DAYS_PER_MONTH))


def day_between(chance: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included; `first` if they are the wrong way round."""
    return first + timedelta(days=int(chance.random() * max(1, (last - first).days + 1)))
