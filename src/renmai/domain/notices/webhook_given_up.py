"""An address of another program did not answer for days, and is told nothing any more."""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One for each webhook that was given up."""
    del today
    for case in cases.webhooks:
        yield Notice(
            kind=NoticeKind.WEBHOOK_GIVEN_UP,
            told="given_up",
            day=case.given_up_on,
            key=key_of(NoticeKind.WEBHOOK_GIVEN_UP, str(case.key), case.given_up_on.isoformat()),
            place=Place.WEBHOOKS,
            names=(case.address,),
        )
