"""What the facts say of a customer that was taken over: whom the successor has met, what was assessed anew.

Every `panel` here holds that customer only (`customer.alone`). From the day of the handover on, that day included.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from renmai.analytics import states as st
from renmai.analytics.chain_moment import chain_moment
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.stale import NEVER_ASSESSED, assessed


@dataclass(frozen=True, slots=True)
class Progress:
    """Codes of key persons who count today.

    `met`: by the successor since. `members`: of the chains that are open. `stale`: whose degrees were stale on the
    day of the handover. `verified`: of these, who was assessed since. `deciders`: who holds a vote.
    """

    there: frozenset[str]
    met: frozenset[str]
    members: frozenset[str]
    stale: frozenset[str]
    verified: frozenset[str]
    deciders: frozenset[str]


def progress(panel: Panel, day: date, today: date, successor: int) -> Progress:
    """`day` is the first one of the successor, an employee by id."""
    slab, since, now = panel.slabs[0], day.toordinal(), today.toordinal()
    codes = slab.people.code
    states = slab_moments(slab, [now], 0)[0].states
    there = states != st.ABSENT
    last, before = assessed(slab, now), assessed(slab, since - 1)
    was_stale = there & (before != NEVER_ASSESSED) & (since - before > panel.policy.stale_days)
    votes = (st.VOTE_CODE[:, states] == st.YES).any(axis=0)
    contacts = slab.contacts
    met = (contacts.employee == successor) & (since <= contacts.day) & (contacts.day <= now)

    def named(chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> frozenset[str]:
        return frozenset(map(str, codes[chosen]))

    return Progress(
        there=named(there),
        met=frozenset(map(str, codes[contacts.person[met]])),
        members=named(there & chain_moment(slab, now, 0).deciders),
        stale=named(was_stale),
        verified=named(was_stale & (last >= since)),
        deciders=named(there & votes),
    )
