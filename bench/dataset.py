"""One data set for every contestant, as NumPy columns: the same for the same size.

Ids count from 1, 0 is none. Days are proleptic ordinals. A degree of `UNKNOWN` and a vote of
`UNKNOWN` are unknown; votes are 1 (yes) and 0 (no).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import NEVER

UNTIL: Final = date(2026, 9, 30)
"""The last day of every data set."""
SEED: Final = 20260930
PEOPLE_PER_CUSTOMER: Final = 10
HISTORY_DAYS: Final = 3 * 365
CUSTOMERS_PER_SELLER: Final = 16
SELLERS_PER_GROUP, GROUPS_PER_DIVISION = 8, 8
COMPETITORS: Final = 2
UNKNOWN: Final = 9

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Customers:
    start: Column
    stop: Column


@dataclass(frozen=True, slots=True)
class Ownerships:
    customer: Column
    employee: Column
    start: Column
    stop: Column


@dataclass(frozen=True, slots=True)
class People:
    """`superior` is the id of an earlier person of the same customer, 0 for the customer's first."""

    customer: Column
    superior: Column
    start: Column
    stop: Column


@dataclass(frozen=True, slots=True)
class Assessments:
    """`party` 0 is ours; ordered by person, day and party."""

    person: Column
    party: Column
    day: Column
    closeness: Column
    solution: Column
    price: Column
    veto: Column
    approver: Column


@dataclass(frozen=True, slots=True)
class Influences:
    """By employees of ours."""

    person: Column
    employee: Column
    start: Column


@dataclass(frozen=True, slots=True)
class Opportunities:
    """`closed` is `NEVER` for an open one."""

    customer: Column
    owner: Column
    amount: Column
    won: Column
    opened: Column
    closed: Column


@dataclass(frozen=True, slots=True)
class Members:
    opportunity: Column
    person: Column


