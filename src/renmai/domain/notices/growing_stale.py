"""What is known of key persons at one's own customers grows stale: once a week, in one sentence."""

from collections.abc import Iterator
from datetime import date, timedelta

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice, as of the Monday of the week."""
    if cases.stale is None or not cases.stale.people:
        return
    monday = today - timedelta(days=today.weekday())
    yield Notice(
        kind=NoticeKind.GROWING_STALE,
        told="stale",
        day=monday,
        key=key_of(NoticeKind.GROWING_STALE, monday.isoformat()),
        place=Place.STALE,
        code=cases.receiver,
        count=cases.stale.people,
        now=str(cases.stale.days),
    )
