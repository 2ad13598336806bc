"""One decision chain by itself: how every party stands with its members, and why it reads as it does (spec 1.6).

Every `panel` here holds the opportunity's customer only (`customer.alone`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from renmai.analytics import decision_chain_line, stale
from renmai.analytics import states as st
from renmai.analytics.chain_moment import live_members
from renmai.analytics.facts import Competitor, States
from renmai.analytics.key_person import known_features
from renmai.analytics.metric import ratio
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Positions
from renmai.domain.policy import Policy
from renmai.domain.reading import Fact, FactCode, Member, Reading, facts, reading
from renmai.domain.stance import DEGREES, FEATURES

OURS: Final = 0
NOBODY: Final = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Standing:
    """Per degree the mean of the known values (None of none) and their number, over `members`."""

    average: tuple[float | None, ...]
    known: tuple[int, ...]
    members: int


def standings(panel: Panel, day: date, opportunity: str) -> dict[Competitor | None, Standing]:
    """Ours (None) and every competitor's of whom anything is known, open or not; empty without members."""
    slab, at = panel.slabs[0], day.toordinal()
    people = _people(panel, day, opportunity)
    if not len(people):
        return {}
    ours = slab_moments(slab, [at], OURS)[0].states[people]
    rivals = [one for one in panel.roster.competitors if one.id in slab.attitudes]
    of_rivals = {one: _standing(slab_moments(slab, [at], one.id)[0].states[people]) for one in rivals}
    return {None: _standing(ours), **{one: found for one, found in of_rivals.items() if any(found.known)}}


def _people(panel: Panel, day: date, opportunity: str) -> Positions:
    """The positions of the members who count on the day, by code."""
    slab = panel.slabs[0]
    found = np.flatnonzero(slab.opportunities.code == opportunity)
    states = slab_moments(slab, [day.toordinal()], OURS)[0].states
    return live_members(slab, int(found[0]), states) if len(found) else NOBODY


def _standing(states: States) -> Standing:
    known = st.DEGREE_KNOWN[:, states].sum(axis=1).tolist()
    total = st.STANCE[:, states].sum(axis=1, dtype=np.int64).tolist()
    return Standing(tuple(ratio(total[d], known[d]) for d in range(len(DEGREES))), tuple(known), len(states))


def leads(panel: Panel, day: date, opportunity: str) -> Mapping[str, float | None]:
    """Per degree our average minus the best competitor's, open or not; None without both."""
    return decision_chain_line.lead(panel, panel.slabs[0], _people(panel, day, opportunity), day.toordinal())


def members_on(panel: Panel, day: date, opportunity: str) -> list[Member]:
    """The members who count on the day, as they stand towards us, by code."""
    slab = panel.slabs[0]
    states = slab_moments(slab, [day.toordinal()], OURS)[0].states
    return [
        decision_chain_line.member_of(str(slab.people.code[at]), int(states[at]))
        for at in _people(panel, day, opportunity).tolist()
    ]


def features_known(panel: Panel, day: date, opportunity: str) -> tuple[int, int]:
    """Known features of the members who count on the day, and how many there are to be known."""
    people = _people(panel, day, opportunity)
    return int(known_features(panel.slabs[0], day.toordinal())[people].sum()), FEATURES * len(people)


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact of a reading with what decides it.

    `mean` is the person's, `limit` the policy's number that it does not reach (or falls to),
    `unknown` the degrees that nobody knows. `said_on` is the day of the assessment that holds, None
    where nothing was said of the person, or nobody is meant.
    """

    fact: Fact
    mean: float | None = None
    limit: float | None = None
    unknown: tuple[str, ...] = ()
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    reading: Reading
    reasons: tuple[Reason, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(one.fact for one in self.reasons)


def verdict_on(panel: Panel, day: date, opportunity: str) -> Verdict | None:
    """How the chain reads on the day and why; None while it is not open, or nobody of it counts."""
    members = members_on(panel, day, opportunity) if _is_open(panel, day, opportunity) else []
    if not members:
        return None
    found = facts(members, panel.policy)
    by_code, said = {one.code: one for one in members}, _said_on(panel, day)
    return Verdict(reading(found), tuple(_reason(one, by_code, said, panel.policy) for one in found))


def _is_open(panel: Panel, day: date, opportunity: str) -> bool:
    table, at = panel.slabs[0].opportunities, day.toordinal()
    return bool(((table.code == opportunity) & (table.opened <= at) & (at < table.closed)).any())


def _said_on(panel: Panel, day: date) -> dict[str, date]:
    """By key person the day of the assessment towards us that holds."""
    slab = panel.slabs[0]
    days = stale.assessed(slab, day.toordinal()).tolist()
    pairs = zip(slab.people.code.tolist(), days, strict=True)
    return {code: date.fromordinal(said) for code, said in pairs if said != stale.NEVER_ASSESSED}


LIMITS: Final = {
    FactCode.VETO_OPPOSED: "blocked_mean",
    FactCode.APPROVER_SHORT: "open_approver_mean",
    FactCode.VETO_NEGATIVE: "open_veto_mean",
}
"""The threshold that makes a mean a fact."""


def _reason(fact: Fact, members: Mapping[str, Member], said: Mapping[str, date], policy: Policy) -> Reason:
    if fact.person is None:
        return Reason(fact)
    member = members[fact.person]
    limit = policy.values()[LIMITS[fact.code]] if fact.code in LIMITS else None
    unknown = [degree for degree, value in zip(DEGREES, member.degrees, strict=True) if value is None]
    return Reason(
        fact,
        mean=member.mean if fact.code in LIMITS else None,
        limit=limit,
        unknown=tuple(unknown) if fact.code is FactCode.DEGREE_UNKNOWN else (),
        said_on=said.get(fact.person),
    )
