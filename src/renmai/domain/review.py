"""The weekly review of a view: how far it looks back, and what it calls a change or a risk (spec 7.4, ours)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from renmai.domain.periods import months_before

SOON: Final = 14
"""Days ahead that count as soon: closes and planned steps."""


class Span(StrEnum):
    """From when to the as-of day."""

    WEEK = "7"
    FORTNIGHT = "14"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def since(self, day: date) -> date:
        """The day that is compared with; the earliest of the calendar where it has none so early."""
        months = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}.get(self)
        try:
            return months_before(day, months) if months else day - timedelta(days=int(self.value))
        except (ValueError, OverflowError):
            return date.min


class CustomerTurn(StrEnum):
    """How a customer came into the view, or left it."""

    NEW = "new"
    TAKEN_OVER = "taken_over"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


class OpportunityTurn(StrEnum):
    """What became of an opportunity."""

    OPENED = "opened"
    WON = "won"
    LOST = "lost"


class Risk(StrEnum):
    """What may cost an open opportunity, in the order in which it is told; the first four exclude each other."""

    BLOCKED = "blocked"
    UNSAFE = "unsafe"
    CONTESTED = "contested"
    NO_CHAIN = "no_chain"
    BEHIND = "behind"
    OVERDUE = "overdue"
    CLOSING = "closing"
    STALE = "stale"
