"""重點突破 of the influence line: in focus chains, use whom we know.

Found: a member of a focus opportunity's chain who is neutral or opposes in a degree, and whom an
employee of ours can sway.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import PersonCase


def find(case: PersonCase, policy: Policy) -> Finding | None:
    del policy
    if not case.focus_chains or not case.allies:
        return None
    degrees = case.attitude.not_positive
    if not degrees:
        return None
    return Finding(
        Urgency.AGAINST_US if case.attitude.negative else Urgency.MISSING,
        {
            "opportunities": list(case.focus_chains),
            "degrees": degrees,
            "employees": [ally.code for ally in case.allies],
        },
    )


RULE = Rule(Line.INFLUENCE, Principle.BREAKTHROUGH, find)
