"""The answers behind values as one cell of the bundle, and back (docs/metrics/guided-questions.md).

`closeness=1:answers_call=yes,shares_inside=unknown;veto=no:…`: the guide, what it proposed, the answers.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from renmai.domain.guided_questions.base import Answer, Answers
from renmai.domain.stance import DEGREES, VOTES, Stance, VoteAnswer

ASSESSED: Final[tuple[str, ...]] = (*DEGREES, *VOTES)
"""The guides whose answers stand in an assessment."""
INFLUENCE: Final[tuple[str, ...]] = ("influence",)
"""The guide whose answers stand in an influence."""
UNKNOWN: Final = VoteAnswer.UNKNOWN.value
"""How a cell writes that nothing was proposed."""

MOST_ANSWERS: Final = 12
"""More than any guide asks: a bound for what an import keeps."""
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DEGREES: Final = frozenset(str(stance.value) for stance in Stance)
_ANSWERS: Final = frozenset(answer.value for answer in Answer)
_VOTES: Final = frozenset({VoteAnswer.YES.value, VoteAnswer.NO.value})


@dataclass(frozen=True, slots=True)
class Answered:
    """One run as it was answered; `proposed` is the value it led to, blank for unknown."""

    proposed: str
    answers: Answers


Evidence = Mapping[str, Answered]
"""By guide."""


class EvidenceError(ValueError):
    """A text that is not written as evidence is."""


def written(evidence: Evidence) -> str:
    """The cell; blank where nothing was answered. Guides stand in the order of the features."""
    order = (*ASSESSED, *INFLUENCE)
    return ";".join(_written(guide, evidence[guide]) for guide in sorted(evidence, key=order.index))


def _written(guide: str, one: Answered) -> str:
    answers = ",".join(f"{question}={answer.value}" for question, answer in one.answers)
    return f"{guide}={one.proposed or UNKNOWN}:{answers}"


def read(cell: str, guides: Collection[str] = (*ASSESSED, *INFLUENCE)) -> dict[str, Answered]:
    """What a cell says; `guides` are those that it may name. Raises `EvidenceError` for what is none.

    Questions are known by their form only: one that was dropped since, or is yet to come, is kept.
    """
    found: dict[str, Answered] = {}
    for text in filter(None, cell.split(";")):
        head, _, rest = text.partition(":")
        guide, _, proposed = head.strip().partition("=")
        if guide not in guides or guide in found:
            raise EvidenceError(text)
        found[guide] = Answered(_proposed(guide, proposed), _answers(rest))
    return found


def _proposed(guide: str, text: str) -> str:
    if text == UNKNOWN:
        return ""
    if text not in (_DEGREES if guide in DEGREES else _VOTES):
        raise EvidenceError(text)
    return text


def _answers(text: str) -> Answers:
    pairs = [part.strip().partition("=") for part in text.split(",")]
    answers = {question: answer for question, _, answer in pairs if _CODE.fullmatch(question)}
    if not len(answers) == len(pairs) <= MOST_ANSWERS or not _ANSWERS.issuperset(answers.values()):
        raise EvidenceError(text)
    return tuple((question, Answer(answer)) for question, answer in answers.items())


def replaced(cell: str, before: str, after: str) -> str | None:
    """The cell with what one change made of `before` taken back, guide by guide; None where it is not as left.

    What others answered meanwhile about other values stays.
    """
    held, was, made = read(cell), read(before), read(after)
    changed = [guide for guide in {**was, **made} if was.get(guide) != made.get(guide)]
    if any(held.get(guide) != made.get(guide) for guide in changed):
        return None
    kept = {guide: one for guide, one in held.items() if guide not in changed}
    return written(kept | {guide: was[guide] for guide in changed if guide in was})
