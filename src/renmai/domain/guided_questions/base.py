"""What a guide is: questions that lead, answer by answer, to a proposed value.

A guide is a decision procedure without circles. It reads answers to the questions that it reaches,
ignores every other, and for whatever is answered gives the next question or a verdict.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_UNKNOWN: Final = 2
"""So many *don't know* end a run: nothing is proposed then."""


class Answer(StrEnum):
    """`unknown` is *don't know*: an answer, and written down as such."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


Answers = tuple[tuple[str, Answer], ...]
"""Questions by code with their answers, in the order in which they were asked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The proposed value as the bundle writes it (`-2` … `2`, `yes`, `no`); blank: unknown."""

    value: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question by its code, and where each answer leads."""

    question: str
    yes: "Ask | Verdict"
    no: "Ask | Verdict"
    unknown: "Ask | Verdict"

    def after(self, answer: Answer) -> "Ask | Verdict":
        return {Answer.YES: self.yes, Answer.NO: self.no, Answer.UNKNOWN: self.unknown}[answer]


Step = Ask | Verdict

STRONG_SUPPORT: Final = Verdict("2")
SUPPORT: Final = Verdict("1")
NEUTRAL: Final = Verdict("0")
OPPOSE: Final = Verdict("-1")
STRONG_OPPOSE: Final = Verdict("-2")
YES: Final = Verdict("yes")
NO: Final = Verdict("no")
UNKNOWN: Final = Verdict("")


@dataclass(frozen=True, slots=True)
class Run:
    """One walk through a guide as far as the answers lead: the next question, or the verdict."""

    answers: Answers
    step: Step

    @property
    def question(self) -> str | None:
        """The next question, None where there is a verdict."""
        return self.step.question if isinstance(self.step, Ask) else None

    @property
    def verdict(self) -> Verdict | None:
        return self.step if isinstance(self.step, Verdict) else None

    @property
    def most(self) -> int:
        """How many questions it may come to, those answered included."""
        return len(self.answers) + _longest(self.step)


@dataclass(frozen=True, slots=True)
class Guide:
    """The questions behind one feature; `first` is where every run begins."""

    feature: str
    first: Ask

    def run(self, given: Mapping[str, Answer]) -> Run:
        """Follow the answers, by question, as far as they go; answers to what is not asked are passed over."""
        step: Step = self.first
        answers: list[tuple[str, Answer]] = []
        while isinstance(step, Ask) and step.question in given:
            answer = given[step.question]
            answers.append((step.question, answer))
            step = step.after(answer)
            if sum(one is Answer.UNKNOWN for _, one in answers) == MOST_UNKNOWN:
                step = UNKNOWN
        return Run(tuple(answers), step)

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question of the guide, each once."""
        return tuple(dict.fromkeys(ask.question for ask in _asks(self.first)))


def _longest(step: Step) -> int:
    return 1 + max(_longest(step.after(answer)) for answer in Answer) if isinstance(step, Ask) else 0


def _asks(step: Step) -> Iterator[Ask]:
    if isinstance(step, Ask):
        yield step
        for answer in Answer:
            yield from _asks(step.after(answer))
