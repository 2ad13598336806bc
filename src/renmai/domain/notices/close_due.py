"""An opportunity of one's own is expected to close within 14 days, or should have closed already."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases

AHEAD: Final = timedelta(days=14)


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for each opportunity; overdue from the day after the expected one."""
    for case in cases.closes:
        if case.expected_on > today + AHEAD:
            continue
        is_overdue = case.expected_on < today
        told = "overdue" if is_overdue else "soon"
        yield Notice(
            kind=NoticeKind.CLOSE_DUE,
            told=told,
            day=case.expected_on + timedelta(days=1) if is_overdue else _began(case.expected_on, today),
            key=key_of(NoticeKind.CLOSE_DUE, told, case.opportunity, case.expected_on.isoformat()),
            place=Place.OPPORTUNITY,
            code=case.opportunity,
            customer=case.customer,
            customer_name=case.customer_name,
            names=(case.name,),
            on=case.expected_on,
        )


def _began(expected_on: date, today: date) -> date:
    """Never before what is told at all: on its last day a close is still one to come."""
    return max(expected_on - AHEAD, today - AHEAD + timedelta(days=1))
