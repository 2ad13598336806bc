"""Each value over time as a ribbon: how it stood, and since when, at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from renmai.web import marks
from renmai.web.pages.key_person.state import Attitude
from renmai.wording.cells import cell_text

WIDE_ENOUGH: Final = 5.0
"""Percent of the width in which a value can be written."""
TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without change; `x` and `width` in percent of the ribbon."""

    x: float
    width: float
    mark: str
    text: str
    title: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class Ribbon:
    column: str
    stretches: list[Stretch]
    summary: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Ribbons:
    ribbons: list[Ribbon]
    ticks: list[Tick]


def ribbons(attitude: Attitude, columns: tuple[str, ...], today: date) -> Ribbons | None:
    """From the first thing that was said to today; None where nothing was said or all of it today."""
    if not attitude.said or attitude.said[0].day >= today:
        return None
    axis = _Axis(attitude.said[0].day, today)
    return Ribbons([_ribbon(attitude, column, axis) for column in columns], list(axis.ticks()))


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    today: date

    def at(self, day: date) -> float:
        return round(100 * (day - self.first).days / (self.today - self.first).days, 2)

    def ticks(self) -> Iterator[Tick]:
        """The turns of years, or of months in a short history; never more than fit."""
        months = (self.today.year - self.first.year) * 12 + self.today.month - self.first.month
        step = next(step for step in (1, 3, 6, 12, 24, 60, 120, 600) if months / step <= TICKS)
        for index in range(self.first.year * 12 + self.first.month, self.today.year * 12 + self.today.month):
            year, month = divmod(index, 12)
            if month % step == 0 and (step < 12 or year % (step // 12) == 0):
                day = date(year, month + 1, 1)
                yield Tick(self.at(day), f"{year}" if step >= 12 else f"{year}-{month + 1:02}")


def _ribbon(attitude: Attitude, column: str, axis: _Axis) -> Ribbon:
    runs = list(_runs(attitude, column, axis.today))
    stretches = [_stretch(column, cell, axis.at(start), axis.at(stop), start) for start, stop, cell in runs]
    return Ribbon(
        column, stretches, " → ".join(f"{start.isoformat()} {cell_text(column, cell)}" for start, _, cell in runs)
    )


def _runs(attitude: Attitude, column: str, today: date) -> Iterator[tuple[date, date, str]]:
    """Start, stop and cell of every stretch."""
    start, cell = attitude.said[0].day, attitude.said[0].values[column]
    for said in attitude.said[1:]:
        if said.values[column] != cell:
            yield start, said.day, cell
            start, cell = said.day, said.values[column]
    yield start, today, cell


def _stretch(column: str, cell: str, x: float, end: float, start: date) -> Stretch:
    text = cell_text(column, cell)
    is_degree = cell.lstrip("-").isdecimal()
    mark = marks.STANCE_CLASSES[int(cell)] if is_degree else f"answer-{cell}" if cell else "un"
    short = text.split()[0] if is_degree else text if cell else "?"
    width = round(max(end - x, 0.4), 2)
    return Stretch(x, width, mark, short if width >= WIDE_ENOUGH else "", f"{start.isoformat()} {text}")
