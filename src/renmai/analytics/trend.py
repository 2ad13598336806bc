"""The figures of a line on many days at once (spec 1.6, 5), and how far the same persons moved.

Slab by slab, whoever is in the line becomes intervals (`presence`), and intervals become changes
from day to day (`calendar_days`). With some employees or filters, intervals are first cut to the
spans in which the customer was theirs.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from typing import Any, Self, TypeVar

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
class Sums(Table):
    """Arrays that add up over slabs."""

    def plus(self, other: Self) -> Self:
        theirs = other.columns()
        return type(self)(**{name: mine + theirs[name] for name, mine in self.columns().items()})

    def minus(self, other: Self) -> Self:
        theirs = other.columns()
        return type(self)(**{name: mine - theirs[name] for name, mine in self.columns().items()})


@dataclass(frozen=True, slots=True, eq=False)
class Changes(Sums):
    """How much more there is on each day than on the day before; all [T] but `states` [T, states]."""

    subjects: NDArray[np.int64]
    amount: Amounts
    people: NDArray[np.int64]
    insighted: NDArray[np.int64]
    states: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Stays(Sums):
    """`stayed` [3, T] and `stayed_total` [3, T, T] of `same_persons`."""

    stayed: NDArray[np.int64]
    stayed_total: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """Per day, oldest first: subjects and their exact amount in units, persons, insighted persons;
    [3, T] sum and number of the known values of each degree. The same persons cost several times
    all the rest, and are worked out when they are asked for."""

    days: tuple[date, ...]
    subjects: list[int]
    amount: list[int]
    people: list[int]
    insighted: list[int]
    total: list[list[int]]
    known: list[list[int]]
    same_persons: Callable[[], SamePersons]

    @property
    def same(self) -> SamePersons:
        return self.same_persons()

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
    key = (presence, days, question.view, question.party, question.filters, question.own)
    of_slab = _OfSlab(Asked.of(panel, question), presence, CalendarDays([day.toordinal() for day in days]))
    changes = _over_slabs(panel, ("trend", *key), of_slab.changes)
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
        partial(_same_persons, panel, ("same persons", *key), of_slab, days),
    )


def _same_persons(panel: Panel, key: Hashable, of_slab: "_OfSlab", days: tuple[date, ...]) -> SamePersons:
    held = _over_slabs(panel, key, of_slab.stays)
    return SamePersons(days, np.cumsum(held.stayed, axis=1), np.cumsum(held.stayed_total, axis=1))


Summed = TypeVar("Summed", bound=Sums)


def _over_slabs(panel: Panel, key: Hashable, of: Callable[[Slab | None], Summed]) -> Summed:
    """The sum over slabs. After a write only the changed ones are counted again: as they were, and as they are."""

    def summed(slabs: Iterable[Slab]) -> Summed:
        return reduce(lambda one, other: one.plus(other), map(of, slabs), of(None))

    earlier: Summed | None = panel.before.memo.get(key) if panel.before else None
    if panel.before is None or earlier is None:
        return panel.memo.through(key, lambda: summed(panel.slabs))
    gone, come = panel.before.replaced.values(), [panel.slabs[number] for number in panel.before.replaced]
    return panel.memo.through(key, lambda: earlier.minus(summed(gone)).plus(summed(come)))


class _OfSlab:
    """What one slab adds to a trend; nothing, in the same shapes, for None."""

    def __init__(self, asked: Asked, presence: PresenceOf, days: CalendarDays) -> None:
        self.asked = asked
        self.presence = presence
        self.days = days

    def changes(self, slab: Slab | None) -> Changes:
        none = np.zeros(len(self.days), dtype=np.int64)
        if slab is None:
            return Changes(none, none, none, none, np.zeros((len(self.days), st.ABSENT), dtype=np.int64))
        days, there = self.days, self.presence(slab, self.asked)
        pieces = there.pieces(slab, self.asked.party)
        return Changes(
            days.changes(there.start, there.stop)[:, 0],
            none if there.amount is None else days.amounts(there.start, there.stop, there.amount),
            days.changes(*there.people(slab))[:, 0],
            self._insighted(slab, pieces) if self.asked.party else none,
            days.changes(pieces.start, pieces.stop, pieces.state, st.ABSENT),
        )

    def stays(self, slab: Slab | None) -> Stays:
        if slab is None:
            size = len(self.days)
            return Stays(np.zeros((3, size), dtype=np.int64), np.zeros((3, size, size), dtype=np.int64))
        return Stays(*stayed(self.presence(slab, self.asked).pieces(slab, self.asked.party), self.days))

    def _insighted(self, slab: Slab, pieces: Pieces) -> NDArray[np.int64]:
        """With a competitor the degrees are in the pieces, and the votes in our own attitudes."""
        seen = pieces.rows(np.asarray(st.DEGREE_KNOWN[:, pieces.state].all(axis=0)))
        ours = slab.towards(0)
        voted = ours.rows(np.asarray(st.VOTE_KNOWN[:, ours.state].all(axis=0)))
        spans = Spans(voted.person, voted.start, voted.stop)
        return self.days.changes(*spans.cut(seen.person, seen.start, seen.stop)[:2])[:, 0]
