"""全員摸底: the influence of every employee, sales or not, is collected.

Found: an employee whose answer an open survey waits for. Without a survey a recorded influence is the only
sign that somebody was asked: then an employee is found of whom none was ever recorded.
"""

from renmai.domain.evidence import Evidence
from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import EmployeeCase


def find(case: EmployeeCase, policy: Policy) -> Finding | None:
    del policy
    evidence: Evidence = {"influences": case.influences, "sales": case.sales}
    if case.asked is None:
        return None if case.influences else Finding(Urgency.MISSING, evidence)
    return Finding(Urgency.MISSING, {**evidence, "asked": True}) if case.asked else None


RULE = Rule(Line.INFLUENCE, Principle.ASK_EVERYONE, find)
