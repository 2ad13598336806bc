"""全員摸底: the influence of every employee, sales or not, is collected.

Found: an employee of whom no influence was ever recorded. There is no survey yet, so a recorded
influence is the only sign that somebody was asked.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import EmployeeCase


def find(case: EmployeeCase, policy: Policy) -> Finding | None:
    del policy
    if case.influences:
        return None
    return Finding(Urgency.MISSING, {"influences": case.influences, "sales": case.sales})


RULE = Rule(Line.INFLUENCE, Principle.ASK_EVERYONE, find)
