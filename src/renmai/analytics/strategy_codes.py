"""The recommended strategy of all customers at once, as a column (spec 1.7).

The preconditions are tested on columns here; how they combine is looked up in a table that the
rules of `domain.strategies` fill. A test holds every customer's code against the rules themselves.
"""

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.facts import Flags, Small
from renmai.analytics.moment import GRADES
from renmai.analytics.panel import Panel
from renmai.analytics.strategy_fit import Cases, Contributions, cases_of
from renmai.domain.grade import Grade
from renmai.domain.policy import DIGITS, Policy
from renmai.domain.question import Question
from renmai.domain.stance import FEATURES
from renmai.domain.strategies import UNDECIDED, recommended_by
from renmai.domain.strategies.base import PreconditionCode, Strategy
from renmai.domain.strategies.retain import GOOD

STRATEGIES: Final = (*(strategy.value for strategy in Strategy), UNDECIDED)
"""A strategy's code is its place here."""
_CODES: Final = tuple(PreconditionCode)


def strategy_codes(panel: Panel, question: Question) -> Small:
    """[C]: codes of `STRATEGIES` for every customer of the panel, towards us whatever the party."""
    cases = cases_of(panel, question)
    met = _met(cases, panel.policy)
    place = sum((met[code].astype(np.int16) << bit for bit, code in enumerate(_CODES)), np.int16(0))
    return np.asarray(_table()[place])


def contributes_much(contribution: Contributions) -> Flags:
    """[C]: what `Contributions.of` says of one customer."""
    by_rank = (contribution.rank > 0) & (contribution.rank <= contribution.leading)
    by_hand = contribution.by_hand
    return np.asarray(np.where(by_hand == f.UNSET, by_rank, by_hand == f.HIGH))


@cache
def _table() -> Small:
    """[2 ** preconditions]: the recommendation where the set bits are met."""
    sets = ({code for bit, code in enumerate(_CODES) if place >> bit & 1} for place in range(1 << len(_CODES)))
    found = (recommended_by(met) for met in sets)
    return np.array([STRATEGIES.index(UNDECIDED if one is None else one.value) for one in found], dtype=np.int8)


def _met(cases: Cases, policy: Policy) -> dict[PreconditionCode, Flags]:
    people, (known, members, members_known) = cases.at[0].people, cases.features
    share = _completeness(known, people)
    grade = cases.at[0].grade
    return {
        PreconditionCode.FEW_PEOPLE: people <= policy.acquire_people,
        PreconditionCode.FEATURES_MISSING: ~_reach(share, 1.0),
        PreconditionCode.CHAIN_MEMBERS: members > 0,
        PreconditionCode.CHAIN_COMPLETENESS: _reach(
            _completeness(members_known, members), policy.grow_chain_completeness
        ),
        PreconditionCode.MAP_PEOPLE: people >= policy.map_people,
        PreconditionCode.MAP_COMPLETENESS: _reach(share, policy.map_completeness),
        PreconditionCode.CONTRIBUTION_NOT_HIGH: ~contributes_much(cases.contribution),
        PreconditionCode.GRADES_GOOD: np.isin(grade, [GRADES.index(good) for good in GOOD]).all(axis=0),
        PreconditionCode.GRADE_POOR: (grade == GRADES.index(Grade.POOR)).any(axis=0),
        PreconditionCode.SHARP_DROP: _dropped(cases, policy),
    }


def _dropped(cases: Cases, policy: Policy) -> Flags:
    now, *before = (at.average for at in cases.at)
    # An unknown average is NaN, and NaN reaches nothing.
    falls = [_reach(earlier - now, policy.sharp_drop) for earlier in before]
    return np.asarray(np.any(falls, axis=(0, 1)))


def _completeness(known: NDArray[Any], people: NDArray[Any]) -> NDArray[np.float64]:
    """Known features / (7 × people); 0 for no people."""
    share = np.zeros(len(known), dtype=np.float64)
    np.divide(known, FEATURES * people, out=share, where=people > 0)
    return share


def _reach(values: NDArray[np.float64], threshold: float) -> Flags:
    return np.asarray(np.round(values, DIGITS) >= round(threshold, DIGITS))
