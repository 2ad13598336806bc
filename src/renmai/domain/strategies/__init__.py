"""The five strategies: which hold for a customer, and which one is recommended (spec 1.7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from renmai.domain.grade import Grade
from renmai.domain.policy import POLICY, Policy
from renmai.domain.stance import DEGREES
from renmai.domain.strategies import acquire, grow, retain, watch, win_back
from renmai.domain.strategies.base import (
    Contribution,
    CustomerCase,
    DegreeCase,
    Precondition,
    PreconditionCode,
    Preconditions,
    Strategy,
    StrategyRule,
    map_complete,
)

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
    mapped = map_complete(case, policy)
    tested = {rule.strategy: rule.preconditions(case, policy, mapped) for rule in RULES}
    holding = {rule.strategy: rule.holds(tested[rule.strategy]) for rule in RULES}
    strategy = _first(holding, case.contribution.high)
    missing = _missing(tested) if strategy is None else ()
    return Fit(tested, holding, Recommendation(strategy, missing))


def recommend(case: CustomerCase, policy: Policy) -> Recommendation:
    """The first strategy that applies, or undecided with what is missing."""
    return fit(case, policy).recommendation


def recommended_by(met: Collection[PreconditionCode]) -> Strategy | None:
    """What is recommended where exactly these preconditions are met: for whoever tests them for many at once."""
    holding = {
        strategy: rule.holds([Precondition(code, code in met, {}) for code in _CODES[strategy]])
        for strategy, rule in zip(Strategy, RULES, strict=True)
    }
    return _first(holding, PreconditionCode.CONTRIBUTION_NOT_HIGH not in met)


def _codes() -> dict[Strategy, tuple[PreconditionCode, ...]]:
    """What each rule tests, whatever the customer."""
    closeness, solution, price = (DegreeCase(degree, None, None, None, Grade.UNGRADED, 0) for degree in DEGREES)
    nobody = CustomerCase(
        0, 0, 0, 0, (closeness, solution, price), Contribution(high=False, by_hand=False, won=0, rank=None, ranked=0)
    )
    mapped = map_complete(nobody, POLICY)
    return {rule.strategy: tuple(each.code for each in rule.preconditions(nobody, POLICY, mapped)) for rule in RULES}


_CODES: Final = _codes()


def _first(holding: Mapping[Strategy, bool], contribution_high: bool) -> Strategy | None:
    better = (Strategy.RETAIN, Strategy.GROW) if contribution_high else (Strategy.GROW, Strategy.RETAIN)
    order = (Strategy.ACQUIRE, Strategy.WIN_BACK, Strategy.WATCH, *better)
    return next((strategy for strategy in order if holding[strategy]), None)


def _missing(tested: Mapping[Strategy, Preconditions]) -> Preconditions:
    unmet = {each.code: each for each in (*tested[Strategy.GROW], *tested[Strategy.RETAIN]) if not each.met}
    if PreconditionCode.CHAIN_MEMBERS in unmet:
        unmet.pop(PreconditionCode.CHAIN_COMPLETENESS, None)
    return tuple(unmet[code] for code in MISSING_WHEN_UNDECIDED if code in unmet)
