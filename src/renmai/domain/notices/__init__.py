"""Notices 提醒: what an employee is told of what came to be, one file for each kind (spec 4.1).

Every rule reads the cases of one receiver, which were gathered behind the gates at that moment, and
never tells of what the receiver did. Influences are no part of any case: whom somebody can sway is
told to nobody else (spec 1.10). A request for help tells its two participants alone, and a use that waits is told
to whoever is asked to confirm it, without the helper's name.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from renmai.domain.notices import (
    close_due,
    growing_stale,
    help_answered,
    help_asked,
    ownership_changed,
    proposal_waiting,
    reading_worse,
    step_assigned,
    step_due,
    survey_open,
    top_action,
    use_to_confirm,
    value_changed,
    webhook_given_up,
)
from renmai.domain.notices.base import Notice, NoticeKind, is_recent
from renmai.domain.notices.cases import Cases

RULES: Final[dict[NoticeKind, Callable[[Cases, date], Iterator[Notice]]]] = {
    NoticeKind.SURVEY_OPEN: survey_open.find,
    NoticeKind.STEP_DUE: step_due.find,
    NoticeKind.CLOSE_DUE: close_due.find,
    NoticeKind.READING_WORSE: reading_worse.find,
    NoticeKind.OWNERSHIP_CHANGED: ownership_changed.find,
    NoticeKind.STEP_ASSIGNED: step_assigned.find,
    NoticeKind.USE_TO_CONFIRM: use_to_confirm.find,
    NoticeKind.PROPOSAL_WAITING: proposal_waiting.find,
    NoticeKind.VALUE_CHANGED: value_changed.find,
    NoticeKind.TOP_ACTION: top_action.find,
    NoticeKind.GROWING_STALE: growing_stale.find,
    NoticeKind.HELP_ASKED: help_asked.find,
    NoticeKind.HELP_ANSWERED: help_answered.find,
    NoticeKind.WEBHOOK_GIVEN_UP: webhook_given_up.find,
}
"""The whole family, in the order of `NoticeKind`."""


def notices(cases: Cases, today: date) -> list[Notice]:
    """Everything to be told, the latest day first, each day in the order of the kinds."""
    found = [notice for find in RULES.values() for notice in find(cases, today) if is_recent(notice.day, today)]
    return sorted(found, key=lambda notice: notice.day, reverse=True)
