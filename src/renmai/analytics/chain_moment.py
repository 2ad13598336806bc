"""The state of every decision chain on a day, towards one party (spec 1.6).

Shapes: O opportunities, C customers, P persons of a slab.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Amounts, Flags
from renmai.analytics.moment import Counts, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab


@dataclass(frozen=True, slots=True, eq=False)
class ChainMoment:
    """`live` [O]: open on the day with at least one member who counts; `degrees` [3, 6, O] counts
    its members by degree code; `deciders` [P]: persons who are a member of some live chain."""

    live: Flags
    degrees: Counts
    deciders: Flags


def chain_moment(slab: Slab, day: int, party: int) -> ChainMoment:
    return slab.memo.through(("chains", day, party), lambda: _compute(slab, day, party))


def _compute(slab: Slab, day: int, party: int) -> ChainMoment:
    states = slab_moments(slab, [day], party)[0].states
    opened = (slab.opportunities.opened <= day) & (day < slab.opportunities.closed)
    rows = np.flatnonzero(opened[slab.members.opportunity] & (states[slab.members.person] != st.ABSENT))
    opportunity, person = slab.members.opportunity[rows], slab.members.person[rows]
    deciders = np.zeros(len(slab.people), dtype=np.bool_)
    deciders[person] = True
    size = len(slab.opportunities)
    layer = np.arange(3, dtype=np.int64)[:, None] * 6
    keys = (layer + st.DEGREE_CODE[:, states[person]]) * size + opportunity
    degrees = np.bincount(keys.ravel(), minlength=3 * 6 * size).reshape(3, 6, size).astype(np.uint32)
    return ChainMoment(degrees[0].sum(axis=0) > 0, degrees, deciders)


def live_members(slab: Slab, opportunity: int, states: NDArray[np.uint16]) -> NDArray[np.int32]:
    """The positions of the members of one chain who count on the day of `states`, by code."""
    first, last = np.searchsorted(slab.members.opportunity, [opportunity, opportunity + 1])
    person = slab.members.person[first:last]
    return np.asarray(person[states[person] != st.ABSENT])


@dataclass(frozen=True, eq=False)
class Chains:
    """The live chains of the whole panel on a day: columns over their places.

    `place` counts the opportunities of the panel; `degrees` [3, 6, chains] counts the members and
    `deciders` [3, 6] the distinct members of all chains by degree code.
    """

    place: NDArray[np.intp]
    degrees: Counts
    amount: Amounts
    deciders: Counts


def chains_in(panel: Panel, day: date, party: int, customers: Flags) -> Chains:
    """The live chains of the chosen customers [C] of the panel."""
    parts = [
        _chains_of(slab, chain_moment(slab, day.toordinal(), party), day.toordinal(), party, customers[run])
        for slab, run in zip(panel.slabs, _runs(panel.customer_offsets), strict=True)
    ]
    return Chains(
        place=_concatenated([part.place + panel.opportunity_offsets[n] for n, part in enumerate(parts)], np.intp),
        degrees=np.concatenate([np.zeros((3, 6, 0), np.uint32), *(part.degrees for part in parts)], axis=-1),
        amount=_concatenated([part.amount for part in parts], np.int64),
        deciders=np.sum([np.zeros((3, 6), np.int64), *(part.deciders for part in parts)], axis=0),
    )


def _runs(offsets: list[int]) -> list[slice]:
    return [slice(first, last) for first, last in pairwise(offsets)]


def _concatenated(parts: Sequence[NDArray[Any]], empty: type) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, empty)


def _chains_of(slab: Slab, at: ChainMoment, day: int, party: int, customers: Flags) -> Chains:
    places = np.flatnonzero(at.live & customers[slab.opportunities.customer])
    chosen = at.deciders & customers[slab.people.customer]
    states = slab_moments(slab, [day], party)[0].states[chosen]
    deciders = np.stack([np.bincount(st.DEGREE_CODE[d, states], minlength=6)[:6] for d in range(3)])
    return Chains(places, at.degrees[..., places], slab.opportunities.amount[places], deciders)
