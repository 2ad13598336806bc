"""火力全開: at a focus customer everything is in use.

Found: a focus customer without a strategy, chosen or recommended; with a role of the account team
運營鐵三角 that nobody fills; without an open planned step; or without any activity within `stale_days`.
"""

from collections.abc import Iterator

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import ResourceCase


def find(case: ResourceCase, policy: Policy) -> Finding | None:
    unused = list(_unused(case, policy)) if case.focus else []
    if not unused:
        return None
    return Finding(
        Urgency.MISSING,
        {"unused": unused, "days_since_activity": case.days_since_activity, "at_most": policy.stale_days},
    )


def _unused(case: ResourceCase, policy: Policy) -> Iterator[str]:
    if case.strategy is None:
        yield "strategy"
    yield from case.roles_missing
    if not case.open_steps:
        yield "plan"
    if case.days_since_activity is None or case.days_since_activity > policy.stale_days:
        yield "activity"


RULE = Rule(Line.CUSTOMER, Principle.ALL_GUNS, find)
