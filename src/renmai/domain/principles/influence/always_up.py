"""持續提升 of the influence line: through relationships, known persons think better of us.

Found: a mean of the known persons that is lower than in the previous period or a year ago.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule
from renmai.domain.principles.cases import ViewCase
from renmai.domain.principles.falls import falls


def find(case: ViewCase, policy: Policy) -> Finding | None:
    del policy
    return falls(case.averages)


RULE = Rule(Line.INFLUENCE, Principle.ALWAYS_UP, find)
