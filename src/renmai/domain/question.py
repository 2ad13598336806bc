"""What is asked of a line: day, period, view and filters (spec 1.3, 1.4, 3)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from renmai.domain.periods import Comparison, Period, comparison

OURS = "ours"
"""The party that is us; every other party is a competitor's code."""
ABOUT_US: Final = frozenset({"strategies", "actions", "account"})
"""Lines that take no competitor (spec 1.7)."""


class ViewKind(StrEnum):
    COMPANY = "company"
    TEAM = "team"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class View:
    """Whose customers are looked at. `code` is the team's or employee's, empty for the company."""

    kind: ViewKind
    code: str = ""

    def __str__(self) -> str:
        return self.kind.value if self.kind is ViewKind.COMPANY else f"{self.kind.value}:{self.code}"

    def is_of(self, employee: str | None) -> bool:
        """Whether it is this employee's personal view."""
        return self.kind is ViewKind.PERSONAL and bool(employee) and self.code == employee

    @classmethod
    def parse(cls, text: str) -> "View":
        """Read `company`, `team:CODE` or `personal:CODE`; raises `ValueError` for anything else."""
        kind, colon, code = text.partition(":")
        view = cls(ViewKind(kind), code)
        if (view.kind is ViewKind.COMPANY) == bool(colon) or (colon and not code):
            raise ValueError(text)
        return view


COMPANY = View(ViewKind.COMPANY)


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrict the customers everywhere, numerators and denominators alike; None: all."""

    industry: str | None = None
    region: str | None = None
    focus: bool = False

    def __bool__(self) -> bool:
        return self.focus or self.industry is not None or self.region is not None


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one line. `party` is `OURS` or a competitor's code.

    `own_of` is the employee who asks, where the view is their own: only there do influences count that name
    nobody, since their owner has not agreed to it (spec 1.10).
    """

    as_of: date
    period: Period = Period.MONTH
    view: View = COMPANY
    party: str = OURS
    filters: Filters = field(default_factory=Filters)
    own_of: str = ""

    @property
    def own(self) -> bool:
        return self.view.is_of(self.own_of)

    @property
    def ours(self) -> bool:
        return self.party == OURS

    @property
    def comparison(self) -> Comparison:
        return comparison(self.as_of, self.period)
