"""The reading of all decision chains at once, as a column (spec 1.6).

A member's facts depend on the packed state alone, so the rules of `domain.reading` are asked once
per state and policy; a chain has the facts of its members.
"""

from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Small
from renmai.analytics.moment import slab_moments
from renmai.analytics.next_actions.key_person import ATTITUDES
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.domain.policy import Policy
from renmai.domain.reading import Fact, FactCode, Member, Reading, facts, reading

READINGS: Final = tuple(Reading)
"""A reading's code is its place here."""
_OF_A_MEMBER: Final = tuple(code for code in FactCode if code is not FactCode.APPROVER_MISSING)
_APPROVES: Final = 1 << len(_OF_A_MEMBER)
"""The bit of a member who is a known approver."""
POLICIES_KEPT: Final = 8

Bits = NDArray[np.uint8]


def reading_codes(panel: Panel, day: date) -> Small:
    """[O]: codes of `READINGS` for every opportunity of the panel, with whoever of its members counts."""
    found = [readings_in(slab, day.toordinal(), panel.policy) for slab in panel.slabs]
    return np.concatenate([np.zeros(0, np.int8), *found])


def readings_in(slab: Slab, day: int, policy: Policy) -> Small:
    """[O] of one slab."""
    return np.asarray(_VERDICTS[_chain_bits(slab, day, _state_bits(_of_readings(policy)))])


def _chain_bits(slab: Slab, day: int, bits: Bits) -> Bits:
    """[O]: the bits of all members of each opportunity together."""
    states = slab_moments(slab, [day], 0)[0].states
    found = np.zeros(len(slab.opportunities), dtype=np.uint8)
    np.bitwise_or.at(found, slab.members.opportunity, bits[states[slab.members.person]])
    return found


def _of_readings(policy: Policy) -> Policy:
    """The policy with defaults wherever readings do not look: other thresholds ask nobody anew."""
    return Policy(policy.blocked_mean, policy.open_approver_mean, policy.open_veto_mean)


@lru_cache(maxsize=POLICIES_KEPT)
def _state_bits(policy: Policy) -> Bits:
    """[states]: which facts a member in that state gives; nothing of one who does not count."""
    members = (Member("", attitude.degrees, attitude.veto, attitude.approver) for attitude in ATTITUDES)
    of_states = [_bits({fact.code for fact in facts([member], policy)}) for member in members]
    return np.array([*of_states, 0], dtype=np.uint8)


def _bits(codes: set[FactCode]) -> int:
    own = sum(1 << bit for bit, code in enumerate(_OF_A_MEMBER) if code in codes)
    return own if FactCode.APPROVER_MISSING in codes else own | _APPROVES


def _verdict(bits: int) -> int:
    found = [Fact(code) for bit, code in enumerate(_OF_A_MEMBER) if bits >> bit & 1]
    missing = [] if bits & _APPROVES else [Fact(FactCode.APPROVER_MISSING)]
    return READINGS.index(reading([*found, *missing]))


_VERDICTS: Final = np.array([_verdict(bits) for bits in range(2 * _APPROVES)], dtype=np.int8)
assert len(ATTITUDES) == st.ABSENT  # noqa: S101 the table of states has one more, for whoever does not count
