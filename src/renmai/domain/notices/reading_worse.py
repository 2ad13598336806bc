"""A decision chain at one's own customer reads worse than before, and not by one's own doing alone."""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases, ReadingCase
from renmai.domain.reading import Reading

WORST_FIRST = tuple(Reading)


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for each chain."""
    del today
    for case in cases.readings:
        if is_worse(case.before, case.now) and not _is_own(case, cases.receiver):
            yield Notice(
                kind=NoticeKind.READING_WORSE,
                told="worse",
                day=case.since,
                key=key_of(NoticeKind.READING_WORSE, case.opportunity, case.now.value, case.since.isoformat()),
                place=Place.OPPORTUNITY,
                code=case.opportunity,
                customer=case.customer,
                customer_name=case.customer_name,
                names=(case.name,),
                before=case.before.value,
                now=case.now.value,
            )


def is_worse(before: Reading, now: Reading) -> bool:
    return WORST_FIRST.index(now) < WORST_FIRST.index(before)


def _is_own(case: ReadingCase, receiver: str) -> bool:
    return case.by == {receiver}
