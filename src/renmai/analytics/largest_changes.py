"""What moved most since the previous period, with where it stood and where it stands.

| figure | of | left out |
|---|---|---|
| customers | a customer's average of one degree | fewer than `change_people` key persons on the as-of day |
| chains | a live chain's average of one degree | not live on both days |
| persons | one degree of one person | unknown on one of the days |

In all lines both ends must be known and different, and what is named must be in the line on the
as-of day. The `MOST` largest differences either way are named, falls first.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.decision_chain_line import chains_in_scope
from renmai.analytics.influence_line import known_persons
from renmai.analytics.key_person import by_slab, customer_of_people, states_on
from renmai.analytics.moment import graded, moment, moments
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES

MOST: Final = 7
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Moved:
    """`customer` is the place of the customer of what moved; `under` says more about who it is."""

    code: str
    name: str
    under: str
    customer: int
    degree: str
    before: float
    after: float

    @property
    def change(self) -> float:
        return self.after - self.before


def of_customers(panel: Panel, question: Question, scope: Scope) -> list[Moved]:
    del scope  # every customer of a view one may see may be seen
    now, before = moments(panel, question.comparison.days[:2], panel.party_id(question.party))
    many = now.people >= panel.policy.change_people
    places = np.flatnonzero(in_scope(panel, question, now) & before.exists & many)
    found = _largest(before.average[:, places], now.average[:, places])
    return [_customer(panel, int(places[at]), degree, *ends) for degree, at, ends in found]


def _customer(panel: Panel, place: int, degree: str, before: float, after: float) -> Moved:
    ((number, at),) = by_slab(np.array([place]), panel.customer_offsets)
    customers = panel.slabs[number].customers
    return Moved(str(customers.code[at]), str(customers.name[at]), "", place, degree, before, after)


def of_people(panel: Panel, question: Question, scope: Scope) -> list[Moved]:
    """Of the key-person line."""
    del scope  # every person of a view one may see may be seen
    at = moment(panel, question.as_of, panel.party_id(question.party))
    return _people(panel, question, np.flatnonzero(in_scope(panel, question, at)[customer_of_people(panel)]))


def of_known_persons(panel: Panel, question: Question, scope: Scope) -> list[Moved]:
    """Of the influence line: only persons who are not masked."""
    places = known_persons(panel, question, question.as_of)
    if not scope.everything:
        owners = moment(panel, question.as_of, 0).owner[customer_of_people(panel)[places]].tolist()
        roster = panel.roster.employee_of_id
        seen = [owner in roster and roster[owner].code in scope.employees for owner in owners]
        places = places[np.array(seen, dtype=np.bool_)]
    return _people(panel, question, places)


def _people(panel: Panel, question: Question, places: Places) -> list[Moved]:
    party = panel.party_id(question.party)
    after, before = (states_on(panel, day, party)[places] for day in question.comparison.days[:2])
    moved = np.flatnonzero(after != before)
    found = _largest(_values(before[moved]), _values(after[moved]))
    customers = customer_of_people(panel)
    return [
        _person(panel, int(places[moved[at]]), int(customers[places[moved[at]]]), degree, *ends)
        for degree, at, ends in found
    ]


def _values(states: NDArray[np.uint16]) -> NDArray[np.float64]:
    """[3, n]: each degree as a number, NaN where it is unknown or the person does not count."""
    return np.where(st.DEGREE_KNOWN[:, states], st.STANCE[:, states], np.nan)


def _person(panel: Panel, place: int, customer: int, degree: str, before: float, after: float) -> Moved:  # noqa: PLR0917
    ((number, at),) = by_slab(np.array([place]), panel.person_offsets)
    slab = panel.slabs[number]
    under = str(slab.customers.name[slab.people.customer[at]])
    return Moved(str(slab.people.code[at]), str(slab.people.name[at]), under, customer, degree, before, after)


def of_chains(panel: Panel, question: Question, scope: Scope) -> list[Moved]:
    """Of opportunities that were live in the view on both days."""
    del scope  # every chain of a view one may see may be seen
    (places, now), (earlier, then) = (_chains(panel, question, day) for day in question.comparison.days[:2])
    both, at_now, at_then = np.intersect1d(places, earlier, assume_unique=True, return_indices=True)
    found = _largest(then[:, at_then], now[:, at_now])
    return [_chain(panel, int(both[at]), degree, *ends) for degree, at, ends in found]


def _chains(panel: Panel, question: Question, day: date) -> tuple[Places, NDArray[np.float64]]:
    """The live chains by place, and [3, chains] their averages."""
    chains = chains_in_scope(panel, question, day)
    return chains.place, graded(chains.degrees)[2]


def _chain(panel: Panel, place: int, degree: str, before: float, after: float) -> Moved:
    ((number, at),) = by_slab(np.array([place]), panel.opportunity_offsets)
    slab = panel.slabs[number]
    customer = int(slab.opportunities.customer[at])
    name, under = str(slab.opportunities.name[at]), str(slab.customers.name[customer])
    code = str(slab.opportunities.code[at])
    return Moved(code, name, under, customer + panel.customer_offsets[number], degree, before, after)


def _largest(before: NDArray[np.float64], after: NDArray[np.float64]) -> list[tuple[str, int, tuple[float, float]]]:
    """(degree, column, ends) of the largest differences of [3, n], falls first.

    Equal ones by column, then degree; columns are in code order.
    """
    change = np.nan_to_num(after - before, nan=0.0).round(9)
    degree, column = np.nonzero(change)
    size = change[degree, column]
    first = np.lexsort((degree, column, -np.abs(size)))[:MOST]
    order = first[np.lexsort((degree[first], column[first], size[first]))]
    return [
        (DEGREES[d], at, (float(before[d, at]), float(after[d, at])))
        for d, at in zip(degree[order].tolist(), column[order].tolist(), strict=True)
    ]
