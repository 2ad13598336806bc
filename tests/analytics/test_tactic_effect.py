"""Effects of tactics: the two days, who stands beside, what adds up, and what may be told to whom."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renmai.analytics.tactic_effect import (
    FEWEST,
    Effects,
    Measured,
    Outcome,
    by_tactic,
    effects,
    may_be_shown,
    of_customers,
    tally,
)
from renmai.domain.policy import Policy
from renmai.domain.stance import DEGREES
from tests.bundles import Bundle, bundle_of
from tests.panels import panel_of
from tests.tactics import Step, ids_of, steps_of

START = date(2025, 1, 1)
PLANNED, DONE = date(2026, 1, 10), date(2026, 2, 1)
END = DONE + timedelta(days=90)
LATER = date(2026, 9, 30)


def company(
    *said: tuple[str, date, int | None], people: tuple[str, ...] = ("A", "B"), left: date | None = None
) -> Bundle:
    """One customer; what was said of the closeness of somebody, and when A left."""
    return bundle_of(
        customers=[{"code": "C", "name": "C", "created_on": START}],
        key_people=[
            {"code": one, "customer": "C", "name": one, "joined_on": START, "left_on": {"A": left}.get(one)}
            for one in people
        ],
        assessments=[{"key_person": who, "effective_on": day, "closeness": value} for who, day, value in said],
    )


def measured(bundle: Bundle, *steps: Step, on: date = LATER, days: int = 90) -> Effects:
    panel = panel_of(bundle).under(Policy(effect_days=days))
    return effects(panel, steps_of(panel, steps), on.toordinal())


def outcomes(rows: Measured) -> list[tuple[str, int]]:
    pairs = zip(rows.outcome.tolist(), rows.change.tolist(), strict=True)
    return [([*Outcome][outcome].value, change) for outcome, change in pairs]


STEP = Step("A", "closeness", PLANNED, DONE)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("A", START, 0), ("A", END, 2)], ("rose", 2)),
        ([("A", START, 0), ("A", END + DAY, 2)], ("stayed", 0)),
        ([("A", PLANNED, 0), ("A", PLANNED + DAY, 1)], ("rose", 1)),
        ([("A", START, 1), ("A", PLANNED, 2)], ("stayed", 0)),
        ([("A", START, 1), ("A", DONE, -2)], ("fell", -3)),
        ([("A", DONE, -2)], ("became_known", 0)),
        ([("A", START, 1), ("A", DONE, None)], ("unknown", 0)),
        ([], ("unknown", 0)),
    ],
)
def test_value_when_planned_is_held_against_the_value_some_time_after(
    said: list[tuple[str, date, int | None]], expected: tuple[str, int]
) -> None:
    assert outcomes(measured(company(*said), STEP).steps) == [expected]


def test_time_that_is_not_over_is_still_running() -> None:
    bundle = company(("A", START, 0), ("A", DONE, 2))
    assert outcomes(measured(bundle, STEP, on=END - DAY).steps) == [("running", 0)]
    assert outcomes(measured(bundle, STEP, on=END).steps) == [("rose", 2)]
    assert outcomes(measured(bundle, STEP, on=DONE).steps) == [("running", 0)]
    assert outcomes(measured(bundle, STEP, on=DONE - DAY).steps) == []


def test_policy_says_how_long_one_waits() -> None:
    bundle = company(("A", START, 0), ("A", DONE + 7 * DAY, 2))
    assert outcomes(measured(bundle, STEP, days=6).steps) == [("stayed", 0)]
    assert outcomes(measured(bundle, STEP, days=7).steps) == [("rose", 2)]


def test_who_is_gone_by_then_is_not_known() -> None:
    assert outcomes(measured(company(("A", START, 0), left=END), STEP).steps) == [("unknown", 0)]
    assert outcomes(measured(company(("A", START, 0), left=END + DAY), STEP).steps) == [("stayed", 0)]


@pytest.mark.parametrize(
    "step",
    [
        Step("A", "closeness", PLANNED, DONE, tactic=""),
        Step("A", "closeness", PLANNED, DONE, done=False),
        Step("A", "closeness", None, DONE),
        Step("A", "closeness", PLANNED, None),
    ],
)
def test_what_is_dropped_undated_or_without_a_tactic_is_not_counted(step: Step) -> None:
    assert len(measured(company(("A", START, 0)), step).steps) == 0


@pytest.mark.parametrize(
    ("other", "is_beside"),
    [
        (Step("B", "price", PLANNED, DONE), True),
        (Step("B", "closeness", END + DAY, None, done=False), True),
        (Step("B", "closeness", START, PLANNED - DAY), True),
        (Step("B", "closeness", START, PLANNED), False),
        (Step("B", "closeness", END, None, done=False), False),
        (Step("B", "closeness", DONE, DONE, tactic=""), False),
        (Step("B", "closeness", None, None, done=False), False),
    ],
)
def test_beside_stands_who_had_no_step_in_the_degree_meanwhile(other: Step, is_beside: bool) -> None:
    found = measured(company(("A", START, 0), ("B", START, 1), ("B", DONE, 2)), STEP, other)
    beside = found.others.rows((found.others.step == 1) & (found.others.degree == 0))
    assert outcomes(beside) == ([("rose", 1)] if is_beside else [])


def test_nothing_at_all_has_no_effects() -> None:
    assert len(measured(company()).steps) == 0
    assert len(effects(panel_of({}), steps_of(panel_of({}), []), LATER.toordinal()).others) == 0


def test_mean_waits_for_enough_that_can_be_compared() -> None:
    people = tuple(f"P{number}" for number in range(FEWEST))
    said = [(one, START, 0) for one in people] + [(people[0], DONE, 1)]
    steps = [Step(one, "closeness", PLANNED, DONE) for one in people]
    few, enough = (tally(measured(company(*said, people=people), *some).steps) for some in (steps[1:], steps))
    assert (few.mean, few.rose_share) == (None, None)
    assert (enough.mean, enough.rose_share) == (1 / FEWEST, 1 / FEWEST)


# --- who may be told what


def rows(*people_and_outcomes: tuple[int, Outcome]) -> Measured:
    people = np.array([person for person, _ in people_and_outcomes], dtype=np.int64)
    codes = np.array([[*Outcome].index(outcome) for _, outcome in people_and_outcomes], dtype=np.int8)
    zeros = np.zeros(len(people), dtype=np.int8)
    return Measured(people, people, people, zeros, np.full(len(people), "t"), codes, zeros)


ROSE, FELL = Outcome.ROSE, Outcome.FELL
MIXED = [(1, ROSE), (2, FELL), (3, ROSE), (4, ROSE), (5, ROSE)]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ([], True),
        ([(1, ROSE)], False),
        (MIXED[:4], False),
        (MIXED, True),
        ([(person, ROSE) for person in range(1, 8)], False),
        ([(1, ROSE), (1, FELL), (1, ROSE), (1, ROSE), (2, ROSE), (2, FELL)], False),
    ],
)
def test_figures_of_strangers_are_told_where_nobody_stands_out(
    hidden: list[tuple[int, Outcome]], expected: bool
) -> None:
    mine = [(100 + number, ROSE) for number in range(20)]
    every = rows(*mine, *hidden)
    assert may_be_shown(every, of_customers(every, [person for person, _ in mine])) is expected


# --- whatever the facts, counts add up and agree with a plain reading


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_counts_add_up_and_agree_with_a_plain_reading(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    people = tuple("ABCDE")
    days = [START + timedelta(days=chance.randrange(600)) for _ in range(12)]
    said = {(chance.choice(people), day): chance.choice((None, -2, -1, 0, 1, 2)) for day in days}
    bundle = company(*((who, day, value) for (who, day), value in said.items()), people=people)
    steps = [_any_step(chance, people) for _ in range(chance.randrange(8))]
    found = measured(bundle, *steps)
    total = sum(tally(found.steps.rows(here)).steps for _, _, here in by_tactic(found.steps))
    counted = [one for one in steps if one.done and one.planned and one.settled and one.tactic]
    assert total == len(found.steps) == len(counted)
    plain = {number: _plainly(said, one) for number, one in enumerate(steps, start=1) if one in counted}
    assert dict(zip(found.steps.step.tolist(), outcomes(found.steps), strict=True)) == plain
    assert tally(found.steps).total == sum(change for _, change in plain.values())
    persons = ids_of(panel_of(bundle))[0]
    for step, person in zip(found.others.step.tolist(), found.others.person.tolist(), strict=True):
        assert person != persons[steps[step - 1].person]


def _any_step(chance: Random, people: tuple[str, ...]) -> Step:
    planned = START + timedelta(days=chance.randrange(500))
    settled = planned + timedelta(days=chance.randrange(80))
    tactic = chance.choice(("", "grow_early", "grow_needs"))
    degree = chance.choice((*DEGREES, "closeness"))
    return Step(chance.choice(people), degree, planned, settled, tactic, done=chance.random() < 0.8)


def _plainly(said: dict[tuple[str, date], int | None], step: Step) -> tuple[str, int]:
    assert step.planned is not None
    assert step.settled is not None
    end = step.settled + timedelta(days=90)
    if end > LATER:
        return "running", 0
    before, after = (_held(said, step, day) for day in (step.planned, end))
    if after is None:
        return "unknown", 0
    if before is None:
        return "became_known", 0
    return ("rose" if after > before else "fell" if after < before else "stayed"), after - before


def _held(said: dict[tuple[str, date], int | None], step: Step, day: date) -> int | None:
    found = [(on, value) for (who, on), value in said.items() if who == step.person and on <= day]
    return max(found)[1] if found and step.degree == "closeness" else None
