"""Each principle at its edge: just found, just not found, not known, nothing to compare with (spec 1.8, 7.2, 7.3)."""

from dataclasses import replace
from typing import Any

import pytest

from renmai.domain.grade import Grade
from renmai.domain.policy import POLICY, Policy
from renmai.domain.principles import FAMILIES, RULES, Cases, next_actions
from renmai.domain.principles.base import Case, Line, Principle
from renmai.domain.principles.cases import Ally, Attitude, GradeMove, Movement, PersonCase, Step
from renmai.domain.stance import VoteAnswer
from tests.domain.test_principles import ASKED, CALM, COMPANY, IDLE, STAFFED, STEADY

CUSTOMER, INFLUENCE = Line.CUSTOMER, Line.INFLUENCE
YES, NO, UNKNOWN = VoteAnswer.YES, VoteAnswer.NO, VoteAnswer.UNKNOWN
ALLY = (Ally("E1", sales=False),)
FOUND, JUST_NOT, NOT_KNOWN, NO_COMPARISON = "found", "just not", "not known", "no comparison"
EDGES = (FOUND, JUST_NOT, NOT_KNOWN, NO_COMPARISON)
DAY = POLICY.stale_days


def person(degrees: tuple[int | None, int | None, int | None], veto: VoteAnswer = NO, **more: Any) -> PersonCase:
    return replace(CALM, attitude=Attitude(degrees, veto, NO), **more)


def company(**more: Any) -> Case:
    return replace(COMPANY, **more)


def fell(now: float | None, previous: float | None, year_ago: float | None) -> tuple[Movement, ...]:
    return (Movement("price", now, previous, year_ago),)


