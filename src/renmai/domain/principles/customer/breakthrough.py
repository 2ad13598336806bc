"""重點突破 of the customer line: focus persons and holders of a vote get resources first.

Found: such a person of whom a degree or vote is unknown, or who opposes in a degree.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import PersonCase


def find(case: PersonCase, policy: Policy) -> Finding | None:
    del policy
    because = [*(["focus"] if case.focus else []), *case.attitude.votes_held]
    if not because:
        return None
    unknown, negative = case.attitude.unknown, case.attitude.negative
    if not unknown and not negative:
        return None
    return Finding(
        Urgency.AGAINST_US if negative else Urgency.MISSING,
        {"because": because, "unknown": unknown, "degrees": negative},
    )


RULE = Rule(Line.CUSTOMER, Principle.BREAKTHROUGH, find)
