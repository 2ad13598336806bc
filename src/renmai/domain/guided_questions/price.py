"""Price acceptance 價格接受度: how far the person accepts the party's price (docs/metrics/guided-questions.md)."""

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

_BY_PRICE: Final = Ask("only_price", yes=NEUTRAL, no=SUPPORT, unknown=NEUTRAL)
_ACCEPTED: Final = Ask("defends_price", yes=STRONG_SUPPORT, no=_BY_PRICE, unknown=_BY_PRICE)
_WEIGHING: Final = Ask("refuses_price", yes=OPPOSE, no=NEUTRAL, unknown=NEUTRAL)
_NOT_ACCEPTED: Final = Ask(
    "only_price",
    yes=Ask("refuses_price", yes=STRONG_OPPOSE, no=OPPOSE, unknown=OPPOSE),
    no=_WEIGHING,
    unknown=_WEIGHING,
)
_OR_REFUSES: Final = Ask("refuses_price", yes=OPPOSE, no=NEUTRAL, unknown=UNKNOWN)
_UNCERTAIN: Final = Ask("defends_price", yes=SUPPORT, no=_OR_REFUSES, unknown=_OR_REFUSES)

GUIDE: Final = Guide("price", Ask("accepts_range", yes=_ACCEPTED, no=_NOT_ACCEPTED, unknown=_UNCERTAIN))