@dataclass(frozen=True, slots=True)
class Dataset:
    size: int
    sellers: int
    customers: Customers
    ownerships: Ownerships
    people: People
    assessments: Assessments
    influences: Influences
    opportunities: Opportunities
    members: Members

    @property
    def groups(self) -> int:
        return -(-self.sellers // SELLERS_PER_GROUP)

    @property
    def divisions(self) -> int:
        return self.division_of(self.groups)

    def division_of(self, group: int) -> int:
        return (group - 1) // GROUPS_PER_DIVISION + 1


def generate(size: int, per_person: int = 8, people: int = PEOPLE_PER_CUSTOMER, part: int = 0) -> Dataset:
    """`size` customers, `people` key persons each, `per_person` assessments towards us each, and what hangs on them.

    Another `part` is as much of other customers.
    """
    chance = np.random.default_rng([SEED, part] if part else SEED)
    until = UNTIL.toordinal()
    sellers = max(2, size // CUSTOMERS_PER_SELLER)
    customers = _customers(chance, size, until)
    everybody = _people(chance, customers, people, until)
    opportunities = _opportunities(chance, customers, sellers, until)
    return Dataset(
        size,
        sellers,
        customers,
        _ownerships(chance, customers, sellers, until),
        everybody,
        _assessments(chance, everybody, per_person, until),
        _influences(chance, everybody, sellers, until),
        opportunities,
        _members(chance, opportunities, size, people),
    )


def _customers(chance: np.random.Generator, size: int, until: int) -> Customers:
    start = until - chance.integers(30, 6 * 365, size)
    closed = chance.random(size) < 0.03
    stop = np.where(closed, start + chance.integers(20, 6 * 365, size), NEVER)
    return Customers(start.astype(np.int32), stop.astype(np.int32))


def _ownerships(chance: np.random.Generator, customers: Customers, sellers: int, until: int) -> Ownerships:
    """Three of ten customers change hands once in the two last years."""
    size = len(customers.start)
    first = chance.integers(1, sellers + 1, size)
    handed = chance.random(size) < 0.3
    day = np.maximum(customers.start + 1, until - chance.integers(0, 730, size))
    second = np.flatnonzero(handed)
    customer = np.concatenate([np.arange(1, size + 1), second + 1])
    employee = np.concatenate([first, first[second] % sellers + 1])
    start = np.concatenate([customers.start, day[second]])
    stop = np.concatenate([np.where(handed, day, NEVER), np.full(len(second), NEVER)])
    return Ownerships(customer, employee, start.astype(np.int32), stop.astype(np.int32))


def _people(chance: np.random.Generator, customers: Customers, each: int, until: int) -> People:
    size = len(customers.start)
    count = size * each
    customer = np.repeat(np.arange(1, size + 1), each)
    place = np.arange(count) % each
    superior = np.where(place == 0, 0, np.arange(1, count + 1) - place + (place - 1) // 2)
    joined = customers.start[customer - 1]
    late = chance.random(count) < 0.15
    start = np.where(late, np.minimum(joined + chance.integers(1, 900, count), until), joined)
    leaves = chance.random(count) < 0.05
    stop = np.where(leaves, start + chance.integers(1, 900, count), NEVER)
    return People(customer, superior, start.astype(np.int32), stop.astype(np.int32))


def _assessments(chance: np.random.Generator, people: People, per_person: int, until: int) -> Assessments:
    """Spread over three years, never two of a person and party on one day; every tenth person is rated for a rival."""
    count = len(people.start)
    rated = np.flatnonzero(chance.random(count) < 0.1) + 1
    person = np.concatenate([np.repeat(np.arange(1, count + 1), per_person), np.repeat(rated, COMPETITORS)])
    ours = count * per_person
    party = np.concatenate([np.zeros(ours, np.int64), np.tile(np.arange(1, COMPETITORS + 1), len(rated))])
    stride = HISTORY_DAYS // per_person
    turn = np.concatenate([np.tile(np.arange(per_person), count), chance.integers(0, per_person, len(person) - ours)])
    day = until - HISTORY_DAYS + turn * stride + chance.integers(0, stride, len(person))
    order = np.lexsort((party, day, person))
    degrees = [_degree(chance, len(person)) for _ in range(3)]
    votes = [np.where(party == 0, chance.choice([0, 0, 0, 1, UNKNOWN], len(person)), UNKNOWN) for _ in range(2)]
    return Assessments(
        person[order],
        party[order],
        day[order].astype(np.int32),
        *degrees,
        *(vote[order].astype(np.int8) for vote in votes),
    )


def _degree(chance: np.random.Generator, count: int) -> Column:
    values = np.array([-2, -1, -1, 0, 0, 0, 1, 1, 1, 2, UNKNOWN, UNKNOWN, UNKNOWN], dtype=np.int8)
    return values[chance.integers(0, len(values), count)]


def _influences(chance: np.random.Generator, people: People, sellers: int, until: int) -> Influences:
    person = np.flatnonzero(chance.random(len(people.start)) < 0.3) + 1
    employee = chance.integers(1, sellers + 1, len(person))
    return Influences(person, employee, (until - chance.integers(0, 900, len(person))).astype(np.int32))


def _opportunities(chance: np.random.Generator, customers: Customers, sellers: int, until: int) -> Opportunities:
    """Two per customer; amounts in hundredths, log-normal."""
    count = 2 * len(customers.start)
    customer = np.repeat(np.arange(1, len(customers.start) + 1), 2)
    opened = np.maximum(customers.start[customer - 1], until - chance.integers(0, 800, count))
    is_open = chance.random(count) < 0.4
    closed = np.where(is_open, NEVER, np.minimum(opened + chance.integers(0, 300, count), until))
    amount = np.exp(chance.normal(4.4, 0.9, count) + np.log(100)).astype(np.int64)
    owner = chance.integers(1, sellers + 1, count)
    won = chance.random(count) < 0.5
    return Opportunities(customer, owner, amount, won, opened.astype(np.int32), closed.astype(np.int32))


def _members(chance: np.random.Generator, opportunities: Opportunities, size: int, each: int) -> Members:
    """Four different persons of the customer per opportunity."""
    count = len(opportunities.customer)
    first = chance.integers(0, each, count)
    apart = np.array([0, 1, 3, 6]) if each > 6 else np.arange(4)
    places = (first[:, None] + apart) % each
    person = (opportunities.customer[:, None] - 1) * each + places + 1
    assert person.max(initial=0) <= size * each
    return Members(np.repeat(np.arange(1, count + 1), 4), person.ravel())
