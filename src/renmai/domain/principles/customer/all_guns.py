"""火力全開: at a focus customer everything is in use.

Found: a focus customer without an owner (the account role of the 鐵三角), without a strategy that
fits, or without any activity within `stale_days`. Solution and delivery roles, chosen strategies
and plans are not recorded anywhere yet, so nothing is said about them.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import ResourceCase


def find(case: ResourceCase, policy: Policy) -> Finding | None:
    idle = case.days_since_activity is None or case.days_since_activity > policy.stale_days
    gaps = {"owner": case.owner is None, "strategy": case.strategy is None, "activity": idle}
    unused = [name for name, gap in gaps.items() if gap]
    if not case.focus or not unused:
        return None
    return Finding(
        Urgency.MISSING,
        {"unused": unused, "days_since_activity": case.days_since_activity, "at_most": policy.stale_days},
    )


RULE = Rule(Line.CUSTOMER, Principle.ALL_GUNS, find)
