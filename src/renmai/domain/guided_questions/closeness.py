"""Closeness 關係緊密度: how close the person is to the party (docs/metrics/guided-questions.md)."""

from typing import Final

from renmai.domain.guided_questions.base import (
    NEUTRAL,
    OPPOSE,
    STRONG_OPPOSE,
    STRONG_SUPPORT,
    SUPPORT,
    UNKNOWN,
    Ask,
    Guide,
)

_REACHED: Final = Ask("acts_inside", yes=SUPPORT, no=NEUTRAL, unknown=NEUTRAL)
_OPEN: Final = Ask(
    "shares_inside",
    yes=Ask("acts_inside", yes=STRONG_SUPPORT, no=SUPPORT, unknown=SUPPORT),
    no=_REACHED,
    unknown=_REACHED,
)
_POLITE: Final = Ask("works_against", yes=OPPOSE, no=NEUTRAL, unknown=NEUTRAL)
_DISTANT: Final = Ask(
    "keeps_away",
    yes=Ask("works_against", yes=STRONG_OPPOSE, no=OPPOSE, unknown=OPPOSE),
    no=_POLITE,
    unknown=_POLITE,
)
_OR_DISTANT: Final = Ask("keeps_away", yes=OPPOSE, no=NEUTRAL, unknown=UNKNOWN)
_UNCERTAIN: Final = Ask("shares_inside", yes=SUPPORT, no=_OR_DISTANT, unknown=_OR_DISTANT)

GUIDE: Final = Guide("closeness", Ask("answers_call", yes=_OPEN, no=_DISTANT, unknown=_UNCERTAIN))
