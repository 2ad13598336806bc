"""全員參與: an uninsighted person becomes insighted through an employee who can sway them.

Found: a person with an unknown degree or vote, and employees of ours to ask. `salesperson` says
whether one of them sells anyway; the principle matters most where none does.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import PersonCase


def find(case: PersonCase, policy: Policy) -> Finding | None:
    del policy
    if not case.allies:
        return None
    unknown = case.attitude.unknown
    if not unknown:
        return None
    return Finding(
        Urgency.MISSING,
        {
            "unknown": unknown,
            "employees": [ally.code for ally in case.allies],
            "salesperson": any(ally.sales for ally in case.allies),
        },
    )


RULE = Rule(Line.INFLUENCE, Principle.EVERYONE_HELPS, find)
