"""The same persons: how a line's averages move when nobody comes and nobody goes.

| figure | of | null |
|---|---|---|
| same persons since S | those in the line with a known value on every day from S to the as-of day | never |
| mean on a day | their values of that day | none of them |
| change since S | their mean on the as-of day minus that on S | none of them |

Because nobody joins or leaves the set and no value becomes known or unknown in it, every
difference between two of its means is a change of heart. A trend begins on the earliest of its
days since which at least half of those known on the as-of day have stayed, in every degree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.calendar_days import CalendarDays
from renmai.analytics.cell import Cell
from renmai.analytics.facts import Days, Flags
from renmai.analytics.metric import ratio
from renmai.analytics.panel import Panel
from renmai.analytics.presence import Asked, Pieces, PresenceOf
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES

ENOUGH: Final = 2
"""A trend needs one in so many of those known on the as-of day."""


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """`rows`: the pieces of unbroken runs of known values that hold on the day; `since` when the
    run of each began; `now` which of the pieces hold on the day itself, one for each person."""

    rows: NDArray[np.intp]
    since: Days
    now: Flags


def runs(pieces: Pieces, degree: int, day: int) -> Runs:
    known = st.DEGREE_KNOWN[degree, pieces.state]
    goes_on = (pieces.person[1:] == pieces.person[:-1]) & (pieces.start[1:] == pieces.stop[:-1])
    begins = np.ones(len(known), dtype=np.bool_)
    begins[1:] = ~(goes_on & known[1:] & known[:-1])
    run = np.cumsum(begins, dtype=np.int32) - 1
    first = np.flatnonzero(begins)
    holds = known & (pieces.start <= day) & (day < pieces.stop)
    held = np.zeros(len(first), dtype=np.bool_)
    held[run[holds]] = True
    rows = np.flatnonzero(held[run])
    return Runs(rows, pieces.start[first][run[rows]], holds[rows])


def stayed(pieces: Pieces, days: CalendarDays) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """[3, T] and [3, T, T]: by the first day since which they have stayed, how many persons stay
    to the last day, and by this day and each day the sum of their values."""
    size = len(days)
    people = np.zeros((3, size), dtype=np.int64)
    total = np.zeros((3, size, size), dtype=np.int64)
    for degree in range(3):
        found = runs(pieces, degree, days.last)
        since = days.place(found.since)
        people[degree] = np.bincount(since[found.now], minlength=size)
        start, stop, state = pieces.start[found.rows], pieces.stop[found.rows], pieces.state[found.rows]
        changes = days.weighed(start, stop, st.STANCE[degree, state], since, size)
        total[degree] = np.cumsum(changes, axis=0).T
    return people, total


@dataclass(frozen=True, slots=True, eq=False)
class SamePersons:
    """`people` [3, T]: how many have stayed since each day; `total` [3, T, T]: by the day since
    which they have stayed and each day, the sum of their values (meant from that day on)."""

    days: tuple[date, ...]
    people: NDArray[np.int64]
    total: NDArray[np.int64]

    def count(self, degree: int, since: int) -> int:
        """`since` is the place of a day, here and below."""
        return int(self.people[degree, since])

    def mean(self, degree: int, since: int, at: int) -> float | None:
        return ratio(int(self.total[degree, since, at]), self.count(degree, since))

    def change(self, degree: int, since: int) -> float | None:
        """From the day to the last one: the difference of two exact means of as many persons."""
        moved = self.total[degree, since, -1] - self.total[degree, since, since]
        return ratio(int(moved), self.count(degree, since))

    def earliest(self, days: Iterable[int]) -> int:
        """The first of some days, oldest first, since which enough have stayed in every degree."""
        enough = np.asarray((ENOUGH * self.people >= self.people[:, -1:]).all(axis=0))
        return next((at for at in days if enough[at]), len(self.days) - 1)


def those_staying(
    panel: Panel, question: Question, presence: PresenceOf, cell: Cell, places: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Of some persons those whose value is known on every day of the cell's span; all without one."""
    if cell.span is None:
        return places
    asked, degree = Asked.of(panel, question), DEGREES.index(cell.measure)
    since, until = (day.toordinal() for day in cell.span)
    found: list[NDArray[np.intp]] = []
    for number, slab in enumerate(panel.slabs):
        pieces = presence(slab, asked).pieces(slab, asked.party)
        run = runs(pieces, degree, until)
        stays = run.now & (run.since <= since)
        found.append(pieces.person[run.rows[stays]].astype(np.intp) + panel.person_offsets[number])
    return places[np.isin(places, np.concatenate([places[:0], *found]))]
