"""Which tactics moved which degree: the value when a step was planned, and some time after it was done (spec 7.1).

| outcome | the value on the day of planning, and N days after the step was done |
|---|---|
| `rose`, `stayed`, `fell` | known on both days, and higher, the same or lower |
| `became_known` | unknown, then known |
| `unknown` | unknown on the later day, or the person is no longer there |
| `running` | these N days are not over yet |

N is the policy's `effect_days`. Beside each tactic stands what happened meanwhile to those of the same customers with
whom no step was under way in that degree. None of it proves a cause.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Days, Flags, Ids, Small, Texts
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Positions, Slab
from renmai.analytics.table import Lookup, Table


class Outcome(StrEnum):
    """In the order of the codes."""

    ROSE = "rose"
    STAYED = "stayed"
    FELL = "fell"
    BECAME_KNOWN = "became_known"
    UNKNOWN = "unknown"
    RUNNING = "running"


CODES: Final = {outcome: code for code, outcome in enumerate(Outcome)}
COMPARED: Final = (Outcome.ROSE, Outcome.STAYED, Outcome.FELL)
"""Known on both days: what a mean is of."""
FEWEST: Final = 5
"""Below so many compared steps there is no mean, and below so many persons no figure about strangers."""


@dataclass(frozen=True, slots=True, eq=False)
class Steps(Table):
    """Planned steps that are to move a degree. `degree` is its place in `DEGREES`.

    `planned` is `EVER` and `settled` `NEVER` where no day was told; `done` of steps that ended well.
    """

    id: Ids
    customer: Ids
    person: Ids
    degree: Small
    tactic: Texts
    planned: Days
    settled: Days
    done: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Measured(Table):
    """Done steps with a tactic and both days, or (of `others`) persons without a step beside one of them.

    `step` is the step's id; `change` the later value minus the earlier one, 0 where it was not compared.
    """

    step: Ids
    customer: Ids
    person: Ids
    degree: Small
    tactic: Texts
    outcome: Small
    change: Small


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """`steps` are those that were done, `others` the persons beside them."""

    steps: Measured
    others: Measured


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each outcome; `total` of all changes of those compared."""

    counts: dict[Outcome, int]
    total: int

    @property
    def steps(self) -> int:
        return sum(self.counts.values())

    @property
    def compared(self) -> int:
        return sum(self.counts[outcome] for outcome in COMPARED)

    @property
    def mean(self) -> float | None:
        """The mean change of those compared, None of too few."""
        return self.total / self.compared if self.compared >= FEWEST else None

    @property
    def rose_share(self) -> float | None:
        """Those that rose, of those compared, None of too few."""
        return self.counts[Outcome.ROSE] / self.compared if self.compared >= FEWEST else None


def effects(panel: Panel, steps: Steps, day: int) -> Effects:
    """Every done step with a tactic, and those beside it, as of a day (an ordinal)."""
    days = int(panel.policy.effect_days)
    counted = steps.done & (steps.tactic != "") & (steps.planned > 0) & (steps.settled <= day)
    asked, parts, others = steps.rows(counted), [], []
    for slab in panel.slabs:
        part = _Part(slab, steps, asked, days, day)
        parts.append(part.measured())
        others.append(part.beside())
    none = _measured(asked.rows(slice(0, 0)), np.empty(0, np.int8), np.empty(0, np.int8))
    return Effects(Measured.joined([none, *parts]), Measured.joined([none, *others]))


def tally(rows: Measured) -> Tally:
    counted = np.bincount(rows.outcome, minlength=len(CODES))
    return Tally({outcome: int(counted[code]) for outcome, code in CODES.items()}, int(rows.change.sum(dtype=np.int64)))


def by_tactic(rows: Measured) -> Iterator[tuple[str, int, Flags]]:
    """Each tactic and degree that occurs, and which rows are theirs."""
    pairs = sorted(set(zip(rows.tactic.tolist(), rows.degree.tolist(), strict=True)))
    for tactic, degree in pairs:
        yield tactic, degree, (rows.tactic == tactic) & (rows.degree == degree)


def may_be_shown(rows: Measured, seen: Flags) -> bool:
    """Whether figures of all rows tell nothing of a single person to somebody who sees some of the rows.

    Whoever subtracts the rows that they see is left with the others. These must be none, or about enough persons,
    not all of whom fared alike.
    """
    hidden = rows.rows(~seen)
    if not len(hidden):
        return True
    return len(np.unique(hidden.person)) >= FEWEST and len(np.unique(hidden.outcome)) > 1


