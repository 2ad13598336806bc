"""The standard tactics: all of them, in words, and whom each suggests."""

from collections import Counter

import pytest

from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics import BY_CODE, STANDARDS, Target, joined, parted
from renmai.domain.tactics.suggesting import Candidate, fits, step_up, suggested
from renmai.wording.tactics import TACTICS, TARGETS, WAYS


def test_every_strategy_has_its_tactics_and_every_tactic_its_words() -> None:
    assert Counter(one.strategy for one in STANDARDS) == {
        Strategy.ACQUIRE: 5,
        Strategy.GROW: 3,
        Strategy.RETAIN: 5,
        Strategy.WIN_BACK: 4,
        Strategy.WATCH: 3,
    }
    assert len(BY_CODE) == len(STANDARDS)
    assert TACTICS.keys() == BY_CODE.keys()
    assert WAYS.keys() == {strategy.value for strategy in Strategy}
    assert TARGETS.keys() == {target.value for target in Target}


def test_tactic_that_moves_a_degree_is_meant_for_somebody() -> None:
    assert [one.code for one in STANDARDS if one.degrees and not one.targets] == []


def somebody(code: str = "P", roles: tuple[str, ...] = (), *, senior: bool = False, **cells: str) -> Candidate:
    blank = dict.fromkeys(("closeness", "solution", "price", "veto", "approver"), "")
    return Candidate(code, blank | cells, frozenset(roles), senior)


@pytest.mark.parametrize(
    ("target", "one", "degree", "expected"),
    [
        (Target.VOTES, somebody(veto="yes"), "price", True),
        (Target.VOTES, somebody(approver="yes", veto="no"), "", True),
        (Target.VOTES, somebody(veto="no"), "price", False),
        (Target.SENIOR, somebody(senior=True), "price", True),
        (Target.SENIOR, somebody(), "price", False),
        (Target.WORKING, somebody(roles=("user", "coach")), "price", True),
        (Target.WORKING, somebody(roles=("approver",)), "price", False),
        (Target.OPPOSING, somebody(price="-1"), "price", True),
        (Target.OPPOSING, somebody(price="-1"), "closeness", False),
        (Target.OPPOSING, somebody(price="-1"), "", True),
        (Target.NEUTRAL, somebody(price="0"), "price", True),
        (Target.NEUTRAL, somebody(), "price", False),
        (Target.SUPPORTING, somebody(price="2"), "price", True),
        (Target.EVERYBODY, somebody(), "price", True),
    ],
)
def test_target_means_whom_it_says(target: Target, one: Candidate, degree: str, expected: bool) -> None:
    assert fits(target, one, degree) is expected


def test_whoever_has_the_best_value_is_not_suggested_to_be_moved() -> None:
    best, other = somebody("A", price="2"), somebody("B", price="1")
    assert suggested([best, other], [Target.EVERYBODY], "price") == [other]
    assert suggested([best, other], [Target.EVERYBODY]) == [best, other]
    assert suggested([best, other], [], "price") == []


@pytest.mark.parametrize(("cell", "expected"), [("", "0"), ("-2", "-1"), ("0", "1"), ("1", "2"), ("2", None)])
def test_goal_is_one_step_up(cell: str, expected: str | None) -> None:
    assert step_up(cell) == expected


def test_several_words_are_one_cell_and_back() -> None:
    assert parted(joined(("a", "b"))) == ("a", "b")
    assert parted(joined(())) == ()
