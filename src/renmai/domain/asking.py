"""Reading a question as people write it: on a command line, in a query string (spec 3)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period, months_before
from renmai.domain.question import OURS, Filters, Question, View

LOOK_BACK: Final = 120
"""Months that must exist before the as-of day: the longest trend."""
YES: Final = ("yes", "true", "1", "on")
NO: Final = ("", "no", "false", "0", "off")


def read_question(given: Mapping[str, str], today: date, default_view: View, asker: str | None = None) -> Question:
    """The question of these texts by parameter name; a missing or blank one takes its default.

    `asker` is the code of the employee who asks: in their own view, what they told nobody counts.

    Raises `RenmaiError` for what makes no sense. Whether views and names exist is checked by the
    line, together with whether the viewer may see them.
    """
    view = _view(given.get("view", ""), default_view)
    return Question(
        as_of=read_day(given.get("as_of", ""), today),
        period=_period(given.get("period", "")),
        view=view,
        party=given.get("competitor", "") or OURS,
        filters=Filters(
            industry=given.get("industry") or None,
            region=given.get("region") or None,
            focus=_focus(given.get("focus", "")),
        ),
        own_of=view.code if view.is_of(asker) else "",
    )


def read_day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_DATE, date=text) from None
    if day.isoformat() != text:
        raise RenmaiError(ErrorCode.BAD_DATE, date=text)
    try:
        months_before(day, LOOK_BACK)
    except ValueError:
        raise RenmaiError(ErrorCode.DATE_OUT_OF_RANGE, date=text) from None
    return day


def _period(text: str) -> Period:
    try:
        return Period(text or Period.MONTH)
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_PERIOD, period=text, periods=", ".join(Period)) from None


def _view(text: str, default: View) -> View:
    try:
        return View.parse(text) if text else default
    except ValueError:
        raise RenmaiError(ErrorCode.UNKNOWN_VIEW, view=text, open="company, team:…, personal:…") from None


def _focus(text: str) -> bool:
    if text.lower() not in YES + NO:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="focus", value=text)
    return text.lower() in YES
