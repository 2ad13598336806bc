"""一馬當先: in a focus opportunity we lead the competitors in at least one degree.

Found: a focus opportunity in which no degree has a lead above 0; a degree in which nobody can be
compared leads nowhere.
"""

from renmai.domain.policy import DIGITS, Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import ChainCase
from renmai.domain.stance import DEGREES


def find(case: ChainCase, policy: Policy) -> Finding | None:
    del policy
    compared = [lead for lead in case.lead if lead is not None]
    if not case.focus or any(round(lead, DIGITS) > 0 for lead in compared):
        return None
    return Finding(
        Urgency.AGAINST_US if compared else Urgency.MISSING,
        {"members": case.members, "lead": dict(zip(DEGREES, case.lead, strict=True))},
    )


RULE = Rule(Line.CUSTOMER, Principle.AHEAD, find)
