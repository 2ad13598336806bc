"""One decision chain by itself: how every party stands with its members on a day (spec 1.6)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from renmai.analytics import states as st
from renmai.analytics.chain_moment import live_members
from renmai.analytics.facts import Competitor, States
from renmai.analytics.metric import ratio
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.domain.stance import DEGREES

OURS: Final = 0
NOBODY: Final = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Standing:
    """Per degree the mean of the known values (None of none) and their number, over `members`."""

    average: tuple[float | None, ...]
    known: tuple[int, ...]
    members: int


def standings(panel: Panel, day: date, opportunity: str) -> dict[Competitor | None, Standing]:
    """Ours (None) and every competitor's of whom anything is known, open or not; empty without members.

    `panel` holds the opportunity's customer only.
    """
    slab, at = panel.slabs[0], day.toordinal()
    found = np.flatnonzero(slab.opportunities.code == opportunity)
    ours = slab_moments(slab, [at], OURS)[0].states
    people = live_members(slab, int(found[0]), ours) if len(found) else NOBODY
    if not len(people):
        return {}
    rivals = [one for one in panel.roster.competitors if one.id in slab.attitudes]
    of_rivals = {one: _standing(slab_moments(slab, [at], one.id)[0].states[people]) for one in rivals}
    return {None: _standing(ours[people]), **{one: found for one, found in of_rivals.items() if any(found.known)}}


def _standing(states: States) -> Standing:
    known = st.DEGREE_KNOWN[:, states].sum(axis=1).tolist()
    total = st.STANCE[:, states].sum(axis=1, dtype=np.int64).tolist()
    return Standing(tuple(ratio(total[d], known[d]) for d in range(len(DEGREES))), tuple(known), len(states))
