"""Win back 亡羊補牢: a customer drifting away returns (spec 1.7).

Holds if the map is complete and the average of a degree fell sharply against the previous period
or the year before; a missing average compares to nothing.
"""

from renmai.domain.policy import Policy, at_least
from renmai.domain.strategies.base import (
    CustomerCase,
    DegreeCase,
    Precondition,
    PreconditionCode,
    Preconditions,
    Strategy,
    StrategyRule,
    all_met,
    fell,
)


def preconditions(case: CustomerCase, policy: Policy, mapped: Preconditions) -> Preconditions:
    return (*mapped, _sharp_drop(case, policy))


def _sharp_drop(case: CustomerCase, policy: Policy) -> Precondition:
    facts = [
        {
            "degree": each.degree,
            "now": each.now,
            "previous": each.previous,
            "year_ago": each.year_ago,
            "met": _dropped(each, policy),
        }
        for each in case.degrees
    ]
    met = any(fact["met"] for fact in facts)
    return Precondition(PreconditionCode.SHARP_DROP, met, {"at_least": policy.sharp_drop, "degrees": facts})


def _dropped(case: DegreeCase, policy: Policy) -> bool:
    falls = (fell(case.previous, case.now), fell(case.year_ago, case.now))
    return any(fall is not None and at_least(fall, policy.sharp_drop) for fall in falls)


RULE = StrategyRule(Strategy.WIN_BACK, preconditions, all_met)
