"""Solution approval 方案認可度: how far the person approves of the solution (docs/metrics/guided-questions.md)."""

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

_WITH_DOUBT: Final = Ask("defends", yes=SUPPORT, no=NEUTRAL, unknown=NEUTRAL)
_SEES_IT: Final = Ask(
    "objects",
    yes=_WITH_DOUBT,
    no=Ask("defends", yes=STRONG_SUPPORT, no=SUPPORT, unknown=SUPPORT),
    unknown=_WITH_DOUBT,
)
_INDIFFERENT: Final = Ask("objects", yes=OPPOSE, no=NEUTRAL, unknown=NEUTRAL)
_DOES_NOT: Final = Ask(
    "prefers_other",
    yes=Ask("speaks_against", yes=STRONG_OPPOSE, no=OPPOSE, unknown=OPPOSE),
    no=_INDIFFERENT,
    unknown=_INDIFFERENT,
)
_OR_DEFENDS: Final = Ask("defends", yes=SUPPORT, no=NEUTRAL, unknown=UNKNOWN)
_UNCERTAIN: Final = Ask("prefers_other", yes=OPPOSE, no=_OR_DEFENDS, unknown=_OR_DEFENDS)

GUIDE: Final = Guide("solution", Ask("own_words", yes=_SEES_IT, no=_DOES_NOT, unknown=_UNCERTAIN))
