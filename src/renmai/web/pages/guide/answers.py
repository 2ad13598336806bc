"""The answers behind a value in words: which questions, what was said, and what they pointed to."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from renmai.domain.guided_questions.base import Answer, Answers
from renmai.domain.guided_questions.evidence import Answered, Evidence
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.wording.guided_questions import ANSWERS, About, guide_label, question_text
from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One question and its answer."""

    question: str
    answer: Answer
    word: Text


@dataclass(frozen=True, slots=True)
class Grounds:
    """One run of a guide; `differs`: the value that was recorded is another than it proposed."""

    label: Text
    proposed: SafeString
    differs: bool
    lines: list[Line]

    @property
    def count(self) -> int:
        return len(self.lines)


def lines_of(guide: str, answers: Answers, about: About) -> list[Line]:
    return [Line(question_text(guide, question, about), answer, ANSWERS[answer]) for question, answer in answers]


def grounds(guide: str, answered: Answered, recorded: str, about: About) -> Grounds:
    """`recorded` is the value as a cell."""
    return Grounds(
        guide_label(guide),
        value_chip(guide, answered.proposed),
        answered.proposed != recorded,
        lines_of(guide, answered.answers, about),
    )


def all_grounds(evidence: Evidence, about: About) -> list[Grounds]:
    """Of each guide that was answered, whatever was recorded then."""
    return [grounds(guide, one, one.proposed, about) for guide, one in evidence.items()]


def value_chip(guide: str, value: str) -> SafeString:
    """A value as pages show it; blank is unknown."""
    if guide in DEGREES:
        return marks.stance_chip(int(value) if value else None)
    return marks.group_chip(value or "unknown")
