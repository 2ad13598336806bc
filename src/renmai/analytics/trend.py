"""The figures of a line on many days at once (spec 1.6, 5), and how far the same persons moved.

Slab by slab, whoever is in the line becomes intervals (`presence`), and intervals become changes
from day to day (`calendar_days`). With some employees or filters, intervals are first cut to the
spans in which the customer was theirs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.calendar_days import CalendarDays
from renmai.analytics.facts import Amounts
from renmai.analytics.metric import money, plain, ratio
from renmai.analytics.panel import Panel
from renmai.analytics.presence import Asked, Pieces, PresenceOf
from renmai.analytics.same_persons import SamePersons, stayed
from renmai.analytics.slab import Slab
from renmai.analytics.spans import Spans
from renmai.analytics.table import Table
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES


@dataclass(frozen=True, slots=True, eq=False)
class Changes(Table):
    """How much more there is on each day than on the day before, summed over slabs.

    All are [T] but `states` [T, states], and `stayed` [3, T] and `stayed_total` [3, T, T] of
    `same_persons`, which are no changes and add up over slabs all the same.
    """

    subjects: NDArray[np.int64]
    amount: Amounts
    people: NDArray[np.int64]
    insighted: NDArray[np.int64]
    states: NDArray[np.int64]
    stayed: NDArray[np.int64]
    stayed_total: NDArray[np.int64]

    def plus(self, other: Self) -> Self:
        theirs = other.columns()
        return type(self)(**{name: mine + theirs[name] for name, mine in self.columns().items()})

    def minus(self, other: Self) -> Self:
        theirs = other.columns()
        return type(self)(**{name: mine - theirs[name] for name, mine in self.columns().items()})


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """Per day, oldest first: subjects and their exact amount in units, persons, insighted persons;
    [3, T] sum and number of the known values of each degree; and the same persons."""

    days: tuple[date, ...]
    subjects: list[int]
    amount: list[int]
    people: list[int]
    insighted: list[int]
    total: list[list[int]]
    known: list[list[int]]
    same: SamePersons

    @property
    def uninsighted(self) -> list[int]:
        return [people - seen for people, seen in zip(self.people, self.insighted, strict=True)]

    @property
    def means(self) -> dict[str, list[float | None]]:
        return {
            degree: [ratio(*pair) for pair in zip(self.total[d], self.known[d], strict=True)]
            for d, degree in enumerate(DEGREES)
        }

    @property
    def money(self) -> list[int | float | None]:
        return [plain(money(units)) for units in self.amount]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The leading figures of a line on each day of a trend, by their keys in the contract."""

    trend: Trend
    values: dict[str, Sequence[float | None]]

    def place(self, day: date) -> int:
        """Where a day of the trend stands in every column."""
        return self.trend.days.index(day)

    @property
    def points(self) -> dict[str, Any]:
        return {"days": list(self.trend.days), **self.values}


def line_trend(panel: Panel, question: Question, presence: PresenceOf, days: tuple[date, ...]) -> Trend:
    """The trend on some days, oldest first and all different, the last being the as-of day."""
    changes = _changes(panel, question, presence, days)
    held = np.cumsum(changes.states, axis=0)
    insighted = held @ st.INSIGHTED[:-1] if question.ours else np.cumsum(changes.insighted)
    return Trend(
        days,
        np.cumsum(changes.subjects).tolist(),
        np.cumsum(changes.amount).tolist(),
        np.cumsum(changes.people).tolist(),
        insighted.tolist(),
        [(held @ st.STANCE[d, :-1].astype(np.int64)).tolist() for d in range(3)],
        [(held @ st.DEGREE_KNOWN[d, :-1].astype(np.int64)).tolist() for d in range(3)],
        SamePersons(days, np.cumsum(changes.stayed, axis=1), np.cumsum(changes.stayed_total, axis=1)),
    )


def _changes(panel: Panel, question: Question, presence: PresenceOf, days: tuple[date, ...]) -> Changes:
    """After a write only the changed slabs are counted again: as they were, and as they are."""
    key = ("trend", presence, days, question.view, question.party, question.filters)
    of_slab = _SlabChanges(Asked.of(panel, question), presence, CalendarDays([day.toordinal() for day in days]))
    earlier: Changes | None = panel.before.memo.get(key) if panel.before else None
    if panel.before is None or earlier is None:
        return panel.memo.through(key, lambda: of_slab.summed(panel.slabs))
    gone, come = panel.before.replaced.values(), [panel.slabs[number] for number in panel.before.replaced]
    return panel.memo.through(key, lambda: earlier.minus(of_slab.summed(gone)).plus(of_slab.summed(come)))


class _SlabChanges:
    """What one slab adds to a trend."""

    def __init__(self, asked: Asked, presence: PresenceOf, days: CalendarDays) -> None:
        self.asked = asked
        self.presence = presence
        self.days = days

    def summed(self, slabs: Iterable[Slab]) -> Changes:
        return reduce(Changes.plus, map(self.of, slabs), self._nothing())

    def _nothing(self) -> Changes:
        size = len(self.days)
        none = np.zeros(size, dtype=np.int64)
        states = np.zeros((size, st.ABSENT), dtype=np.int64)
        same = np.zeros((3, size), dtype=np.int64), np.zeros((3, size, size), dtype=np.int64)
        return Changes(none, none, none, none, states, *same)

    def of(self, slab: Slab) -> Changes:
        days, there = self.days, self.presence(slab, self.asked)
        pieces = there.pieces(slab, self.asked.party)
        none = np.zeros(len(days), dtype=np.int64)
        return Changes(
            days.changes(there.start, there.stop)[:, 0],
            none if there.amount is None else days.amounts(there.start, there.stop, there.amount),
            days.changes(*there.people(slab))[:, 0],
            self._insighted(slab, pieces) if self.asked.party else none,
            days.changes(pieces.start, pieces.stop, pieces.state, st.ABSENT),
            *stayed(pieces, days),
        )

    def _insighted(self, slab: Slab, pieces: Pieces) -> NDArray[np.int64]:
        """With a competitor the degrees are in the pieces, and the votes in our own attitudes."""
        seen = pieces.rows(np.asarray(st.DEGREE_KNOWN[:, pieces.state].all(axis=0)))
        ours = slab.towards(0)
        voted = ours.rows(np.asarray(st.VOTE_KNOWN[:, ours.state].all(axis=0)))
        spans = Spans(voted.person, voted.start, voted.stop)
        return self.days.changes(*spans.cut(seen.person, seen.start, seen.stop)[:2])[:, 0]
