"""Which strategy is recommended, and what is missing where none is (spec 1.7)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.domain.grade import Grade
from renmai.domain.policy import POLICY
from renmai.domain.stance import DEGREES
from renmai.domain.strategies import RULES, UNDECIDED, fit, recommend
from renmai.domain.strategies.base import Contribution, CustomerCase, DegreeCase, PreconditionCode, Strategy
from tests.domain.plain import is_plain


def case(
    people: int = 3,
    known: int = 21,
    *,
    chain: tuple[int, int] = (0, 0),
    grades: tuple[Grade, Grade, Grade] = (Grade.GOOD, Grade.GOOD, Grade.GOOD),
    fall: float = 0.0,
    high: bool = False,
) -> CustomerCase:
    degrees = [DegreeCase(name, 0.0, fall, None, grade, people) for name, grade in zip(DEGREES, grades, strict=True)]
    return CustomerCase(
        people,
        known,
        *chain,
        degrees=(degrees[0], degrees[1], degrees[2]),
        contribution=Contribution(high, by_hand=False, won=0.0, rank=None, ranked=0),
    )


POOR = (Grade.GOOD, Grade.POOR, Grade.GOOD)
MEDIUM = (Grade.GOOD, Grade.MEDIUM, Grade.GOOD)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (case(people=0, known=0), "acquire"),
        (case(people=2, known=13, chain=(2, 13)), "acquire"),
        (case(people=2, known=14, chain=(2, 14)), "grow"),
        (case(fall=0.5, grades=POOR, high=True), "win_back"),
        (case(grades=POOR, high=True), "watch"),
        (case(grades=POOR), "watch"),
        (case(high=True), "retain"),
        (case(high=True, chain=(3, 21)), "retain"),
        (case(), "grow"),
        (case(high=True, grades=MEDIUM, chain=(3, 21)), "grow"),
        (case(high=True, grades=MEDIUM), UNDECIDED),
        (case(known=18), UNDECIDED),
        (case(people=2, known=14), UNDECIDED),
    ],
)
def test_first_strategy_that_applies_is_recommended(facts: CustomerCase, expected: str) -> None:
    assert recommend(facts, POLICY).name == expected


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (case(people=2, known=14), ["chain_members", "map_people"]),
        (case(known=9), ["chain_members", "map_completeness"]),
        (case(known=9, chain=(2, 5), grades=MEDIUM), ["chain_completeness", "map_completeness", "grades_good"]),
        (case(high=True, grades=MEDIUM), ["chain_members", "grades_good"]),
    ],
)
def test_undecided_says_what_is_missing(facts: CustomerCase, missing: list[str]) -> None:
    recommendation = recommend(facts, POLICY)
    assert recommendation.strategy is None
    assert [each.code for each in recommendation.missing] == missing
    assert not any(each.met for each in recommendation.missing)


def test_every_strategy_has_one_rule_in_the_order_of_the_report() -> None:
    assert [rule.strategy for rule in RULES] == list(Strategy)


def test_recommended_strategy_holds_and_nothing_is_missing() -> None:
    for grades, people, high, fall in product([POOR, MEDIUM], [0, 2, 3], [True, False], [0.0, 0.6]):
        fitted = fit(case(people=people, known=7 * people, grades=grades, high=high, fall=fall), POLICY)
        recommendation = fitted.recommendation
        if recommendation.strategy is None:
            assert not any(fitted.holds.values())
        else:
            assert fitted.holds[recommendation.strategy]
            assert not recommendation.missing


averages = st.none() | st.floats(-2, 2)
degree_cases = st.tuples(
    *(
        st.builds(
            DegreeCase,
            degree=st.just(name),
            now=averages,
            previous=averages,
            year_ago=averages,
            grade=st.sampled_from(Grade),
            known=st.integers(0, 9),
        )
        for name in DEGREES
    )
)


@st.composite
def customer_cases(draw: st.DrawFn) -> CustomerCase:
    people = draw(st.integers(0, 6))
    chain = draw(st.integers(0, people))
    return CustomerCase(
        people,
        draw(st.integers(0, 7 * people)),
        chain,
        draw(st.integers(0, 7 * chain)),
        draw(degree_cases),
        Contribution(draw(st.booleans()), by_hand=False, won=0.0, rank=None, ranked=0),
    )


@given(customer_cases())
def test_holds_is_what_the_text_says(facts: CustomerCase) -> None:
    """The rules of 1.7 once more, written straight from its sentences."""
    holds = fit(facts, POLICY).holds
    complete = facts.key_people >= 3 and 10 * facts.known >= 9 * 7 * facts.key_people
    grades = [each.grade for each in facts.degrees]
    chain_known = facts.chain_people > 0 and 10 * facts.chain_known >= 6 * 7 * facts.chain_people
    few = facts.key_people == 0 or (facts.key_people <= 2 and facts.known < 7 * facts.key_people)
    assert holds[Strategy.ACQUIRE] == few
    assert holds[Strategy.GROW] == (chain_known or (complete and not facts.contribution.high))
    assert holds[Strategy.RETAIN] == (complete and set(grades) <= {Grade.GOOD, Grade.EXCELLENT})
    assert holds[Strategy.WATCH] == (complete and Grade.POOR in grades)
    assert not holds[Strategy.WIN_BACK] or complete


@given(customer_cases())
def test_every_precondition_is_told_apart_and_has_evidence(facts: CustomerCase) -> None:
    for tested in fit(facts, POLICY).preconditions.values():
        assert tested
        assert all(each.evidence for each in tested)
        assert len({each.code for each in tested}) == len(tested)
        assert {each.code for each in tested} <= set(PreconditionCode)
        assert all(is_plain(each.evidence) for each in tested)