@dataclass(frozen=True, eq=False)
class _Part:
    """The steps at the customers of one slab."""

    slab: Slab
    steps: Steps
    asked: Steps
    days: int
    day: int

    def measured(self) -> Measured:
        asked, person = self._here(self.asked)
        end = asked.settled.astype(np.int64) + self.days
        return _measured(asked, *self._outcomes(person, asked, end))

    def beside(self) -> Measured:
        """One row for each step whose time is over and each other person who was there all the while."""
        asked, person = self._here(self.asked.rows(self.asked.settled.astype(np.int64) + self.days <= self.day))
        customer = self.slab.people.customer[person]
        sizes = self.slab.person_edges[customer + 1] - self.slab.person_edges[customer]
        row = np.repeat(np.arange(len(asked)), sizes)
        first = np.repeat(self.slab.person_edges[customer] - np.cumsum(sizes) + sizes, sizes)
        other = first + np.arange(len(row))
        spans = asked.rows(row)
        end = spans.settled + np.int32(self.days)
        free = self._present(other, spans.planned) & self._present(other, end) & ~self._planned_for(other, spans, end)
        other, spans, end = other[free], spans.rows(free), end[free].astype(np.int64)
        return _measured(spans.with_columns(person=self.slab.people.id[other]), *self._outcomes(other, spans, end))

    def _here(self, steps: Steps) -> tuple[Steps, Positions]:
        """Those with persons of the slab, and the persons' positions."""
        person = Lookup(self.slab.people.id)(steps.person)
        return steps.rows(person >= 0), person[person >= 0]

    def _present(self, person: NDArray[Any], day: Days) -> Flags:
        people = self.slab.people
        return np.asarray((people.start[person] <= day) & (day < people.stop[person]))

    def _planned_for(self, person: NDArray[Any], spans: Steps, end: Days) -> Flags:
        """Whether any step, with a tactic or not, was under way with the person in the degree within the span."""
        every, at = self._here(self.steps)
        order = np.lexsort((every.degree, at))
        every, key = every.rows(order), (at.astype(np.int64) * 3 + every.degree)[order]
        wanted = person.astype(np.int64) * 3 + spans.degree
        first, last = np.searchsorted(key, wanted, "left"), np.searchsorted(key, wanted, "right")
        found = np.zeros(len(wanted), dtype=np.bool_)
        for nth in range(int((last - first).max(initial=0))):
            there = np.flatnonzero(first + nth < last)
            one = first[there] + nth
            found[there] |= (every.planned[one] <= end[there]) & (spans.planned[there] <= every.settled[one])
        return found

    def _outcomes(self, person: NDArray[Any], spans: Steps, end: NDArray[np.int64]) -> tuple[Small, Small]:
        running = end > self.day
        before = self._value(person, spans.planned, spans.degree)
        after = self._value(person, np.minimum(end, self.day).astype(np.int32), spans.degree)
        change = (after - before).astype(np.int8)
        both = (before != _UNKNOWN) & (after != _UNKNOWN)
        outcome = np.select(
            [running, both & (change > 0), both & (change < 0), both, after != _UNKNOWN],
            [CODES[one] for one in (Outcome.RUNNING, Outcome.ROSE, Outcome.FELL, Outcome.STAYED, Outcome.BECAME_KNOWN)],
            CODES[Outcome.UNKNOWN],
        ).astype(np.int8)
        return outcome, np.where(both & ~running, change, 0).astype(np.int8)

    def _value(self, person: NDArray[Any], day: Days, degree: Small) -> Small:
        """The degree of each person on each day towards us, `_UNKNOWN` where it is not known or nobody is there."""
        table = self.slab.towards(0)
        if not len(table):
            return np.full(len(person), _UNKNOWN, dtype=np.int8)
        far = np.int64(2**32)
        key = table.person.astype(np.int64) * far + table.start
        at = np.maximum(np.searchsorted(key, person.astype(np.int64) * far + day, "right") - 1, 0)
        holds = (table.person[at] == person) & (table.start[at] <= day) & (day < table.stop[at])
        state = table.state[at]
        known = holds & st.DEGREE_KNOWN[degree, state]
        return np.where(known, st.STANCE[degree, state], _UNKNOWN).astype(np.int8)


_UNKNOWN: Final = 100
"""Further from every stance than any change."""


def _measured(steps: Steps, outcome: Small, change: Small) -> Measured:
    return Measured(steps.id, steps.customer, steps.person, steps.degree, steps.tactic, outcome, change)


def of_customers(rows: Measured, customers: Iterable[int]) -> Flags:
    """Which rows are about one of these customers."""
    return np.asarray(np.isin(rows.customer, np.fromiter(customers, dtype=np.int64)))
