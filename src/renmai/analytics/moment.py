"""The state of every person and customer on a day, towards one party (spec 1.2).

A `SlabMoment` is memoised in its slab and so survives every write elsewhere; a `Moment` joins
them for the whole panel. Shapes: P persons, C customers, T days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Amounts, Flags, Ids, States
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.domain.grade import Grade

Counts = NDArray[Any]
"""Unsigned integers, as small as the slab allows."""

GRADES: Final = tuple(Grade)
"""A grade's code is its place here."""


@dataclass(frozen=True, slots=True, eq=False)
class SlabMoment:
    """`degrees` [3, C, 6] counts the persons by degree code, `votes` [2, C, 3] by vote code."""

    states: States
    degrees: Counts
    votes: Counts
    insighted: Counts
    exists: Flags
    owner: Ids
    opportunities: Counts
    amount: Amounts


def slab_moments(slab: Slab, days: Sequence[int], party: int) -> list[SlabMoment]:
    """The moments of some days, computing together those that are not memoised."""
    kept = {day: slab.memo.get((day, party)) for day in days}
    missing = [day for day, moment in kept.items() if moment is None]
    if missing:
        for day, moment in zip(missing, _compute(slab, missing, party), strict=True):
            kept[day] = slab.memo.put((day, party), moment)
    return [kept[day] for day in days]  # type: ignore[misc]  # none is missing any more


def _compute(slab: Slab, days: list[int], party: int) -> list[SlabMoment]:
    states = person_states(slab, days, party)
    degrees, votes, insighted = _attitude_counts(slab, states)
    exists = _lasting(slab.customers.start, slab.customers.stop, days)
    return [
        SlabMoment(
            states[t],
            degrees[t],
            votes[t],
            insighted[t],
            exists[t],
            _owners(slab, day),
            *_open_opportunities(slab, day),
        )
        for t, day in enumerate(days)
    ]


def _lasting(start: NDArray[np.int32], stop: NDArray[np.int32], days: Sequence[int]) -> NDArray[np.bool_]:
    """[T, n]: which intervals hold on which day."""
    at = np.array(days, dtype=np.int32)[:, None]
    return (start <= at) & (at < stop)


def person_states(slab: Slab, days: Sequence[int], party: int) -> States:
    """[T, P]: the packed state of every person; `ABSENT` where the person does not count."""
    states = _states_towards(slab, days, party)
    return st.with_votes_of(states, _states_towards(slab, days, 0)) if party else states


def _states_towards(slab: Slab, days: Sequence[int], party: int) -> States:
    present = _lasting(slab.people.start, slab.people.stop, days)
    states = np.where(present, np.uint16(st.UNKNOWN), np.uint16(st.ABSENT))
    table = slab.towards(party)
    for row, day in zip(states, days, strict=True):
        held = np.flatnonzero((table.start <= day) & (day < table.stop))
        row[table.person[held]] = table.state[held]
    return states


def _attitude_counts(slab: Slab, states: States) -> tuple[Counts, Counts, Counts]:
    """[T, 3, C, 6], [T, 2, C, 3] and [T, C] of [T, P] states."""
    size = len(slab.customers)
    small = np.uint16 if len(slab.people) < 2**16 else np.uint32
    codes = st.DEGREE_CODE[:, states]
    degrees = _by_customer(codes, slab, 7)[..., :6]
    votes = _by_customer(st.VOTE_CODE[:, states], slab, 4)[..., :3]
    days, insighted = len(states), st.INSIGHTED[states]
    keys = np.arange(days, dtype=np.int32)[:, None] * size + slab.people.customer
    seen = np.bincount(keys[insighted], minlength=days * size).reshape(days, size)
    return (
        np.ascontiguousarray(degrees.swapaxes(0, 1), dtype=small),
        np.ascontiguousarray(votes.swapaxes(0, 1), dtype=small),
        seen.astype(small),
    )


def _by_customer(codes: NDArray[np.uint8], slab: Slab, kinds: int) -> Counts:
    """[k, T, C, kinds]: how many of each customer's persons have each code; `codes` is [k, T, P]."""
    layers, days, _ = codes.shape
    size = len(slab.customers)
    layer = np.arange(layers * days, dtype=np.int32).reshape(layers, days, 1) * size
    keys = (layer + slab.people.customer) * kinds + codes
    return np.bincount(keys.ravel(), minlength=layers * days * size * kinds).reshape(layers, days, size, kinds)


def _owners(slab: Slab, day: int) -> Ids:
    """[C]: the employee who owns each customer on the day, 0 for none."""
    table = slab.ownerships
    held = (table.start <= day) & (day < table.stop)
    owners = np.zeros(len(slab.customers), dtype=np.int64)
    owners[table.customer[held]] = table.employee[held]
    return owners


