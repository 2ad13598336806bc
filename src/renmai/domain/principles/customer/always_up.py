"""持續提升 of the customer line: the three averages rise; a fall has a found and answered cause.

Found: a customer whose average of a degree is lower than in the previous period or a year ago.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule
from renmai.domain.principles.cases import AccountCase
from renmai.domain.principles.falls import falls


def find(case: AccountCase, policy: Policy) -> Finding | None:
    del policy
    return falls(case.averages)


RULE = Rule(Line.CUSTOMER, Principle.ALWAYS_UP, find)
