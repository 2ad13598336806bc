"""數字化監控 of the influence line: potential and contribution show what to do next.

Found: a figure that fell since the previous period. No targets are kept yet; until they are, each
figure is held against its own past. Low potential: the survey is not thorough. Low contribution:
the network is not used.
"""

from renmai.domain.policy import Policy
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import ViewCase


def find(case: ViewCase, policy: Policy) -> Finding | None:
    del policy
    worse = [{"indicator": each.name, "now": each.now, "previous": each.previous} for each in case.figures if each.fell]
    return Finding(Urgency.WORTH_A_LOOK, {"worse": worse}) if worse else None


RULE = Rule(Line.INFLUENCE, Principle.STEER, find)
