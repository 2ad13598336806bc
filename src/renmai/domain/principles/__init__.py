"""The principles: rules that find who or what, and why now (spec 1.8).

Every rule reads one kind of case; `next_actions` runs them all and ranks what they find.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from renmai.domain.policy import Policy
from renmai.domain.principles import customer, influence
from renmai.domain.principles.base import (
    CaseT,
    Line,
    NextAction,
    Principle,
    Rule,
    SubjectType,
    priority,
    rank,
)
from renmai.domain.principles.cases import AccountCase, ChainCase, EmployeeCase, PersonCase, ResourceCase, ViewCase

FAMILIES: Final[Mapping[SubjectType, Sequence[Rule[Any]]]] = {
    SubjectType.KEY_PERSON: (*customer.PERSON_RULES, *influence.PERSON_RULES),
    SubjectType.OPPORTUNITY: customer.CHAIN_RULES,
    SubjectType.CUSTOMER: (*customer.RESOURCE_RULES, *customer.ACCOUNT_RULES),
    SubjectType.EMPLOYEE: influence.EMPLOYEE_RULES,
    SubjectType.VIEW: influence.VIEW_RULES,
}
"""The rules by the type of subject that their cases are about."""
RULES: Final[Mapping[tuple[Line, Principle], tuple[SubjectType, Rule[Any]]]] = {
    (rule.line, rule.principle): (subject, rule) for subject, family in FAMILIES.items() for rule in family
}


@dataclass(frozen=True, slots=True)
class Cases:
    """Everything that a view has to look at on one day."""

    people: Iterable[PersonCase] = ()
    chains: Iterable[ChainCase] = ()
    resources: Iterable[ResourceCase] = ()
    accounts: Iterable[AccountCase] = ()
    employees: Iterable[EmployeeCase] = ()
    views: Iterable[ViewCase] = ()


def next_actions(cases: Cases, policy: Policy) -> list[NextAction]:
    """All actions that the principles find, the most pressing first (see `base` for the order)."""
    found = chain(
        _found(cases.people, (*customer.PERSON_RULES, *influence.PERSON_RULES), policy),
        _found(cases.chains, customer.CHAIN_RULES, policy),
        _found(cases.resources, customer.RESOURCE_RULES, policy),
        _found(cases.accounts, customer.ACCOUNT_RULES, policy),
        _found(cases.employees, influence.EMPLOYEE_RULES, policy),
        _found(cases.views, influence.VIEW_RULES, policy),
    )
    return sorted(found, key=rank)


def _found(cases: Iterable[CaseT], rules: Sequence[Rule[CaseT]], policy: Policy) -> Iterator[NextAction]:
    for case in cases:
        findings = [(rule, found) for rule in rules if (found := rule.find(case, policy)) is not None]
        if findings:
            subject, customer, stakes = case.subject, case.customer, case.stakes
            for rule, (urgency, evidence) in findings:
                at = priority(urgency, stakes)
                yield NextAction(rule.principle, rule.line, subject, customer, evidence, at, stakes.amount)
