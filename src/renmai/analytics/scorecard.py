"""Scorecards: the figures of docs/metrics/scorecard.md for many views at once, from one ledger a day.

| figure | of | null |
|---|---|---|
| any | customers in the view on the day, as they were owned then | no such customer |
| moves | of these, the customers in the view on the previous day too | see `domain.scorecard` |
| plan | steps due in (previous, day] whose owner, and whose customer's owner that day, are in the view | as above |
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.account_line import window_start
from renmai.analytics.key_person import by_slab, customer_of_people, states_on
from renmai.analytics.ledger import NOT_THERE, Ledger, fresh_people, ledger, looked_at
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import money
from renmai.analytics.moment import moment, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.reading_codes import READINGS
from renmai.analytics.scoping import employees_of, in_scope
from renmai.analytics.stale import NEVER_ASSESSED, assessed
from renmai.analytics.touch import last_contact
from renmai.domain.plan_step import StepStatus, is_met
from renmai.domain.question import Question, View, ViewKind
from renmai.domain.scorecard import Book, Card, Chains, Completeness, Grades, Moves, Plan, Upkeep

Cards = tuple[Card | None, Card | None, Card | None]
"""On the as-of day, the previous day and a year ago; None on a day without customers."""
NOTHING_PLANNED: Final[tuple[int, int, int, int]] = (0, 0, 0, 0)


class Planned(NamedTuple):
    """A planned step as the store has it today; `owner` is an employee's id."""

    code: str
    owner: int
    customer: str
    person: str
    feature: str
    before: str
    goal: str
    status: str
    due_on: date


@dataclass(frozen=True, slots=True)
class _Due:
    """Per pair of (owner of the customer, owner of the step): due, done, reached, dropped."""

    counts: Mapping[tuple[int, int], tuple[int, int, int, int]]

    def of(self, employees: frozenset[int] | None) -> Plan:
        mine = [
            counted
            for (owner, planner), counted in self.counts.items()
            if employees is None or (owner in employees and planner in employees)
        ]
        return Plan(*(sum(column) for column in zip(*mine, strict=True)) if mine else NOTHING_PLANNED)


class Books:
    """The three days of a question, added up once for all views; `steps` are all that were due in its periods."""

    def __init__(self, panel: Panel, question: Question, steps: Sequence[Planned]) -> None:
        self.panel = panel
        windows = [(day, window_start(day, question.period)) for day in question.comparison.days]
        self._days = [(_Sums.of(ledger(panel, *window)), _due(panel, window, steps)) for window in windows]

    @cached_property
    def owners(self) -> frozenset[int]:
        """The ids of whoever has customers on one of the days; 0 where some have no owner."""
        return frozenset(owner for sums, _ in self._days for owner in sums.places)

    def has_customers(self, view: View) -> bool:
        """On one of the days."""
        employees = self._employees(view)
        return bool(self.owners if employees is None else self.owners & employees)

    def cards(self, view: View) -> Cards:
        now, previous, year_ago = (self.card(view, day) for day in range(len(self._days)))
        return now, previous, year_ago

    def card(self, view: View, day: int = 0) -> Card | None:
        """On one of the days, by its place: the as-of day is the first."""
        sums, due = self._days[day]
        return _card(sums, due, self._employees(view))

    def _employees(self, view: View) -> frozenset[int] | None:
        if view.kind is ViewKind.COMPANY:
            return None
        return frozenset(one.id for one in self.panel.roster.employees_in(view))


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """A ledger, and by owner where it speaks of the owner's customers."""

    ledger: Ledger
    places: Mapping[int, list[int]]

    @classmethod
    def of(cls, sums: Ledger) -> "_Sums":
        places: dict[int, list[int]] = {}
        for place, owner in enumerate(sums.owner.tolist()):
            places.setdefault(owner, []).append(place)
        return cls(sums, places)

    def of_view(self, employees: frozenset[int] | None) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The places of a view's customers, and of those that it had on the previous day too."""
        before = self.ledger.before
        if employees is None:
            return np.arange(len(before)), np.flatnonzero(before != NOT_THERE)
        mine = np.array(
            [at for one in sorted(employees & self.places.keys()) for at in self.places[one]], dtype=np.intp
        )
        return mine, mine[[owner in employees for owner in before[mine].tolist()]] if len(mine) else mine


def cards(panel: Panel, question: Question, views: Iterable[View], steps: Sequence[Planned]) -> dict[View, Cards]:
    """The cards of some views."""
    books = Books(panel, question, steps)
    return {view: books.cards(view) for view in views}


