"""數字化監控 of the customer line: the three account indicators decide the direction (spec 1.9).

Found: a customer with an indicator that got worse since the previous period: fewer or smaller new
opportunities, a lower grade, fewer activities per open chain, more members without contact.
"""

from collections.abc import Iterator

from renmai.domain.evidence import Evidence
from renmai.domain.grade import Grade
from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import AccountCase

_ORDER: list[Grade] = [grade for grade in Grade if grade is not Grade.UNGRADED]


def find(case: AccountCase, policy: Policy) -> Finding | None:
    del policy
    worse = list(_worse(case))
    return Finding(Urgency.WORTH_A_LOOK, {"worse": worse}) if worse else None


def _worse(case: AccountCase) -> Iterator[Evidence]:
    steps = [*(each for each in case.indicators if each.fell), *(each for each in case.burdens if each.rose)]
    for step in steps:
        yield {"indicator": step.name, "now": step.now, "previous": step.previous}
    for degree, now, previous in case.grades:
        if previous is not None and _lower(now, previous):
            yield {"indicator": "grade", "degree": degree, "now": now.value, "previous": previous.value}


def _lower(now: Grade, previous: Grade) -> bool:
    """Whether both are given and the later one is worse; to lose every value is not to fall."""
    return Grade.UNGRADED not in (now, previous) and _ORDER.index(now) > _ORDER.index(previous)


RULE = Rule(Line.CUSTOMER, Principle.STEER, find)
