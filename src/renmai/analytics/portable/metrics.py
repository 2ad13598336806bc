"""From an engine's rows to the contract's objects (spec 1.3, 3)."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from renmai.analytics.portable.degrees import GRADES, GROUPS
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.moments import SLOTS
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES

Number = TypeVar("Number", int, float, Decimal)
Metric = dict[str, int | float | None]
Report = dict[str, object]


def header(line: str, question: Question) -> Report:
    days = question.comparison
    return {
        "line": line,
        "as_of": days.as_of.isoformat(),
        "previous": days.previous.isoformat(),
        "year_ago": days.year_ago.isoformat(),
        "period": question.period.value,
        "view": str(question.view),
        "party": question.party,
    }


class Moments:
    """The rows of one subject by slot; where it did not exist there is no row."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: Mapping[str, Row] = {row["slot"]: row for row in rows}

    def metric(self, value: Callable[[Row], Number | None]) -> Metric:
        """`value` per slot, null where there is no row; differences are taken before rounding."""
        found = [value(self._rows[slot]) if slot in self._rows else None for slot in SLOTS]
        now, previous, year_ago = found
        changes = {"change": _less(now, previous), "yoy": _less(now, year_ago)}
        return {name: plain(number) for name, number in {**dict(zip(SLOTS, found, strict=True)), **changes}.items()}

    def column(self, name: str) -> Metric:
        return self.metric(lambda row: row[name])

    def average(self, degree: str) -> Metric:
        """The exact sum of the known values by their number."""
        return self.ratio(f"{degree}_total", f"{degree}_known")

    def ratio(self, part: str, whole: str) -> Metric:
        return self.metric(lambda row: float(row[part]) / float(row[whole]) if row[whole] else None)

    def averages(self) -> dict[str, Metric]:
        return {degree: self.average(degree) for degree in DEGREES}

    def grades(self, noun: str) -> dict[str, dict[str, dict[str, Metric]]]:
        """The matrix of degrees and grades; `noun` is what is counted."""
        return {degree: {grade: self._cell(degree, grade, noun) for grade in GRADES} for degree in DEGREES}

    def _cell(self, degree: str, grade: str, noun: str) -> dict[str, Metric]:
        counted = {noun: self.column(f"{degree}_{grade}")}
        return counted if grade == "ungraded" else counted | {"average": self.column(f"{degree}_{grade}_average")}

    def groups(self) -> dict[str, dict[str, Metric]]:
        return {degree: {group: self.column(f"{degree}_{group}") for group in GROUPS} for degree in DEGREES}


def plain(number: float | Decimal | None) -> int | float | None:
    """A number as JSON has it."""
    return float(number) if isinstance(number, Decimal) else number


def _less(value: Number | None, other: Number | None) -> Number | None:
    return None if value is None or other is None else value - other