def _open_opportunities(slab: Slab, day: int) -> tuple[Counts, Amounts]:
    """[C], [C]: number and amount (in units) of the opportunities open on the day."""
    table = slab.opportunities
    opened = (table.opened <= day) & (day < table.closed)
    customer, size = table.customer[opened], len(slab.customers)
    amount = np.zeros(size, dtype=table.amount.dtype)
    np.add.at(amount, customer, table.amount[opened])
    return np.bincount(customer, minlength=size).astype(np.uint32), np.asarray(amount)


@dataclass(frozen=True, eq=False)
class Moment:
    """The customer-level state of the whole panel on one day."""

    degrees: Counts
    votes: Counts
    insighted: Counts
    exists: Flags
    owner: Ids
    opportunities: Counts
    amount: Amounts

    @cached_property
    def people(self) -> Counts:
        """[C]: key persons who count."""
        return np.asarray(self.degrees[0].sum(axis=1, dtype=np.int64))

    @cached_property
    def known(self) -> Counts:
        """[3, C]: persons whose degree is known."""
        return np.asarray(self.degrees[..., :5].sum(axis=2, dtype=np.int64))

    @cached_property
    def total(self) -> Counts:
        """[3, C]: sum of the known values."""
        return np.asarray(self.degrees[..., :5] @ np.arange(-2, 3))

    @cached_property
    def average(self) -> NDArray[np.float64]:
        """[3, C]: mean of the known values, NaN of none."""
        return averages(self.total, self.known)

    @cached_property
    def grade(self) -> NDArray[np.int8]:
        """[3, C]: codes of `GRADES`."""
        return grades(self.degrees)


def averages(total: Counts, known: Counts) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):
        return np.asarray(total / known, dtype=np.float64)


def grades(degrees: Counts) -> NDArray[np.int8]:
    """Codes of `GRADES` for counts [..., 6] by degree code: spec 1.5 for whole columns at once."""
    by_code = degrees.astype(np.int64)
    support, neutral, oppose = by_code[..., 3] + by_code[..., 4], by_code[..., 2], by_code[..., 0] + by_code[..., 1]
    known, total = support + neutral + oppose, by_code[..., :5] @ np.arange(-2, 3)
    excellent, good, medium, poor, ungraded = range(5)
    tests = [
        (known == 0, ungraded),
        (2 * support > known, excellent),
        (2 * oppose > known, poor),
        ((support > oppose) | (oppose == 0), good),
        (oppose > support, medium),
        (total > 0, good),
    ]
    conditions, codes = zip(*tests, strict=True)
    return np.asarray(np.select(list(conditions), list(codes), default=medium), dtype=np.int8)


def moments(panel: Panel, days: Sequence[date], party: int) -> list[Moment]:
    """One moment per day; slabs compute what they have not memoised, several days at a time."""
    ordinals = [day.toordinal() for day in days]
    kept = {day: panel.memo.get(("moment", day, party)) for day in ordinals}
    missing = [day for day, moment in kept.items() if moment is None]
    if missing:
        of_slabs = [slab_moments(slab, missing, party) for slab in panel.slabs]
        for t, day in enumerate(missing):
            kept[day] = panel.memo.put(("moment", day, party), _joined([of_slab[t] for of_slab in of_slabs]))
    return [kept[day] for day in ordinals]  # type: ignore[misc]  # none is missing any more


def moment(panel: Panel, day: date, party: int) -> Moment:
    return moments(panel, [day], party)[0]


NO_CUSTOMERS: Final = Moment(
    degrees=np.zeros((3, 0, 6), np.uint16),
    votes=np.zeros((2, 0, 3), np.uint16),
    insighted=np.zeros(0, np.uint16),
    exists=np.zeros(0, np.bool_),
    owner=np.zeros(0, np.int64),
    opportunities=np.zeros(0, np.uint32),
    amount=np.zeros(0, np.int64),
)


def _joined(parts: list[SlabMoment]) -> Moment:
    if not parts:
        return NO_CUSTOMERS
    return Moment(
        degrees=np.concatenate([part.degrees for part in parts], axis=1),
        votes=np.concatenate([part.votes for part in parts], axis=1),
        insighted=np.concatenate([part.insighted for part in parts]),
        exists=np.concatenate([part.exists for part in parts]),
        owner=np.concatenate([part.owner for part in parts]),
        opportunities=np.concatenate([part.opportunities for part in parts]),
        amount=np.concatenate([part.amount for part in parts]),
    )
