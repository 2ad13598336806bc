"""What is asked of a line: day, period, view and filters (spec 1.3, 1.4, 3)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from renmai.domain.periods import Comparison, Period, comparison

OURS = "ours"
"""The party that is us; every other party is a competitor's code."""


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
    """One question to one line. `party` is `OURS` or a competitor's code."""

    as_of: date
    period: Period = Period.MONTH
    view: View = COMPANY
    party: str = OURS
    filters: Filters = field(default_factory=Filters)

    @property
    def ours(self) -> bool:
        return self.party == OURS

    @property
    def comparison(self) -> Comparison:
        return comparison(self.as_of, self.period)
