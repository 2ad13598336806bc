"""What a form says about actions: which, and what became of them."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from django.http import QueryDict

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.principles.base import NextAction, SubjectType
from renmai.domain.principles.cause import cause
from renmai.domain.principles.mark import MarkStatus
from renmai.store.actions.action_mark import Choice

DIGITS: Final = 12
FOR: Final = ("day", "week", "month", "until")
"""How long an action may be put off."""


@dataclass(frozen=True, slots=True)
class Said:
    """`subject` and `values` as `subject_of` and `value_of` write them; `until` as it was typed."""

    subject: str
    values: tuple[str, ...]
    status: MarkStatus
    length: str
    until: str
    reason: str

    @property
    def subject_type(self) -> SubjectType:
        return SubjectType(self.subject.partition(":")[0])

    @property
    def code(self) -> str:
        return self.subject.partition(":")[2]

    def choice(self, today: date) -> Choice:
        """Raises `RenmaiError` BAD_DATE for what is no day."""
        until = self._until(today) if self.status is MarkStatus.SNOOZED else None
        return Choice(self.status, until, self.reason)

    def _until(self, today: date) -> date | None:
        if self.length == "until":
            return _day(self.until) if self.until else None
        return {"day": today + timedelta(days=1), "week": today + timedelta(days=7), "month": _next_month(today)}[
            self.length
        ]


@dataclass(frozen=True, slots=True)
class Refused:
    """What was said and could not be kept: the sentence stands at its column, and what was typed stays."""

    said: Said
    column: str
    sentence: str

    @property
    def status(self) -> str:
        return self.said.status.value

    def is_about(self, subject: str, values: Sequence[str]) -> bool:
        return self.said.subject == subject and set(self.said.values) == set(values)


def subject_of(action: NextAction) -> str:
    return f"{action.subject.type}:{action.subject.code}"


def value_of(action: NextAction) -> str:
    """What a form sends for one action: its line and principle, and the cause that was seen."""
    return f"{action.line}.{action.principle}.{sha256(cause(action).encode()).hexdigest()[:DIGITS]}"


def read_said(given: QueryDict) -> Said:
    """Raises `RenmaiError` BAD_VALUE for what no form sends."""
    said = Said(
        subject=given.get("subject", ""),
        values=tuple(str(value) for value in given.getlist("action")),
        status=MarkStatus(_one_of(given, "do", tuple(MarkStatus))),
        length=_one_of(given, "for", FOR) if given.get("do") == MarkStatus.SNOOZED else "",
        until=given.get("until", ""),
        reason=given.get("reason", "").replace("\0", "").strip(),
    )
    if said.subject.partition(":")[0] not in tuple(SubjectType):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="subject", value=said.subject)
    return said


def _one_of(given: QueryDict, name: str, offered: Sequence[str]) -> str:
    if given.get(name, "") not in offered:
        raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=given.get(name, ""))
    return str(given[name])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RenmaiError(ErrorCode.BAD_DATE, date=text, column="until") from None


def _next_month(today: date) -> date:
    """The same day of the next month, or its last."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first.replace(day=min(today.day, monthrange(first.year, first.month)[1]))
