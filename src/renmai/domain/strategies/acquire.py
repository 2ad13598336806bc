"""Acquire 客戶獲取: a prospect of whom we know next to nobody (spec 1.7).

Holds with no key person, or with at most two whose features are not all known. Nobody means a
completeness of 0, so the first case is the second one at its limit.
"""

from renmai.domain.policy import Policy, at_least
from renmai.domain.stance import FEATURES
from renmai.domain.strategies.base import (
    CustomerCase,
    Precondition,
    PreconditionCode,
    Preconditions,
    Strategy,
    StrategyRule,
    all_met,
)


def preconditions(case: CustomerCase, policy: Policy, mapped: Preconditions) -> Preconditions:
    del mapped  # there is no map yet
    share = case.completeness
    return (
        Precondition(
            PreconditionCode.FEW_PEOPLE,
            case.key_people <= policy.acquire_people,
            {"key_people": case.key_people, "at_most": policy.acquire_people},
        ),
        Precondition(
            PreconditionCode.FEATURES_MISSING,
            not at_least(share, 1.0),
            {"known": case.known, "features": FEATURES * case.key_people, "completeness": share, "below": 1.0},
        ),
    )


RULE = StrategyRule(Strategy.ACQUIRE, preconditions, all_met)
