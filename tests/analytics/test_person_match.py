"""Who may be meant: nobody is merged, every answer says why, and how often the rules are right is measured."""

import pytest

from renmai.analytics.person_match import Confidence, Reason, Register, Told
from tests.analytics.person_pairs import pairs

NONE = "-"


def answer(told: Told, held: Told) -> str:
    found = Register([held]).find(told)
    return found[0].confidence.value if found else NONE


def measured() -> dict[str, int]:
    """How many pairs are matched rightly, wrongly or not at all, and how many get the very answer."""
    answers = [(answer(told, held), right) for told, held, right in pairs()]
    return {
        "pairs": len(answers),
        "matched": sum(NONE not in (got, right) for got, right in answers),
        "wrongly": sum(got != NONE and right == NONE for got, right in answers),
        "missed": sum(got == NONE and right != NONE for got, right in answers),
        "right": sum(got == right for got, right in answers),
    }


def test_there_are_enough_hard_pairs() -> None:
    assert len(pairs()) >= 60
    assert len({(told, held) for told, held, _ in pairs()}) == len(pairs())


def test_rules_are_right_most_of_the_time() -> None:
    got = measured()
    assert got["matched"] / (got["matched"] + got["wrongly"]) >= 0.9
    assert got["matched"] / (got["matched"] + got["missed"]) >= 0.9


@pytest.mark.parametrize(("told", "held", "right"), [pair for pair in pairs() if pair[2] == "exact"])
def test_exact_match_is_never_missed(told: Told, held: Told, right: str) -> None:
    assert answer(told, held) == right


def test_namesakes_are_all_told_the_surest_first() -> None:
    known = [
        Told("王磊", "青石面粉"),
        Told("王磊", "东港码头", title="科员"),
        Told("王磊", "东港码头", title="总经理"),
        Told("王蕾", "东港码头"),
    ]
    found = Register(known).find(Told("王磊", "东港码头", title="总经理"))
    assert [one.place for one in found] == [2, 1, 0]
    assert [one.confidence for one in found] == [Confidence.EXACT, Confidence.EXACT, Confidence.NAME_ONLY]
    assert Reason.SAME_TITLE in found[0].reasons
    assert Reason.OTHER_COMPANY in found[2].reasons


def test_without_an_exact_match_what_is_similar_is_told() -> None:
    found = Register([Told("王蕾", "东港码头"), Told("王磊", "青石面粉")]).find(Told("王磊", "东港码头"))
    assert [(one.place, one.confidence.value) for one in found] == [(1, "name_only"), (0, "similar")]


@pytest.mark.parametrize(
    "name", ["", " ", "()", "123", "=1+1", "\0", "🙂", "先生", "总", "Mr", "A" * 5000, "王" * 5000]
)
def test_odd_names_find_nobody_and_break_nothing(name: str) -> None:
    register = Register([Told("王磊", "东港码头"), Told("John Smith", "Harbour"), Told("", "")])
    assert register.find(Told(name, "东港码头")) == []
    assert register.find(Told(name)) == []


def test_odd_known_names_are_found_by_nobody() -> None:
    register = Register([Told(name, "东港码头") for name in ("", "占位", "?", "A" * 5000, "王" * 5000)])
    assert register.find(Told("李娜", "东港码头")) == []


def test_order_of_known_persons_changes_no_answer() -> None:
    held = [pair[1] for pair in pairs()]
    for told, _, _ in pairs():
        there = {(held[one.place], one.confidence) for one in Register(held).find(told)}
        back = held[::-1]
        assert {(back[one.place], one.confidence) for one in Register(back).find(told)} == there
