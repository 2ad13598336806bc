"""Trends over many days at once by difference arrays (spec 5).

Every interval adds itself on the first day it holds and takes itself away on the first day it no
longer does; a running sum over the days gives the state of each day. With a view of some
employees, intervals are first cut to the spans in which one of them owned the customer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Days, Ids
from renmai.analytics.metric import ratio
from renmai.analytics.moment import person_states
from renmai.analytics.panel import Panel
from renmai.analytics.roster import among
from renmai.analytics.scoping import employees_of, passes
from renmai.analytics.slab import Slab
from renmai.domain.periods import series_days
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """When customers are in scope, in customer order: [`start`, `stop`).

    `whole`: all customers of the slab while they exist, so that nothing needs cutting.
    """

    customer: NDArray[np.int32]
    start: Days
    stop: Days
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AttitudeTrend:
    """Per day: customers, persons, insighted persons, and sum and number of each degree [3, T]."""

    days: tuple[date, ...]
    customers: list[int]
    people: list[int]
    insighted: list[int]
    total: NDArray[np.int64]
    known: NDArray[np.int64]

    def customer_points(self) -> dict[str, Any]:
        return {"days": list(self.days), "customers": self.customers, **self._means()}

    def person_points(self) -> dict[str, Any]:
        uninsighted = [people - seen for people, seen in zip(self.people, self.insighted, strict=True)]
        return {"days": list(self.days), "people": self.people, "uninsighted": uninsighted, **self._means()}

    def _means(self) -> dict[str, list[float | None]]:
        return {
            degree: [ratio(*pair) for pair in zip(self.total[d].tolist(), self.known[d].tolist(), strict=True)]
            for d, degree in enumerate(DEGREES)
        }


def attitude_trend(panel: Panel, question: Question, months: int) -> AttitudeTrend:
    """The trend of the customer and key-person lines: `months` + 1 points ending with `as_of`."""
    days = series_days(question.as_of, months)
    running = np.cumsum(_changes(panel, question, days), axis=0)
    held = running[:, FIRST_STATE:]
    return AttitudeTrend(
        days,
        running[:, CUSTOMERS].tolist(),
        running[:, PEOPLE].tolist(),
        (held @ st.INSIGHTED[:-1] if question.ours else running[:, INSIGHTED]).tolist(),
        np.stack([held @ st.STANCE[d, :-1].astype(np.int64) for d in range(3)]),
        np.stack([held @ st.DEGREE_KNOWN[d, :-1].astype(np.int64) for d in range(3)]),
    )


CUSTOMERS, PEOPLE, INSIGHTED, FIRST_STATE = range(4)
"""Columns of the changes of a trend; each state has one, and `INSIGHTED` is for competitors."""


def _changes(panel: Panel, question: Question, days: tuple[date, ...]) -> NDArray[np.int64]:
    """[T, columns]: how much more there is on each day than on the day before, a sum over slabs.

    After a write only the changed slabs are counted again: as they were, and as they are.
    """
    key = ("trend", days, question.view, question.party, question.filters)
    of_slab = _SlabChanges(panel, question, Calendar([day.toordinal() for day in days]))
    earlier: NDArray[np.int64] | None = panel.before.memo.get(key) if panel.before else None
    if panel.before is None or earlier is None:
        return panel.memo.through(key, lambda: of_slab.summed(panel.slabs))
    gone, come = panel.before.replaced.values(), [panel.slabs[number] for number in panel.before.replaced]
    return panel.memo.through(key, lambda: earlier - of_slab.summed(gone) + of_slab.summed(come))


class _SlabChanges:
    """What one slab adds to a trend."""

    def __init__(self, panel: Panel, question: Question, calendar: "Calendar") -> None:
        self.question = question
        self.calendar = calendar
        self.employees = employees_of(panel, question)
        self.party = panel.party_id(question.party)

    def summed(self, slabs: Iterable[Slab]) -> NDArray[np.int64]:
        total = np.zeros((len(self.calendar.days), FIRST_STATE + st.ABSENT), dtype=np.int64)
        for slab in slabs:
            self._add(total, slab)
        return total

    def _add(self, total: NDArray[np.int64], slab: Slab) -> None:
        calendar, people = self.calendar, slab.people
        spans = spans_in_scope(slab, self.question, self.employees)
        total[:, [CUSTOMERS]] += calendar.changes(spans.start, spans.stop)
        total[:, [PEOPLE]] += calendar.changes(*_within(people.customer, people.start, people.stop, spans)[:2])
        total[:, FIRST_STATE:] += _state_changes(slab, self.party, spans, calendar)
        if self.party:
            total[:, INSIGHTED] += np.diff(_insighted(slab, self.party, spans, calendar), prepend=0)


class Calendar:
    """Days in rising order, and where intervals begin and end among them."""

    def __init__(self, days: Sequence[int]) -> None:
        self.days = np.array(days, dtype=np.int32)
        self.first = int(self.days[0])
        # place[d] is the first day of the calendar on or after `first` + d.
        self._place = np.searchsorted(self.days, np.arange(self.first, int(self.days[-1]) + 2))

    def changes(self, start: Days, stop: Days, kind: NDArray[Any] | int = 0, kinds: int = 1) -> NDArray[np.int64]:
        """[T, kinds]: how many more intervals of each kind hold on each day than on the day before."""
        place, size = self._place * kinds, (len(self.days) + 1) * kinds
        begun = np.bincount(np.take(place, start - self.first, mode="clip") + kind, minlength=size)
        ended = np.bincount(np.take(place, stop - self.first, mode="clip") + kind, minlength=size)
        return (begun - ended).reshape(-1, kinds)[:-1]


def spans_in_scope(slab: Slab, question: Question, employees: Ids | None) -> Spans:
    """The spans of a slab's customers in the view and filters, within their existence."""
    chosen = passes(slab, question.filters)
    if employees is None:
        customer = np.flatnonzero(chosen).astype(np.int32)
        start, stop = slab.customers.start[customer], slab.customers.stop[customer]
        return Spans(customer, start, stop, whole=not question.filters)
    table = slab.ownerships
    rows = np.flatnonzero(among(table.employee, employees) & chosen[table.customer])
    customer = table.customer[rows]
    start = np.maximum(table.start[rows], slab.customers.start[customer])
    stop = np.minimum(table.stop[rows], slab.customers.stop[customer])
    some = start < stop
    return Spans(customer[some], start[some], stop[some])