def _card(found: _Sums, due: _Due, employees: frozenset[int] | None) -> Card | None:
    mine, stayed = found.of_view(employees)
    if not len(mine):
        return None
    sums = found.ledger
    people = int(sums.people[mine].sum())
    return Card(
        completeness=Completeness(int(sums.known[mine].sum()), people),
        grades=Grades(tuple(tuple(degree) for degree in sums.grades[..., mine].sum(axis=-1).tolist())),
        moves=Moves(*(int(column[stayed].sum()) for column in (sums.up, sums.down, sums.moved, sums.pairs))),
        chains=_chains(sums, mine),
        plan=due.of(employees),
        upkeep=Upkeep(int(sums.fresh[mine].sum()), people),
        book=Book(
            customers=int(sums.customers[mine].sum()),
            people=people,
            amount=money(sum(sums.amount[mine].tolist())),
            owners=len(set(sums.owner[mine].tolist()) - {0}),
        ),
    )


def _chains(sums: Ledger, mine: NDArray[np.intp]) -> Chains:
    number = sums.chains[:, mine].sum(axis=1).tolist()
    amount = [sum(row) for row in sums.chain_amount[:, mine].tolist()]
    return Chains(
        amount={reading: money(units) for reading, units in zip(READINGS, amount, strict=True)},
        number=dict(zip(READINGS, number, strict=True)),
        bare_amount=money(sum(sums.amount[mine].tolist()) - sum(amount)),
        bare=int(sums.opportunities[mine].sum()) - sum(number),
    )


def _due(panel: Panel, window: tuple[date, date], steps: Sequence[Planned]) -> _Due:
    found: dict[tuple[int, int], Counter[str]] = {}
    for owner, step in _owned(panel, window, steps):
        counted = found.setdefault((owner, step.owner), Counter())
        counted[step.status] += 1
        counted["reached"] += is_reached(panel, window[0], step)
    return _Due({pair: _counts(counted) for pair, counted in found.items()})


def _owned(panel: Panel, window: tuple[date, date], steps: Sequence[Planned]) -> Iterator[tuple[int, Planned]]:
    """The steps that were due in the window at customers that exist, each with who owned the customer that day."""
    day, previous = window
    at = moment(panel, day, 0)
    for step in steps:
        place = panel.place_of_customer(step.customer) if previous < step.due_on <= day else None
        if place is not None and at.exists[place]:
            yield int(at.owner[place]), step


def planned_in(panel: Panel, question: Question, steps: Sequence[Planned]) -> list[tuple[Planned, bool]]:
    """The steps behind the plan of a view on the as-of day, and whether each reached its goal."""
    employees = employees_of(panel, question)
    mine = None if employees is None else frozenset(employees.tolist())
    window = (question.as_of, window_start(question.as_of, question.period))
    return [
        (step, is_reached(panel, question.as_of, step))
        for owner, step in _owned(panel, window, steps)
        if mine is None or {owner, step.owner} <= mine
    ]


def _counts(counted: Counter[str]) -> tuple[int, int, int, int]:
    done = counted[StepStatus.DONE]
    return done + counted[StepStatus.OPEN], done, counted["reached"], counted[StepStatus.DROPPED]


def is_reached(panel: Panel, day: date, step: Planned) -> bool:
    """Whether a step is done, and its value met the goal on the day."""
    return step.status == StepStatus.DONE and is_met(step.feature, step.before, step.goal, value_on(panel, day, step))


def value_on(panel: Panel, day: date, step: Planned) -> str:
    """The cell of the step's value on the day; blank where it is unknown, moves none, or the person does not count."""
    found = panel.find_customer(step.customer)
    if found is None or not step.feature:
        return ""
    slab, at = found
    first, last = int(slab.person_edges[at]), int(slab.person_edges[at + 1])
    places = np.flatnonzero(slab.people.code[first:last] == step.person)
    state = int(slab_moments(slab, [day.toordinal()], 0)[0].states[first + places[0]]) if len(places) else st.ABSENT
    return "" if state == st.ABSENT else st.cells_of(state)[step.feature]


def neglected(panel: Panel, question: Question) -> Listing:
    """The key persons in the view who are not fresh, the longest ago first, then by place: the rest of `Upkeep`."""
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))[customer_of_people(panel)]
    present = states_on(panel, question.as_of, 0) != st.ABSENT
    places = np.flatnonzero(chosen & present & ~fresh_people(panel, question.as_of))
    order = places[np.argsort(looked_at(panel, question.as_of)[places], kind="stable")]
    return Listing(order, lambda some: [_row(panel, question.as_of, *at) for at in by_slab(some, panel.person_offsets)])


def _row(panel: Panel, day: date, number: int, at: int) -> Row:
    slab, ordinal = panel.slabs[number], day.toordinal()
    customer = int(slab.people.customer[at])
    said, met = int(assessed(slab, ordinal)[at]), int(last_contact(slab, ordinal)[at])
    return {
        "code": str(slab.people.code[at]),
        "name": str(slab.people.name[at]),
        "title": str(slab.people.title[at]),
        "customer": str(slab.customers.code[customer]),
        "customer_name": str(slab.customers.name[customer]),
        "assessed_on": date.fromordinal(said) if said != NEVER_ASSESSED else None,
        "met_on": date.fromordinal(met) if met else None,
    }
