"""What holds of next actions whatever the facts are."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renmai.domain.grade import Grade
from renmai.domain.policy import POLICY
from renmai.domain.principles import Cases, customer, influence, next_actions
from renmai.domain.principles.base import Line, Principle, Rule, rank
from renmai.domain.principles.cases import (
    AccountCase,
    Ally,
    Attitude,
    ChainCase,
    EmployeeCase,
    GradeMove,
    Movement,
    PersonCase,
    ResourceCase,
    Step,
    ViewCase,
)
from renmai.domain.stance import DEGREES, VoteAnswer
from tests.domain.plain import is_plain

codes = st.sampled_from(["A", "B", "甲"])
degrees = st.none() | st.integers(-2, 2)
days = st.none() | st.integers(0, 200)
amounts = st.sampled_from([0.0, 1.5, 2.0, 1e18])
numbers = st.none() | st.integers(-3, 3)
triples = st.tuples(degrees, degrees, degrees)


def movements(*names: str) -> st.SearchStrategy[tuple[Movement, ...]]:
    return st.tuples(*(st.builds(Movement, st.just(name), numbers, numbers, numbers) for name in names))


def steps(*names: str) -> st.SearchStrategy[tuple[Step, ...]]:
    return st.tuples(*(st.builds(Step, st.just(name), numbers, numbers) for name in names))


people = st.builds(
    PersonCase,
    code=codes,
    name=st.just("某人"),
    customer=codes,
    focus=st.booleans(),
    customer_focus=st.booleans(),
    attitude=st.builds(Attitude, triples, st.sampled_from(VoteAnswer), st.sampled_from(VoteAnswer)),
    reporting_line=st.booleans(),
    influence=st.booleans(),
    days_since_contact=days,
    allies=st.lists(st.builds(Ally, codes, st.booleans()), max_size=2).map(tuple),
    focus_chains=st.lists(codes, max_size=2, unique=True).map(tuple),
    amount=amounts,
)
chains = st.builds(
    ChainCase,
    code=codes,
    name=st.just("某商机"),
    customer=codes,
    focus=st.booleans(),
    amount=amounts,
    members=st.integers(0, 9),
    lead=triples,
)
resources = st.builds(
    ResourceCase,
    code=codes,
    name=st.just("某客户"),
    focus=st.booleans(),
    amount=amounts,
    strategy=st.none() | st.just("grow"),
    roles_missing=st.sampled_from([(), ("delivery",), ("account", "solution")]),
    open_steps=st.integers(0, 2),
    days_since_activity=days,
)
accounts = st.builds(
    AccountCase,
    code=codes,
    name=st.just("某客户"),
    focus=st.booleans(),
    amount=amounts,
    averages=movements(*DEGREES),
    grades=st.tuples(
        *(st.builds(GradeMove, st.just(d), st.sampled_from(Grade), st.none() | st.sampled_from(Grade)) for d in DEGREES)
    ),
    indicators=steps("captured_count", "activities_per_chain"),
    burdens=steps("untouched_members"),
)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other work meanwhile draws slowly, which says nothing of the rules."""
employees = st.builds(EmployeeCase, codes, st.just("某员工"), st.booleans(), st.integers(0, 2))
views = st.builds(ViewCase, st.just("company"), st.just(""), steps("potential"), movements(*DEGREES))
cases = st.builds(
    Cases,
    people=st.lists(people, max_size=4, unique_by=lambda case: case.code),
    chains=st.lists(chains, max_size=3, unique_by=lambda case: case.code),
    resources=st.lists(resources, max_size=3, unique_by=lambda case: case.code),
    accounts=st.lists(accounts, max_size=3, unique_by=lambda case: case.code),
    employees=st.lists(employees, max_size=3, unique_by=lambda case: case.code),
    views=st.lists(views, max_size=1),
)


@patient
@given(cases)
def test_every_action_has_evidence_and_a_priority(facts: Cases) -> None:
    for action in next_actions(facts, POLICY):
        assert action.evidence
        assert any(value not in (None, [], {}) for value in action.evidence.values())
        assert 0 <= action.priority <= 6


@patient
@given(cases)
def test_evidence_is_codes_and_numbers(facts: Cases) -> None:
    assert all(is_plain(action.evidence) for action in next_actions(facts, POLICY))


@patient
@given(cases)
def test_no_subject_gets_the_same_action_twice(facts: Cases) -> None:
    keys = [
        (action.line, action.principle, action.subject.type, action.subject.code)
        for action in next_actions(facts, POLICY)
    ]
    assert len(set(keys)) == len(keys)


@patient
@given(cases, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_of_the_facts(facts: Cases, shuffler: random.Random) -> None:
    people, accounts = list(facts.people), list(facts.accounts)
    shuffler.shuffle(people)
    shuffler.shuffle(accounts)
    again = replace(facts, people=people, accounts=accounts)
    assert next_actions(again, POLICY) == next_actions(facts, POLICY)
    assert len({rank(action) for action in next_actions(facts, POLICY)}) == len(next_actions(facts, POLICY))


@patient
@given(people)
def test_a_person_put_right_asks_for_nothing(person: PersonCase) -> None:
    right = replace(
        person,
        attitude=Attitude((1, 1, 1), veto=VoteAnswer.NO, approver=VoteAnswer.YES),
        reporting_line=True,
        influence=True,
        days_since_contact=0,
    )
    assert next_actions(Cases(people=[right]), POLICY) == []


@patient
@given(people)
def test_a_person_asks_for_nothing_about_others(person: PersonCase) -> None:
    other = replace(person, code="Z")
    alone = {(each.line, each.principle) for each in next_actions(Cases(people=[person]), POLICY)}
    both = next_actions(Cases(people=[person, other]), POLICY)
    assert {(each.line, each.principle) for each in both if each.subject.code == "Z"} == alone


def names(*families: Sequence[Rule[Any]]) -> list[tuple[Line, Principle]]:
    return [(rule.line, rule.principle) for family in families for rule in family]


def test_twelve_principles_have_one_rule_each() -> None:
    assert sorted(
        names(customer.PERSON_RULES, customer.CHAIN_RULES, customer.RESOURCE_RULES, customer.ACCOUNT_RULES)
    ) == sorted(
        (Line.CUSTOMER, principle)
        for principle in (
            Principle.EVERY_PERSON,
            Principle.AHEAD,
            Principle.MEND,
            Principle.BREAKTHROUGH,
            Principle.ALL_GUNS,
            Principle.STEER,
            Principle.ALWAYS_UP,
        )
    )
    assert sorted(names(influence.PERSON_RULES, influence.EMPLOYEE_RULES, influence.VIEW_RULES)) == sorted(
        (Line.INFLUENCE, principle)
        for principle in (
            Principle.ASK_EVERYONE,
            Principle.EVERYONE_HELPS,
            Principle.BREAKTHROUGH,
            Principle.STEER,
            Principle.ALWAYS_UP,
        )
    )
