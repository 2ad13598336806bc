"""百分之百: at focus customers every key person is met and every feature is known.

Found: a person never met, or not within `stale_days`, or with a feature missing.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import PersonCase


def find(case: PersonCase, policy: Policy) -> Finding | None:
    days = case.days_since_contact
    if not case.customer_focus:
        return None
    missing = case.missing
    if not missing and days is not None and days <= policy.stale_days:
        return None
    return Finding(
        Urgency.MISSING,
        {"days_since_contact": days, "at_most": policy.stale_days, "missing": missing},
    )


RULE = Rule(Line.CUSTOMER, Principle.EVERY_PERSON, find)
