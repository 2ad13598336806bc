"""The answers of a guide that led to what was believed, where somebody took the time to be guided."""

from collections.abc import Mapping
from functools import cache

from renmai.demo.chance import stream
from renmai.domain.guided_questions import BY_FEATURE
from renmai.domain.guided_questions.base import Answer, Answers
from renmai.domain.guided_questions.evidence import Answered, written

GUIDED = 0.4


def answers_behind(values: Mapping[str, str], *about: object) -> str:
    """A cell of evidence for one of the known values, by guide; blank for most.

    `about` names a stream of its own: every other chance stays as it is.
    """
    chance = stream("evidence", *about)
    known = [guide for guide, value in values.items() if value]
    if not known or chance.random() >= GUIDED:
        return ""
    guide = chance.choice(known)
    return written({guide: Answered(values[guide], chance.choice(_runs(guide)[values[guide]]))})


@cache
def _runs(feature: str) -> Mapping[str, list[Answers]]:
    """Every run of the guide by the value that it proposes."""
    guide, found = BY_FEATURE[feature], dict[str, list[Answers]]()
    waiting: list[dict[str, Answer]] = [{}]
    while waiting:
        given = waiting.pop()
        run = guide.run(given)
        if run.verdict:
            found.setdefault(run.verdict.value, []).append(run.answers)
        elif run.question:
            waiting += [{**given, run.question: answer} for answer in Answer]
    return found
