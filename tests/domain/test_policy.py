"""The policy: its defaults, its bounds, and what it calls a contradiction."""

from decimal import Decimal

import pytest

from renmai.domain.policy import POLICY, THRESHOLDS, Policy, contradictions, policy_of
from renmai.wording.policy import PARTS, WORDS


def test_every_threshold_has_bounds_words_and_one_place_on_the_page() -> None:
    names = list(POLICY.values())
    assert set(THRESHOLDS) == set(WORDS) == set(names)
    assert sorted(name for part in PARTS for name in part.names) == sorted(names)


def test_defaults_lie_within_their_bounds_and_agree() -> None:
    assert all(THRESHOLDS[name].allows(Decimal(str(value))) for name, value in POLICY.values().items())
    assert list(contradictions(POLICY)) == []


@pytest.mark.parametrize(
    ("name", "text", "allowed"),
    [
        ("blocked_mean", "-2", True),
        ("blocked_mean", "-2.01", False),
        ("blocked_mean", "-0.333", False),
        ("map_people", "50", True),
        ("map_people", "51", False),
        ("map_people", "2.5", False),
        ("map_completeness", "0.1", True),
        ("map_completeness", "0.09", False),
        ("stale_days", "NaN", False),
        ("stale_days", "Infinity", False),
    ],
)
def test_threshold_allows_its_bounds_in_whole_steps(name: str, text: str, allowed: bool) -> None:
    assert THRESHOLDS[name].allows(Decimal(text)) is allowed


@pytest.mark.parametrize(
    ("policy", "pair"),
    [
        (Policy(blocked_mean=0.0), ("blocked_mean", "open_veto_mean")),
        (Policy(open_veto_mean=1.5), ("open_veto_mean", "open_approver_mean")),
        (Policy(acquire_people=3), ("acquire_people", "map_people")),
    ],
)
def test_thresholds_that_overtake_each_other_contradict(policy: Policy, pair: tuple[str, str]) -> None:
    assert list(contradictions(policy)) == [pair]


def test_policy_of_values_keeps_whole_numbers_whole_and_passes_over_unknown_names() -> None:
    policy = policy_of(
        {"map_people": Decimal("4.00"), "sharp_drop": Decimal("0.75"), "from_a_later_version": Decimal(1)}
    )
    assert policy == Policy(map_people=4, sharp_drop=0.75)
    assert isinstance(policy.map_people, int)
