"""Watch 以靜制動: wait with open eyes where a degree stands against us (spec 1.7).

Holds if the map is complete and at least one grade is poor.
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


def preconditions(case: CustomerCase, policy: Policy, mapped: Preconditions) -> Preconditions:
    del policy
    return (*mapped, _grade_poor(case))


def _grade_poor(case: CustomerCase) -> Precondition:
    facts: list[Evidence] = [
        {"degree": each.degree, "grade": str(each.grade), "known": each.known, "met": each.grade is Grade.POOR}
        for each in case.degrees
    ]
    return Precondition(PreconditionCode.GRADE_POOR, any(fact["met"] for fact in facts), {"degrees": facts})


RULE = StrategyRule(Strategy.WATCH, preconditions, all_met)
