"""The scorecard's arithmetic: what scores, what drops out, and what a company may weigh."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from renmai.domain.policy import POLICY, Policy
from renmai.domain.reading import Reading
from renmai.domain.scorecard import (
    Book,
    Card,
    Chains,
    Completeness,
    ComponentName,
    Grades,
    Moves,
    Plan,
    Upkeep,
    total,
    weighed,
)

NONE: Any = (0, 0, 0, 0, 0)


def chains(**amounts: int) -> Chains:
    amount = {reading: Decimal(amounts.get(reading.value, 0)) for reading in Reading}
    return Chains(amount, {reading: int(amount[reading] > 0) for reading in Reading}, Decimal(0), 0)


EMPTY = Card(
    Completeness(0, 0),
    Grades((NONE, NONE, NONE)),
    Moves(0, 0, 0, 0),
    chains(),
    Plan(0, 0, 0, 0),
    Upkeep(0, 0),
    Book(0, 0, Decimal(0), 0),
)


def test_nothing_known_scores_nothing() -> None:
    parts = weighed(EMPTY, POLICY)
    assert [part.score for part in parts] == [None] * len(ComponentName)
    assert total(parts) is None
    assert weighed(None, POLICY) == parts


@pytest.mark.parametrize(
    ("amounts", "score"),
    [
        ({"open": 5}, 100.0),
        ({"contested": 3}, pytest.approx(200 / 3)),
        ({"unsafe": 3}, pytest.approx(100 / 3)),
        ({"blocked": 7}, 0.0),
        ({"open": 1, "blocked": 1}, 50.0),
        ({"contested": 0}, None),
    ],
)
def test_chains_are_weighed_by_reading(amounts: dict[str, int], score: float | None) -> None:
    assert chains(**amounts).score(POLICY) == score


@pytest.mark.parametrize(
    ("moves", "score"),
    [
        (Moves(1, 0, 0, 0), 100.0),
        (Moves(0, 2, 0, 0), 0.0),
        (Moves(1, 1, 0, 4), 50.0),
        (Moves(0, 0, 1, 4), 75.0),
        (Moves(0, 0, 9, 4), 100.0),
        (Moves(0, 0, -9, 4), 0.0),
        (Moves(3, 0, -9, 4), 50.0),
    ],
)
def test_moves_are_the_mean_of_what_is_defined(moves: Moves, score: float) -> None:
    assert moves.score(POLICY) == pytest.approx(score)


def test_moves_are_measured_by_the_sharp_drop_of_the_policy() -> None:
    assert Moves(0, 0, 1, 4).score(replace(POLICY, sharp_drop=1.0)) == pytest.approx(62.5)


@pytest.mark.parametrize(
    ("plan", "score"),
    [(Plan(2, 2, 2, 0), 100.0), (Plan(2, 2, 0, 0), 50.0), (Plan(2, 0, 0, 5), 0.0), (Plan(0, 0, 0, 3), None)],
)
def test_steps_count_half_for_being_done_and_half_for_their_goal(plan: Plan, score: float | None) -> None:
    assert plan.score(POLICY) == score


def test_book_is_full_at_so_many_customers_of_each_owner() -> None:
    full = POLICY.book_customers
    assert Book(full, 0, Decimal(0), 1).score(POLICY) == 100.0
    assert Book(9 * full, 0, Decimal(0), 1).score(POLICY) == 100.0
    assert Book(full, 0, Decimal(0), 2).score(POLICY) == 50.0
    assert Book(3, 0, Decimal(0), 0).score(POLICY) is None


def test_undefined_components_drop_out_of_the_total_with_their_weight() -> None:
    card = replace(EMPTY, completeness=Completeness(7, 2), upkeep=Upkeep(2, 2))
    policy = replace(POLICY, weight_completeness=30, weight_upkeep=10)
    assert total(weighed(card, policy)) == pytest.approx((30 * 50 + 10 * 100) / 40)


def test_weight_of_zero_leaves_a_component_out() -> None:
    card = replace(EMPTY, completeness=Completeness(7, 2), upkeep=Upkeep(2, 2))
    assert total(weighed(card, replace(POLICY, weight_upkeep=0))) == 50.0
    nothing = Policy(**{name: 0 for name in POLICY.values() if name.startswith("weight_")})
    assert total(weighed(card, nothing)) is None


def test_every_component_has_a_weight_and_influence_is_none() -> None:
    assert {f"weight_{name.value}" for name in ComponentName} == {
        name for name in POLICY.values() if name.startswith("weight_")
    }
    assert not any("influence" in name.value or "network" in name.value for name in ComponentName)
    assert POLICY.weight_of("book") == 0
