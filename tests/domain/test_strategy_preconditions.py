"""Every precondition of spec 1.7: met, only just, only just not, and with nothing known."""

from dataclasses import replace

import pytest

from renmai.domain.grade import Grade
from renmai.domain.policy import POLICY
from renmai.domain.stance import DEGREES, Degree
from renmai.domain.strategies import fit
from renmai.domain.strategies.base import (
    Contribution,
    CustomerCase,
    DegreeCase,
    Precondition,
    PreconditionCode,
    Strategy,
)

LITTLE = Contribution(high=False, by_hand=False, won=0.0, rank=None, ranked=0)


def degree(
    name: Degree,
    now: float | None = 0.0,
    previous: float | None = None,
    year_ago: float | None = None,
    grade: Grade = Grade.MEDIUM,
) -> DegreeCase:
    return DegreeCase(name, now, previous, year_ago, grade, known=0 if now is None else 3)


def degrees_of(*cases: DegreeCase) -> tuple[DegreeCase, DegreeCase, DegreeCase]:
    closeness, solution, price = cases
    return closeness, solution, price


QUIET = (degree("closeness"), degree("solution"), degree("price"))
CASE = CustomerCase(key_people=3, known=21, chain_people=0, chain_known=0, degrees=QUIET, contribution=LITTLE)


def precondition(case: CustomerCase, strategy: Strategy, code: PreconditionCode) -> Precondition:
    return next(each for each in fit(case, POLICY).preconditions[strategy] if each.code is code)


def met(case: CustomerCase, strategy: Strategy, code: PreconditionCode) -> bool:
    return precondition(case, strategy, code).met


@pytest.mark.parametrize(("people", "expected"), [(0, True), (2, True), (3, False)])
def test_acquire_counts_key_people(people: int, expected: bool) -> None:
    case = replace(CASE, key_people=people, known=0)
    assert met(case, Strategy.ACQUIRE, PreconditionCode.FEW_PEOPLE) is expected


@pytest.mark.parametrize(("people", "known", "expected"), [(0, 0, True), (2, 0, True), (2, 13, True), (2, 14, False)])
def test_acquire_asks_for_missing_features(people: int, known: int, expected: bool) -> None:
    case = replace(CASE, key_people=people, known=known)
    assert met(case, Strategy.ACQUIRE, PreconditionCode.FEATURES_MISSING) is expected
    assert fit(case, POLICY).holds[Strategy.ACQUIRE] is expected


@pytest.mark.parametrize(("people", "expected"), [(0, False), (1, True)])
def test_grow_asks_for_a_chain_with_members(people: int, expected: bool) -> None:
    case = replace(CASE, chain_people=people)
    assert met(case, Strategy.GROW, PreconditionCode.CHAIN_MEMBERS) is expected


@pytest.mark.parametrize(("people", "known", "expected"), [(5, 21, True), (5, 20, False), (1, 0, False), (0, 0, False)])
def test_grow_asks_for_a_known_chain(people: int, known: int, expected: bool) -> None:
    case = replace(CASE, known=0, chain_people=people, chain_known=known)
    assert met(case, Strategy.GROW, PreconditionCode.CHAIN_COMPLETENESS) is expected
    assert fit(case, POLICY).holds[Strategy.GROW] is expected


@pytest.mark.parametrize("strategy", [Strategy.GROW, Strategy.RETAIN, Strategy.WIN_BACK, Strategy.WATCH])
@pytest.mark.parametrize(("people", "expected"), [(0, False), (2, False), (3, True)])
def test_map_needs_three_people(strategy: Strategy, people: int, expected: bool) -> None:
    case = replace(CASE, key_people=people, known=7 * people)
    assert met(case, strategy, PreconditionCode.MAP_PEOPLE) is expected


@pytest.mark.parametrize("strategy", [Strategy.GROW, Strategy.RETAIN, Strategy.WIN_BACK, Strategy.WATCH])
@pytest.mark.parametrize(("known", "expected"), [(63, True), (62, False), (0, False)])
def test_map_needs_nine_tenths_of_the_features(strategy: Strategy, known: int, expected: bool) -> None:
    case = replace(CASE, key_people=10, known=known)
    assert met(case, strategy, PreconditionCode.MAP_COMPLETENESS) is expected


