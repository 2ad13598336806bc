"""One step of a guide, ready to be shown: a question, or what the answers point to and the form that records it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.safestring import SafeString

from renmai.domain.guided_questions import BY_FEATURE
from renmai.domain.stance import DEGREES
from renmai.store.models import KeyPerson
from renmai.web.layout.context import Choice
from renmai.web.pages.guide.answers import Line, lines_of, value_chip
from renmai.web.pages.guide.asking import Asked
from renmai.web.pages.key_person.features import Option, Trouble, options
from renmai.web.pages.key_person.influencers import Influencers
from renmai.web.pages.key_person.state import OURS
from renmai.wording.guided_questions import ANSWERS, About, counts_text, meaning_text, question_text
from renmai.wording.terms import STANCES

DEEP: Final = "yes"
"""What the guide of influence proposes where there is something to record."""


@dataclass(frozen=True, slots=True)
class Past:
    """A question that was answered; `url` leads back to it."""

    line: Line
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """The question that is asked now, the `number`th of at most `most`."""

    code: str
    text: str
    counts: str
    number: int
    most: int
    answers: list[Choice]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the answers point to. `seen` is the value that holds, `typed` what the form came back with."""

    value: str
    chip: SafeString
    word: str
    meaning: str
    options: list[Option]
    seen: str
    typed: Mapping[str, str]
    trouble: Trouble | None

    @property
    def is_deep(self) -> bool:
        return self.value == DEEP


@dataclass(frozen=True, slots=True)
class Guiding:
    """`is_part`: it stands in a page and is swapped there; `is_swapped`: an island asked for it."""

    asked: Asked
    past: list[Past]
    question: Question | None
    proposal: Proposal | None = None
    influencers: Influencers | None = None
    is_part: bool = True
    is_swapped: bool = False

    @property
    def fields(self) -> dict[str, str]:
        return self.asked.fields(self.asked.run.answers)

    @property
    def url(self) -> str:
        return self.asked.url(self.asked.run.answers)

    @property
    def first_url(self) -> str:
        return self.asked.url(())

    @property
    def is_influence(self) -> bool:
        return self.asked.feature == "influence"


def first_step(person: KeyPerson, feature: str, about: About, party: str = OURS) -> Guiding:
    """Where every run begins; asks the database nothing."""
    return guiding(Asked(person, BY_FEATURE[feature], party, {}, {}), about)


def guiding(asked: Asked, about: About) -> Guiding:
    """The step that the answers lead to, without its proposal."""
    return Guiding(asked, _past(asked, about), _question(asked, about))


def proposing(
    step: Guiding, about: About, seen: str, typed: Mapping[str, str] | None = None, trouble: Trouble | None = None
) -> Guiding:
    """The same step with the proposal; `seen` is the value that holds."""
    asked, verdict = step.asked, step.asked.run.verdict
    if verdict is None:
        return step
    chosen = verdict.value if typed is None else typed.get("value", verdict.value)
    proposal = Proposal(
        value=verdict.value,
        chip=value_chip(asked.feature, verdict.value),
        word=_word(asked.feature, verdict.value),
        meaning=meaning_text(asked.feature, verdict.value, about),
        options=[] if step.is_influence else options(asked.feature, chosen),
        seen=seen,
        typed=typed if typed is not None else asked.who,
        trouble=trouble,
    )
    return replace(step, proposal=proposal)


def _word(feature: str, value: str) -> str:
    """The stance beside its number; a vote's chip is a word already."""
    return str(STANCES[int(value) if value else None]) if feature in DEGREES else ""


def _past(asked: Asked, about: About) -> list[Past]:
    answers = asked.run.answers
    lines = lines_of(asked.feature, answers, about)
    return [Past(line, asked.url(answers[:at])) for at, line in enumerate(lines)]


def _question(asked: Asked, about: About) -> Question | None:
    run = asked.run
    if run.question is None:
        return None
    return Question(
        run.question,
        question_text(asked.feature, run.question, about),
        counts_text(asked.feature, run.question, about),
        len(run.answers) + 1,
        run.most,
        [Choice(answer.value, word, is_current=False) for answer, word in ANSWERS.items()],
    )
