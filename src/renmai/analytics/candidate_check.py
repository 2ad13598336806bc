"""Whom of a list somebody means among the key persons that the viewer may see on a day (docs/metrics/person-match.md).

Whom the viewer may not see does not exist here: not found, not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.customer_places import visible_customers
from renmai.analytics.key_person import PeopleOnDay, by_slab, customer_of_people, states_on, swayed_on
from renmai.analytics.panel import Panel
from renmai.analytics.person_match import Confidence, Match, Register, Told
from renmai.analytics.touch import KEPT_UP, last_contact
from renmai.domain.look import unnoted
from renmai.domain.scope import Scope


@dataclass(frozen=True, slots=True)
class Found:
    """A key person who may be meant, with what makes the acquaintance worth something."""

    match: Match
    person: dict[str, Any]
    customer_name: str
    holds_vote: bool
    would_help: bool
    is_reached: bool


@dataclass(frozen=True, slots=True)
class AtCustomer:
    """Distinct persons with an exact match at one customer."""

    code: str
    name: str
    people: int
    votes: int
    would_help: int
    reached: int


@dataclass(frozen=True, slots=True)
class Checked:
    """`rows` has for every line of the list who may be meant, the surest first; `known` whom it was compared with."""

    rows: list[list[Found]]
    customers: list[AtCustomer]
    known: int

    def count(self, confidence: Confidence) -> int:
        """Lines whose surest match is of this confidence."""
        return sum(bool(row) and row[0].match.confidence is confidence for row in self.rows)

    @property
    def overlap(self) -> float:
        """The share of lines with an exact match."""
        return self.count(Confidence.EXACT) / len(self.rows) if self.rows else 0.0


def check(panel: Panel, scope: Scope, day: date, told: Sequence[Told]) -> Checked:
    """Who of the visible key persons may be meant by each line."""
    places = _visible_people(panel, scope, day)
    register = Register(_told(panel, *at) for at in by_slab(places, panel.person_offsets))
    people = _People(panel, day, places)
    rows = [[people.found(match) for match in register.find(one)] for one in told]
    return Checked(rows, _by_customer(rows), len(places))


def _visible_people(panel: Panel, scope: Scope, day: date) -> NDArray[np.intp]:
    there = states_on(panel, day, 0) != st.ABSENT
    return np.flatnonzero(there & visible_customers(panel, scope, day)[customer_of_people(panel)])


def _told(panel: Panel, number: int, at: int) -> Told:
    slab = panel.slabs[number]
    people = slab.people
    company = str(slab.customers.name[people.customer[at]])
    return Told(str(people.name[at]), company, str(people.department[at]), str(people.title[at]))


class _People:
    """The persons at some places on a day."""

    def __init__(self, panel: Panel, day: date, places: NDArray[np.intp]) -> None:
        self.panel = panel
        self.day = day.toordinal()
        self.places = places
        self.on_day = PeopleOnDay(panel, day, 0)
        self.states = states_on(panel, day, 0)

    def found(self, match: Match) -> Found:
        place = self.places[match.place : match.place + 1]
        [(number, at)] = by_slab(place, self.panel.person_offsets)
        slab, state = self.panel.slabs[number], int(self.states[place[0]])
        with unnoted():
            row = self.on_day.row(number, at)
        closeness = row["closeness"]
        return Found(
            match=match,
            person=row,
            customer_name=str(slab.customers.name[slab.people.customer[at]]),
            holds_vote=bool((st.VOTE_CODE[:, state] == st.YES).any()),
            would_help=not st.INSIGHTED[state] or closeness is None or closeness <= 0,
            is_reached=self._is_reached(number, at),
        )

    def _is_reached(self, number: int, at: int) -> bool:
        slab = self.panel.slabs[number]
        rows = swayed_on(slab, self.day)
        sways = bool(((slab.influences.person[rows] == at) & (slab.influences.kind[rows] == f.OURS)).any())
        return sways or self.day - int(last_contact(slab, self.day)[at]) <= KEPT_UP


def _by_customer(rows: list[list[Found]]) -> list[AtCustomer]:
    """Those with the most people first, then by code."""
    sure = {one.person["code"]: one for row in rows for one in row if one.match.confidence is Confidence.EXACT}
    customers: dict[str, list[Found]] = {}
    for one in sure.values():
        customers.setdefault(one.person["customer"], []).append(one)
    found = [_at_customer(code, some) for code, some in customers.items()]
    return sorted(found, key=lambda one: (-one.people, one.code))


def _at_customer(code: str, people: list[Found]) -> AtCustomer:
    return AtCustomer(
        code,
        people[0].customer_name,
        len(people),
        sum(one.holds_vote for one in people),
        sum(one.would_help for one in people),
        sum(one.is_reached for one in people),
    )
