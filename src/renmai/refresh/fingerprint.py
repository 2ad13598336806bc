"""Reports as fingerprints: whether two databases say the same can be told without keeping what they say."""

import hashlib
import json
from datetime import date
from typing import Any, Final

from renmai.analytics.reports import report
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh.panel import current_panel, forget

LINES: Final = ("customer", "influence", "key-person", "decision-chain")
DIGITS: Final = 9
"""Another machine may add up in another order: figures are compared to as many digits."""


def fingerprints(day: date) -> dict[str, str]:
    """The SHA-256 of each line's report for the whole company on a day, from a panel that is loaded anew."""
    forget()
    panel = current_panel()
    told = {line: _fingerprint(report(panel, line, Question(day), EVERYTHING)) for line in LINES}
    forget()
    return told


def _fingerprint(told: Any) -> str:
    text = json.dumps(_rounded(told), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _rounded(told: Any) -> Any:
    match told:
        case float():
            return f"{told:.{DIGITS}g}"
        case dict():
            return {key: _rounded(value) for key, value in told.items()}
        case list() | tuple():
            return [_rounded(value) for value in told]
        case _:
            return told
