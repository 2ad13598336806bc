"""Scores beside their comparison values, as they are written."""

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from renmai.analytics.metric import metric
from renmai.analytics.scorecard import Cards
from renmai.domain.policy import Policy
from renmai.domain.scorecard import ComponentName, Weighed, total, weighed
from renmai.web.marks import Tone, delta
from renmai.web.numbers import Kind, Writer

POINTS: Final = Writer(Kind.COUNT, 1)


@dataclass(frozen=True, slots=True)
class Score:
    """`number` is None where there is no score; then `value` is a dash."""

    number: float | None
    value: str
    change: SafeString
    yoy: SafeString


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one view; `parts` are those of the as-of day."""

    parts: list[Weighed]
    of: dict[ComponentName, Score]
    total: Score


def scores(cards: Cards, policy: Policy) -> Scores:
    days = [weighed(card, policy) for card in cards]
    by_name = zip(*days, strict=True)
    return Scores(
        days[0],
        {parts[0].name: _score(*(part.score for part in parts)) for parts in by_name},
        _score(*(total(parts) for parts in days)),
    )


def _score(value: float | None, previous: float | None, year_ago: float | None) -> Score:
    found = metric(value, previous, year_ago)
    changes = (delta(found[name], POINTS, Tone.MORE_IS_BETTER) for name in ("change", "yoy"))
    return Score(value, POINTS.value(value), *changes)