def _within(
    customer: NDArray[np.int32], start: Days, stop: Days, spans: Spans
) -> tuple[Days, Days, NDArray[np.intp] | slice]:
    """Intervals of some customers cut to the customers' spans; the last says of which interval each is."""
    if spans.whole:
        return start, stop, slice(None)
    first = np.searchsorted(spans.customer, customer, side="left")
    count = np.searchsorted(spans.customer, customer, side="right") - first
    row = np.repeat(np.arange(len(customer)), count)
    span = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    begun = np.maximum(start[row], spans.start[span])
    # An interval that lies outside its span is empty, not negative.
    return begun, np.maximum(begun, np.minimum(stop[row], spans.stop[span])), row


def _state_changes(slab: Slab, party: int, spans: Spans, calendar: Calendar) -> NDArray[np.int64]:
    """[T, states]: how many more persons in scope are in each state on each day than before."""
    table = slab.towards(party)
    customer = slab.people.customer[table.person]
    start, stop, row = _within(customer, table.start, table.stop, spans)
    return calendar.changes(start, stop, table.state[row], st.ABSENT)


def _insighted(slab: Slab, party: int, spans: Spans, calendar: Calendar) -> NDArray[np.int64]:
    """[T]: with a competitor, votes and degrees are in different rows, so the days are taken one by one."""
    seen = st.INSIGHTED[person_states(slab, calendar.days.tolist(), party)]
    owned = np.zeros((len(calendar.days), len(slab.customers)), dtype=np.bool_)
    for t, day in enumerate(calendar.days):
        owned[t, spans.customer[(spans.start <= day) & (day < spans.stop)]] = True
    return np.asarray((seen & owned[:, slab.people.customer]).sum(axis=1))
