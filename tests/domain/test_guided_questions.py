"""Guided questions: every run ends soon, does not run in circles, and never says more than the answers do."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.domain.guided_questions import BY_FEATURE, GUIDES
from renmai.domain.guided_questions.base import Answer, Guide, Run
from renmai.domain.stance import DEGREES, VOTES

AGAINST: Final = {
    *("keeps_away", "works_against", "objects", "prefers_other", "speaks_against", "only_price", "refuses_price"),
    *("overruled", "needs_others"),
}
"""Questions whose *yes* speaks against the value; the *yes* of every other speaks for it."""
YES, NO, UNKNOWN = Answer
Answered = Mapping[str, Answer]

every_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.feature)


def all_answers(guide: Guide, answers: tuple[Answer, ...] = tuple(Answer)) -> Iterator[dict[str, Answer]]:
    """Every way to answer all questions of the guide."""
    for chosen in product(answers, repeat=len(guide.questions)):
        yield dict(zip(guide.questions, chosen, strict=True))


def runs(guide: Guide) -> list[Run]:
    """Every run there is."""
    return [guide.run(answers) for answers in all_answers(guide)]


def value(run: Run) -> str:
    assert run.verdict is not None
    return run.verdict.value


def rank(cell: str) -> int:
    """Degrees and votes in order, the least favourable first."""
    return ("no", "yes").index(cell) if cell in ("no", "yes") else int(cell)


def unknowns(run: Run) -> int:
    return sum(answer is UNKNOWN for _, answer in run.answers)


def test_every_feature_that_is_judged_has_a_guide() -> None:
    assert list(BY_FEATURE) == [*DEGREES, *VOTES, "influence"]


@every_guide
def test_every_run_ends_within_five_questions_and_asks_two(guide: Guide) -> None:
    assert {len(run.answers) for run in runs(guide)} <= {2, 3, 4, 5}
    assert all(run.verdict is not None for run in runs(guide))


@every_guide
def test_no_question_is_asked_twice(guide: Guide) -> None:
    assert all(len(dict(run.answers)) == len(run.answers) for run in runs(guide))


@every_guide
def test_questions_come_one_by_one_as_they_are_answered(guide: Guide) -> None:
    for run in runs(guide):
        so_far: dict[str, Answer] = {}
        for question, answer in run.answers:
            assert guide.run(so_far).question == question
            so_far[question] = answer
        assert guide.run(so_far) == run


@every_guide
def test_two_unknown_answers_end_in_unknown(guide: Guide) -> None:
    twice = [run for run in runs(guide) if unknowns(run) == 2]
    assert twice
    assert {value(run) for run in twice} == {""}
    assert max(unknowns(run) for run in runs(guide)) == 2


@every_guide
def test_one_unknown_answer_never_makes_a_strong_value(guide: Guide) -> None:
    assert not {"-2", "2"} & {value(run) for run in runs(guide) if unknowns(run) == 1}


@every_guide
def test_unknown_answer_leads_between_what_yes_and_no_lead_to(guide: Guide) -> None:
    for run in runs(guide):
        if unknowns(run) == 1 and value(run):
            known = {question: answer for question, answer in run.answers if answer is not UNKNOWN}
            possible = [rank(value(guide.run(full | known))) for full in all_answers(guide, (YES, NO))]
            assert min(possible) <= rank(value(run)) <= max(possible), run.answers


@every_guide
def test_answer_in_favour_never_lowers_the_value(guide: Guide) -> None:
    for answers in all_answers(guide, (YES, NO)):
        for question in guide.questions:
            good, bad = (NO, YES) if question in AGAINST else (YES, NO)
            better, worse = (value(guide.run(answers | {question: one})) for one in (good, bad))
            assert rank(better) >= rank(worse), (question, answers)


@every_guide
def test_known_answers_give_a_known_value_and_every_value_is_reached(guide: Guide) -> None:
    known = {value(guide.run(answers)) for answers in all_answers(guide, (YES, NO))}
    assert known == ({"-2", "-1", "0", "1", "2"} if guide.feature in DEGREES else {"yes", "no"})


@every_guide
def test_every_question_decides_something(guide: Guide) -> None:
    for question in guide.questions:
        outcomes = {
            (value(guide.run(answers | {question: YES})), value(guide.run(answers | {question: NO})))
            for answers in all_answers(guide)
        }
        assert any(yes != no for yes, no in outcomes), question


@given(
    guide=st.sampled_from(GUIDES),
    answers=st.dictionaries(st.text(max_size=12) | st.sampled_from(sorted(AGAINST)), st.sampled_from(Answer)),
)
def test_whatever_is_answered_is_a_run(guide: Guide, answers: dict[str, Answer]) -> None:
    run = guide.run(answers)
    assert set(run.answers) <= set(answers.items())
    assert (run.question is None) != (run.verdict is None)
    assert run.question not in answers


@given(guide=st.sampled_from(GUIDES), data=st.data())
def test_answers_to_other_questions_change_nothing(guide: Guide, data: st.DataObject) -> None:
    answers = data.draw(st.fixed_dictionaries(dict.fromkeys(guide.questions, st.sampled_from(Answer))))
    run = guide.run(answers)
    assert guide.run(dict(run.answers)) == run
