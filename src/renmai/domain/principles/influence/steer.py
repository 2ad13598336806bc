"""數字化監控 of the influence line: potential and contribution show what to do next.

Found: a figure that fell since the previous period, or, for the whole company, one below the target
of the policy. Low potential: the survey is not thorough. Low contribution: the network is not used.
"""

from collections.abc import Iterator

from renmai.domain.evidence import Evidence
from renmai.domain.policy import Policy, at_least
from renmai.domain.principles.base import Finding, Line, Principle, Rule, Urgency
from renmai.domain.principles.cases import Step, ViewCase


def find(case: ViewCase, policy: Policy) -> Finding | None:
    worse = list(_worse(case, policy))
    return Finding(Urgency.WORTH_A_LOOK, {"worse": worse}) if worse else None


def _worse(case: ViewCase, policy: Policy) -> Iterator[Evidence]:
    for step in case.figures:
        told = {"indicator": step.name, "now": step.now, "previous": step.previous}
        target = _target(step, policy) if case.whole_company else 0.0
        if step.now is not None and not at_least(step.now, target):
            yield {**told, "target": target}
        elif step.fell:
            yield told


def _target(step: Step, policy: Policy) -> float:
    return policy.potential_target if step.name == "potential" else policy.contribution_target


RULE = Rule(Line.INFLUENCE, Principle.STEER, find)
