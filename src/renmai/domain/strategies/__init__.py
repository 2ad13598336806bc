"""The five strategies: which hold for a customer, and which one is recommended (spec 1.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from renmai.domain.policy import Policy
from renmai.domain.strategies import acquire, grow, retain, watch, win_back
from renmai.domain.strategies.base import CustomerCase, PreconditionCode, Preconditions, Strategy, StrategyRule

RULES: Final[tuple[StrategyRule, ...]] = (acquire.RULE, grow.RULE, retain.RULE, win_back.RULE, watch.RULE)
"""The whole family, in the order of `Strategy`."""

UNDECIDED: Final = "undecided"

MISSING_WHEN_UNDECIDED: Final = (
    PreconditionCode.CHAIN_MEMBERS,
    PreconditionCode.CHAIN_COMPLETENESS,
    PreconditionCode.MAP_PEOPLE,
    PreconditionCode.MAP_COMPLETENESS,
    PreconditionCode.GRADES_GOOD,
)
"""What one can work on; a poor grade or a sharp drop is nothing one would wish for."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The strategy for a customer, None: undecided, and then `missing` says what stands in the way."""

    strategy: Strategy | None
    missing: Preconditions = ()

    @property
    def name(self) -> str:
        return UNDECIDED if self.strategy is None else self.strategy.value


@dataclass(frozen=True, slots=True)
class Fit:
    """How every strategy fits one customer."""

    preconditions: Mapping[Strategy, Preconditions]
    holds: Mapping[Strategy, bool]
    recommendation: Recommendation


def fit(case: CustomerCase, policy: Policy) -> Fit:
    """Test all five strategies on one customer."""
    tested = {rule.strategy: rule.preconditions(case, policy) for rule in RULES}
    holding = {rule.strategy: rule.holds(tested[rule.strategy]) for rule in RULES}
    strategy = _first(holding, case.contribution.high)
    missing = _missing(tested) if strategy is None else ()
    return Fit(tested, holding, Recommendation(strategy, missing))


def recommend(case: CustomerCase, policy: Policy) -> Recommendation:
    """The first strategy that applies, or undecided with what is missing."""
    return fit(case, policy).recommendation


def _first(holding: Mapping[Strategy, bool], contribution_high: bool) -> Strategy | None:
    better = (Strategy.RETAIN, Strategy.GROW) if contribution_high else (Strategy.GROW, Strategy.RETAIN)
    order = (Strategy.ACQUIRE, Strategy.WIN_BACK, Strategy.WATCH, *better)
    return next((strategy for strategy in order if holding[strategy]), None)


def _missing(tested: Mapping[Strategy, Preconditions]) -> Preconditions:
    unmet = {each.code: each for each in (*tested[Strategy.GROW], *tested[Strategy.RETAIN]) if not each.met}
    if PreconditionCode.CHAIN_MEMBERS in unmet:
        unmet.pop(PreconditionCode.CHAIN_COMPLETENESS, None)
    return tuple(unmet[code] for code in MISSING_WHEN_UNDECIDED if code in unmet)
