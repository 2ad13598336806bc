"""The one side recorded a use of influence, and one is asked whether it was so."""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of, once
from renmai.domain.notices.cases import Cases
from renmai.domain.notices.grouping import grouped


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for what was asked on one day about one's own help, and one for what was asked about deals."""
    del today
    for (is_own, day), uses in grouped(cases.uses, lambda use: (use.is_own, use.asked_on)):
        yield Notice(
            kind=NoticeKind.USE_TO_CONFIRM,
            told="own" if is_own else "deal",
            day=day,
            key=key_of(NoticeKind.USE_TO_CONFIRM, *sorted(f"{use.key}-{use.asked_on}" for use in uses)),
            place=Place.USES,
            names=once(use.deal or use.customer_name for use in uses),
            count=len(uses),
        )
