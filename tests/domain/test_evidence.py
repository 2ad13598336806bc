"""Answers are written as one cell and read back; what is no evidence is refused, what is not known yet is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.domain.guided_questions import BY_FEATURE
from renmai.domain.guided_questions.base import Answer
from renmai.domain.guided_questions.evidence import (
    ASSESSED,
    INFLUENCE,
    Answered,
    EvidenceError,
    read,
    replaced,
    written,
)

CLOSE = "closeness=1:answers_call=yes,shares_inside=yes,acts_inside=no"
VETO = "veto=unknown:can_stop=unknown,has_stopped=unknown"

runs = {
    feature: st.fixed_dictionaries(dict.fromkeys(guide.questions, st.sampled_from(Answer))).map(guide.run)
    for feature, guide in BY_FEATURE.items()
}
evidence = st.fixed_dictionaries({}, optional=runs).map(
    lambda found: {
        feature: Answered(run.verdict.value, run.answers) for feature, run in found.items() if run.verdict is not None
    }
)


@given(evidence)
def test_every_evidence_comes_back(found: dict[str, Answered]) -> None:
    assert read(written(found)) == found
    assert written(read(written(found))) == written(found)


def test_nothing_answered_is_blank() -> None:
    assert (written({}), read("")) == ("", {})


def test_cell_says_guides_proposals_and_answers_in_order() -> None:
    found = read(f"{VETO};{CLOSE}")
    assert found["veto"] == Answered("", (("can_stop", Answer.UNKNOWN), ("has_stopped", Answer.UNKNOWN)))
    assert [question for question, _ in found["closeness"].answers] == ["answers_call", "shares_inside", "acts_inside"]
    assert written(found) == f"{CLOSE};{VETO}"


def test_blanks_around_the_parts_are_taken_away() -> None:
    assert written(read(" closeness=1: answers_call=yes , shares_inside=yes,acts_inside=no ; ".strip())) == CLOSE


def test_questions_that_are_not_known_are_kept() -> None:
    cell = "price=0:asked_in_2019=yes,will_be_asked=no"
    assert written(read(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "they said so",
        "closeness",
        "closeness=1",
        "closeness=1:",
        "closeness=:answers_call=yes",
        "closeness=3:answers_call=yes",
        "closeness=+1:answers_call=yes",
        "closeness=yes:answers_call=yes",
        "veto=1:can_stop=yes",
        "closeness=1:answers_call",
        "closeness=1:answers_call=perhaps",
        "closeness=1:answers_call=",
        "closeness=1:answers_call=yes,answers_call=no",
        "closeness=1:Answers Call=yes",
        "closeness=1:=cmd|calc=yes",
        f"{CLOSE};{CLOSE}",
        "reporting_line=1:answers_call=yes",
        "closeness=1:" + ",".join(f"q{number}=yes" for number in range(13)),
        f"closeness=1:{'q' * 41}=yes",
    ],
)
def test_what_is_no_evidence_is_refused(cell: str) -> None:
    with pytest.raises(EvidenceError):
        read(cell)


def test_each_file_names_its_own_guides() -> None:
    deep = "influence=yes:has_happened=yes,would_change=yes"
    assert set(read(deep, INFLUENCE)) == {"influence"}
    assert set(read(CLOSE, ASSESSED)) == {"closeness"}
    for cell, guides in ((deep, ASSESSED), (CLOSE, INFLUENCE)):
        with pytest.raises(EvidenceError):
            read(cell, guides)


def test_taking_back_one_value_leaves_the_answers_behind_others() -> None:
    assert replaced(f"{CLOSE};{VETO}", before="", after=CLOSE) == VETO
    assert replaced(VETO, before=f"{CLOSE};{VETO}", after=VETO) == f"{CLOSE};{VETO}"


def test_taking_back_what_was_answered_anew_is_refused() -> None:
    other = CLOSE.replace("acts_inside=no", "acts_inside=unknown")
    assert replaced(other, before="", after=CLOSE) is None
    assert replaced("", before="", after=CLOSE) is None
