"""What every contestant answers, and how answers are told apart from different ones."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from renmai.analytics.metric import compare, ratio
from renmai.domain.grade import Grade
from renmai.domain.periods import Period, comparison, series_days
from renmai.domain.stance import DEGREES

MONTHS: Final = 24
TOLERANCE: Final = 1e-9

Report = dict[str, Any]
"""`trend` and `degrees` of the customer line: spec 3 without its list."""
Points = dict[str, list[Any]]
"""`days`, `customers`, `closeness`, `solution`, `price`: one point a month, oldest first."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """`company` answers the company's figures of a day against a month and a year before, `trend`
    the monthly points that end on it."""

    name: str
    company: Callable[[date], Report]
    trend: Callable[[date], Points] | None = None


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One degree and grade on a day: customers, mean of their averages, sum and number of known values."""

    degree: str
    grade: str
    customers: int
    average: float | None
    total: int
    known: int


@dataclass(frozen=True, slots=True)
class DayRows:
    """One day as a contestant has counted it; grades that no customer has may be missing."""

    customers: int
    rows: Iterable[GradeRow]

    def measures(self) -> Report:
        """In the shape of the contract."""
        found = {(row.degree, row.grade): row for row in self.rows}
        return {
            "trend": {"customers": self.customers, **{degree: _mean(found, degree) for degree in DEGREES}},
            "degrees": {degree: _grades(found, degree) for degree in DEGREES},
        }


Found = Mapping[tuple[str, str], GradeRow]


def _mean(found: Found, degree: str) -> float | None:
    rows = [row for (name, _), row in found.items() if name == degree]
    return ratio(sum(row.total for row in rows), sum(row.known for row in rows))


def _grades(found: Found, degree: str) -> Report:
    grades: Report = {}
    for grade in Grade:
        row = found.get((degree, grade.value))
        grades[grade.value] = {"customers": row.customers if row else 0}
        if grade is not Grade.UNGRADED:
            grades[grade.value]["average"] = row.average if row else None
    return grades


def report(day: date, measured: Callable[[date], DayRows]) -> Report:
    """The report of three days, each measured on its own."""
    return dict(compare(*(measured(each).measures() for each in comparison(day, Period.MONTH).days)))


def points(day: date, measured: Callable[[date], Report]) -> Points:
    """The trend from the `trend` measures of each day."""
    days = series_days(day, MONTHS)
    measures = [measured(each) for each in days]
    return {"days": list(days), **{key: [each[key] for each in measures] for key in ("customers", *DEGREES)}}


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two answers differ by more than `TOLERANCE`; a path and both values each."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = [*one, *(key for key in other if key not in one)]
        return [found for key in keys for found in differences(one.get(key), other.get(key), f"{where}/{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for place, pair in pairs for found in differences(*pair, f"{where}/{place}")]
    return [] if _same(one, other) else [f"{where}: {one} and {other}"]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(one == other)
