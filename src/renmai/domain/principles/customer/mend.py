"""補全短板: who opposes in a degree is raised at least to neutral.

Found: a person with a degree below 0; the evidence names each of them.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import PersonCase


def find(case: PersonCase, policy: Policy) -> Finding | None:
    del policy
    negative = case.attitude.negative
    return Finding(Urgency.AGAINST_US, {"degrees": negative}) if negative else None


RULE = Rule(Line.CUSTOMER, Principle.MEND, find)