@pytest.mark.parametrize("high", [True, False])
def test_grow_asks_for_little_contribution(high: bool) -> None:
    case = replace(CASE, contribution=Contribution(high, by_hand=False, won=5.5, rank=2, ranked=7))
    found = precondition(case, Strategy.GROW, PreconditionCode.CONTRIBUTION_NOT_HIGH)
    assert found.met is not high
    assert found.evidence == {"high": high, "by_hand": False, "won": 5.5, "rank": 2, "ranked": 7}
    assert fit(case, POLICY).holds[Strategy.GROW] is not high


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        (Grade.EXCELLENT, True),
        (Grade.GOOD, True),
        (Grade.MEDIUM, False),
        (Grade.POOR, False),
        (Grade.UNGRADED, False),
    ],
)
def test_retain_asks_for_three_good_grades(third: Grade, expected: bool) -> None:
    grades = (Grade.GOOD, Grade.EXCELLENT, third)
    case = replace(
        CASE, degrees=degrees_of(*(degree(name, grade=grade) for name, grade in zip(DEGREES, grades, strict=True)))
    )
    assert met(case, Strategy.RETAIN, PreconditionCode.GRADES_GOOD) is expected
    assert fit(case, POLICY).holds[Strategy.RETAIN] is expected


@pytest.mark.parametrize(
    ("third", "expected"), [(Grade.POOR, True), (Grade.MEDIUM, False), (Grade.UNGRADED, False), (Grade.GOOD, False)]
)
def test_watch_asks_for_one_poor_grade(third: Grade, expected: bool) -> None:
    case = replace(CASE, degrees=(*QUIET[:2], degree("price", grade=third)))
    assert met(case, Strategy.WATCH, PreconditionCode.GRADE_POOR) is expected
    assert fit(case, POLICY).holds[Strategy.WATCH] is expected


@pytest.mark.parametrize(
    ("now", "previous", "year_ago", "expected"),
    [
        (0.5, 1.0, None, True),
        (0.5, None, 1.0, True),
        (0.5, 0.4, 1.0, True),
        (0.5, 0.99, 0.99, False),
        (0.9, 1.4, None, True),  # 0.4999999999999999 in binary fractions
        (1 / 3, 5 / 6, None, True),
        (0.5, 0.9999999994, None, False),
        (1.0, 0.5, 0.5, False),
        (None, 2.0, 2.0, False),
        (-2.0, None, None, False),
    ],
)
def test_win_back_asks_for_a_sharp_drop(
    now: float | None, previous: float | None, year_ago: float | None, expected: bool
) -> None:
    case = replace(CASE, degrees=(*QUIET[:2], degree("price", now, previous, year_ago)))
    found = precondition(case, Strategy.WIN_BACK, PreconditionCode.SHARP_DROP)
    assert found.met is expected
    assert fit(case, POLICY).holds[Strategy.WIN_BACK] is expected


def test_sharp_drop_shows_every_degree_with_its_averages() -> None:
    case = replace(CASE, degrees=(*QUIET[:2], degree("price", 0.0, 0.75, None)))
    quiet = {"now": 0.0, "previous": None, "year_ago": None, "met": False}
    assert precondition(case, Strategy.WIN_BACK, PreconditionCode.SHARP_DROP).evidence == {
        "at_least": 0.5,
        "degrees": [
            {"degree": "closeness", **quiet},
            {"degree": "solution", **quiet},
            {"degree": "price", "now": 0.0, "previous": 0.75, "year_ago": None, "met": True},
        ],
    }


def test_map_shows_what_is_known() -> None:
    case = replace(CASE, key_people=4, known=27)
    assert precondition(case, Strategy.RETAIN, PreconditionCode.MAP_COMPLETENESS).evidence == {
        "known": 27,
        "features": 28,
        "completeness": 27 / 28,
        "at_least": 0.9,
    }


@pytest.mark.parametrize(
    "strategy", [Strategy.RETAIN, Strategy.WIN_BACK, Strategy.WATCH], ids=lambda strategy: strategy.value
)
def test_strategy_needs_all_its_preconditions(strategy: Strategy) -> None:
    grade = Grade.POOR if strategy is Strategy.WATCH else Grade.GOOD
    degrees = degrees_of(*(degree(name, 0.0, 1.0, None, grade) for name in DEGREES))
    whole = replace(CASE, degrees=degrees)
    assert fit(whole, POLICY).holds[strategy]
    assert not fit(replace(whole, key_people=2, known=14), POLICY).holds[strategy]
    assert not fit(replace(whole, known=18), POLICY).holds[strategy]


def test_grow_needs_either_the_chain_or_the_map() -> None:
    high = Contribution(high=True, by_hand=True, won=0.0, rank=None, ranked=0)
    neither = replace(CASE, contribution=high, chain_people=1, chain_known=4)
    assert not fit(neither, POLICY).holds[Strategy.GROW]
    assert fit(replace(neither, chain_known=5), POLICY).holds[Strategy.GROW]
    assert fit(replace(neither, contribution=LITTLE), POLICY).holds[Strategy.GROW]
    assert not fit(replace(neither, contribution=LITTLE, known=18), POLICY).holds[Strategy.GROW]
