"""Retain 客戶維系: a customer who stands well with us stays and keeps buying (spec 1.7).

Holds if the map is complete and all three grades are good or better; ungraded is not good.
"""

from renmai.domain.evidence import Evidence
from renmai.domain.grade import Grade
from renmai.domain.policy import Policy
from renmai.domain.strategies.base import (
    CustomerCase,
    Precondition,
    PreconditionCode,
    Preconditions,
    Strategy,
    StrategyRule,
    all_met,
)

GOOD = frozenset({Grade.EXCELLENT, Grade.GOOD})


def preconditions(case: CustomerCase, policy: Policy, mapped: Preconditions) -> Preconditions:
    del policy
    return (*mapped, _grades_good(case))


def _grades_good(case: CustomerCase) -> Precondition:
    facts: list[Evidence] = [
        {"degree": each.degree, "grade": str(each.grade), "known": each.known, "met": each.grade in GOOD}
        for each in case.degrees
    ]
    return Precondition(PreconditionCode.GRADES_GOOD, all(fact["met"] for fact in facts), {"degrees": facts})


RULE = StrategyRule(Strategy.RETAIN, preconditions, all_met)
