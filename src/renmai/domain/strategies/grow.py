"""Grow 客戶提升: a customer of small contribution becomes one of large contribution (spec 1.7).

Holds if the open decision chains are known well enough, or if the map is complete and the
contribution is not high.
"""

from collections.abc import Sequence

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

BY_CHAIN = frozenset({PreconditionCode.CHAIN_MEMBERS, PreconditionCode.CHAIN_COMPLETENESS})


def preconditions(case: CustomerCase, policy: Policy, mapped: Preconditions) -> Preconditions:
    return (*_chain_known(case, policy), *mapped, _contribution_not_high(case))


def holds(tested: Sequence[Precondition]) -> bool:
    by_chain = [precondition for precondition in tested if precondition.code in BY_CHAIN]
    by_map = [precondition for precondition in tested if precondition.code not in BY_CHAIN]
    return all_met(by_chain) or all_met(by_map)


def _chain_known(case: CustomerCase, policy: Policy) -> Preconditions:
    share = case.chain_completeness
    return (
        Precondition(PreconditionCode.CHAIN_MEMBERS, case.chain_people > 0, {"members": case.chain_people}),
        Precondition(
            PreconditionCode.CHAIN_COMPLETENESS,
            at_least(share, policy.grow_chain_completeness),
            {
                "known": case.chain_known,
                "features": FEATURES * case.chain_people,
                "completeness": share,
                "at_least": policy.grow_chain_completeness,
            },
        ),
    )


def _contribution_not_high(case: CustomerCase) -> Precondition:
    contribution = case.contribution
    return Precondition(
        PreconditionCode.CONTRIBUTION_NOT_HIGH,
        not contribution.high,
        {
            "high": contribution.high,
            "by_hand": contribution.by_hand,
            "won": contribution.won,
            "rank": contribution.rank,
            "ranked": contribution.ranked,
        },
    )


RULE = StrategyRule(Strategy.GROW, preconditions, holds)