FOCUS: dict[str, Any] = {"customer_focus": True}
WINNABLE: dict[str, Any] = {"focus_chains": ("O1",), "allies": ALLY}
TABLE: list[tuple[Line, Principle, str, Case, bool]] = [
    (CUSTOMER, Principle.EVERY_PERSON, FOUND, person((1, 1, 1), days_since_contact=DAY + 1, **FOCUS), True),
    (CUSTOMER, Principle.EVERY_PERSON, JUST_NOT, person((1, 1, 1), days_since_contact=DAY, **FOCUS), False),
    (CUSTOMER, Principle.EVERY_PERSON, NOT_KNOWN, person((1, 1, None), **FOCUS), True),
    (CUSTOMER, Principle.EVERY_PERSON, NO_COMPARISON, person((1, 1, 1), days_since_contact=None, **FOCUS), True),
    (CUSTOMER, Principle.AHEAD, FOUND, replace(IDLE, focus=True, lead=(0.0, -0.5, None)), True),
    (CUSTOMER, Principle.AHEAD, JUST_NOT, replace(IDLE, focus=True, lead=(1e-9, -0.5, None)), False),
    (CUSTOMER, Principle.AHEAD, NOT_KNOWN, replace(IDLE, focus=True, lead=(None, -0.5, None)), True),
    (CUSTOMER, Principle.AHEAD, NO_COMPARISON, replace(IDLE, focus=True, lead=(None, None, None)), True),
    (CUSTOMER, Principle.MEND, FOUND, person((2, 2, -1)), True),
    (CUSTOMER, Principle.MEND, JUST_NOT, person((0, 0, 0)), False),
    (CUSTOMER, Principle.MEND, NOT_KNOWN, person((None, 0, None)), False),
    (CUSTOMER, Principle.MEND, NO_COMPARISON, person((None, None, None)), False),
    (CUSTOMER, Principle.BREAKTHROUGH, FOUND, person((1, 1, -1), YES), True),
    (CUSTOMER, Principle.BREAKTHROUGH, JUST_NOT, person((0, 0, 0), YES), False),
    (CUSTOMER, Principle.BREAKTHROUGH, NOT_KNOWN, person((0, None, 0), YES), True),
    (CUSTOMER, Principle.BREAKTHROUGH, NO_COMPARISON, person((None, None, None), UNKNOWN), False),
    (CUSTOMER, Principle.ALL_GUNS, FOUND, replace(STAFFED, days_since_activity=DAY + 1), True),
    (CUSTOMER, Principle.ALL_GUNS, JUST_NOT, replace(STAFFED, days_since_activity=DAY), False),
    (CUSTOMER, Principle.ALL_GUNS, NOT_KNOWN, replace(STAFFED, strategy=None), True),
    (CUSTOMER, Principle.ALL_GUNS, NO_COMPARISON, replace(STAFFED, days_since_activity=None), True),
    (CUSTOMER, Principle.STEER, FOUND, replace(STEADY, indicators=(Step("captured_count", 1, 2),)), True),
    (CUSTOMER, Principle.STEER, JUST_NOT, replace(STEADY, indicators=(Step("captured_count", 2, 2),)), False),
    (CUSTOMER, Principle.STEER, NOT_KNOWN, replace(STEADY, indicators=(Step("captured_count", None, 2),)), False),
    (CUSTOMER, Principle.STEER, NO_COMPARISON, replace(STEADY, grades=(GradeMove("price", Grade.POOR, None),)), False),
    (CUSTOMER, Principle.ALWAYS_UP, FOUND, replace(STEADY, averages=fell(0.5, 0.5, 0.500000001)), True),
    (CUSTOMER, Principle.ALWAYS_UP, JUST_NOT, replace(STEADY, averages=fell(0.5, 0.5, 0.5000000001)), False),
    (CUSTOMER, Principle.ALWAYS_UP, NOT_KNOWN, replace(STEADY, averages=fell(None, 1.0, 1.0)), False),
    (CUSTOMER, Principle.ALWAYS_UP, NO_COMPARISON, replace(STEADY, averages=fell(0.5, None, None)), False),
    (INFLUENCE, Principle.ASK_EVERYONE, FOUND, replace(ASKED, influences=0), True),
    (INFLUENCE, Principle.ASK_EVERYONE, JUST_NOT, replace(ASKED, influences=1), False),
    (INFLUENCE, Principle.ASK_EVERYONE, NOT_KNOWN, replace(ASKED, influences=0, sales=False), True),
    (INFLUENCE, Principle.ASK_EVERYONE, NO_COMPARISON, replace(ASKED, influences=9), False),
    (INFLUENCE, Principle.EVERYONE_HELPS, FOUND, person((1, 1, 1), UNKNOWN, allies=ALLY), True),
    (INFLUENCE, Principle.EVERYONE_HELPS, JUST_NOT, person((-2, -2, -2), allies=ALLY), False),
    (INFLUENCE, Principle.EVERYONE_HELPS, NOT_KNOWN, person((None, None, None), UNKNOWN, allies=ALLY), True),
    (INFLUENCE, Principle.EVERYONE_HELPS, NO_COMPARISON, person((None, 1, 1)), False),
    (INFLUENCE, Principle.BREAKTHROUGH, FOUND, person((1, 1, 0), **WINNABLE), True),
    (INFLUENCE, Principle.BREAKTHROUGH, JUST_NOT, person((1, 1, 1), **WINNABLE), False),
    (INFLUENCE, Principle.BREAKTHROUGH, NOT_KNOWN, person((None, 1, None), **WINNABLE), False),
    (INFLUENCE, Principle.BREAKTHROUGH, NO_COMPARISON, person((-2, -2, -2), allies=ALLY), False),
    (INFLUENCE, Principle.STEER, FOUND, company(figures=(Step("potential", 0.29, 0.29),)), True),
    (INFLUENCE, Principle.STEER, JUST_NOT, company(figures=(Step("potential", 0.3, 0.3),)), False),
    (INFLUENCE, Principle.STEER, NOT_KNOWN, company(figures=(Step("potential", None, 0.4),)), False),
    (INFLUENCE, Principle.STEER, NO_COMPARISON, company(figures=(Step("potential", 0.3, None),)), False),
    (INFLUENCE, Principle.ALWAYS_UP, FOUND, company(averages=fell(0.5, 0.75, None)), True),
    (INFLUENCE, Principle.ALWAYS_UP, JUST_NOT, company(averages=fell(0.5, 0.5, 0.25)), False),
    (INFLUENCE, Principle.ALWAYS_UP, NOT_KNOWN, company(averages=fell(None, 0.75, 0.75)), False),
    (INFLUENCE, Principle.ALWAYS_UP, NO_COMPARISON, company(averages=fell(0.5, None, None)), False),
]


@pytest.mark.parametrize(("line", "principle", "edge", "case", "found"), TABLE)
def test_principle_at_its_edge(line: Line, principle: Principle, edge: str, case: Case, *, found: bool) -> None:
    del edge
    _, rule = RULES[line, principle]
    finding = rule.find(case, Policy(potential_target=0.3))
    assert (finding is not None) == found
    assert finding is None or finding.evidence


def test_every_principle_has_every_edge() -> None:
    told = sorted((line.value, principle.value, edge) for line, principle, edge, _, _ in TABLE)
    assert told == sorted((line.value, principle.value, edge) for line, principle in RULES for edge in EDGES)


def test_rules_are_found_by_what_their_cases_are_about() -> None:
    for line, principle, _, case, _ in TABLE:
        subject, rule = RULES[line, principle]
        assert case.subject.type is subject
        assert rule in FAMILIES[subject]
    assert next_actions(Cases(), POLICY) == []
