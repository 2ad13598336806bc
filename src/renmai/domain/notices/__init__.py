"""Notices 提醒: what an employee is told of what came to be, one file for each kind (spec 4.1).

Every rule reads the cases of one receiver, which were gathered behind the gates at that moment, and
never tells of what the receiver did. Influences are no part of any case: whom somebody can sway is
told to nobody else (spec 1.10).
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from renmai.domain.notices import (
    close_due,
    growing_stale,
    ownership_changed,
    reading_worse,
    step_assigned,
    step_due,
    top_action,
    value_changed,
)
from renmai.domain.notices.base import Notice, NoticeKind, is_recent
from renmai.domain.notices.cases import Cases

RULES: Final[dict[NoticeKind, Callable[[Cases, date], Iterator[Notice]]]] = {
    NoticeKind.STEP_DUE: step_due.find,
    NoticeKind.CLOSE_DUE: close_due.find,
    NoticeKind.READING_WORSE: reading_worse.find,
    NoticeKind.OWNERSHIP_CHANGED: ownership_changed.find,
    NoticeKind.STEP_ASSIGNED: step_assigned.find,
    NoticeKind.VALUE_CHANGED: value_changed.find,
    NoticeKind.TOP_ACTION: top_action.find,
    NoticeKind.GROWING_STALE: growing_stale.find,
}
"""The whole family, in the order of `NoticeKind`."""


def notices(cases: Cases, today: date) -> list[Notice]:
    """Everything to be told, the latest day first, each day in the order of the kinds."""
    found = [notice for find in RULES.values() for notice in find(cases, today) if is_recent(notice.day, today)]
    return sorted(found, key=lambda notice: notice.day, reverse=True)
