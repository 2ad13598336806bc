"""A survey is open and waits for the receiver's answer; told again after a reminder."""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for each survey, as of the day on which it opened or was reminded of."""
    for case in cases.surveys:
        if not case.opens_on <= today <= case.closes_on:
            continue
        since = case.reminded_on or case.opens_on
        told = "reminded" if case.reminded_on else "open"
        yield Notice(
            kind=NoticeKind.SURVEY_OPEN,
            told=told,
            day=since,
            key=key_of(NoticeKind.SURVEY_OPEN, case.code, since.isoformat()),
            place=Place.SURVEY,
            code=case.code,
            names=(case.name,),
            on=case.closes_on,
        )
