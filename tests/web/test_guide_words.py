"""What the guides say: three languages, every question, every value that can be proposed."""

import pytest
from django.utils import translation

from renmai.domain.guided_questions import BY_FEATURE, GUIDES
from renmai.domain.guided_questions.base import Answer, Guide
from renmai.wording.cells import cell_text
from renmai.wording.guided_questions import MEANINGS, QUESTIONS, About, counts_text, meaning_text, question_text
from tests.web.test_guide import CLOSE_CELL, SignedIn, address, get


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-CN", ("引导问答", "罗采薇会跟我司作对", "第 3 题，最多 3 题", "不知道")),
        ("zh-TW", ("引導問答", "罗采薇會跟我司作對", "第 3 題，最多 3 題", "不知道")),
        ("en-GB", ("Guided questions", "Does 罗采薇 work against us", "Question 3 of at most 3", "Don&#x27;t know")),
    ],
)
def test_guide_speaks_three_languages(language: str, words: tuple[str, ...], signed_in: SignedIn) -> None:
    at = address("closeness", {"answers_call": "no", "keeps_away": "yes"})
    html = get(signed_in("owner"), at, language=language).html
    assert [word for word in words if word not in html] == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.feature)
def test_every_question_and_value_has_words(guide: Guide, language: str) -> None:
    assert set(QUESTIONS[guide.feature]) == set(guide.questions)
    with translation.override(language):
        for about in (About("罗采薇"), About("罗采薇", "赤岭机械", "马骁")):
            texts = [question_text(guide.feature, question, about) for question in guide.questions]
            texts += [counts_text(guide.feature, question, about) for question in guide.questions]
            texts += [meaning_text(guide.feature, value, about) for value in (*MEANINGS[guide.feature], "")]
            assert not [text for text in texts if "%" in text or not text]
            assert all("罗采薇" in text for text in texts[: len(guide.questions)])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.feature)
def test_every_value_that_can_be_proposed_has_a_meaning(guide: Guide) -> None:
    reached = set()
    waiting: list[dict[str, Answer]] = [{}]
    while waiting:
        given = waiting.pop()
        run = guide.run(given)
        if run.question is None:
            assert run.verdict is not None
            reached.add(run.verdict.value)
        else:
            waiting += [given | {run.question: one} for one in Answer]
    assert reached - {""} == set(MEANINGS[guide.feature])


def test_evidence_reads_in_words_and_what_is_none_stays() -> None:
    assert set(BY_FEATURE) == set(QUESTIONS)
    with translation.override("en"):
        assert cell_text("evidence", f"{CLOSE_CELL};veto=unknown:can_stop=unknown") == (
            "Closeness +1 Support (answers: 3), Veto holder Unknown (answers: 1)"
        )
        assert cell_text("evidence", "they said so") == "they said so"
