"""A customer came to be one's own, or is another's now, and somebody else saw to that.

Of a customer that was taken away the name is told and nothing else: that much its owner of yesterday knew.
"""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of, once
from renmai.domain.notices.cases import Cases, OwnershipCase
from renmai.domain.notices.grouping import grouped


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for all customers that came, and one for all that went, on one day."""
    others = [one for one in cases.ownerships if one.by != cases.receiver and one.on <= today]
    for (day, is_gained), moved in grouped(others, lambda one: (one.on, one.is_gained)):
        told = "gained" if is_gained else "lost"
        alone = moved[0] if len(moved) == 1 else None
        is_open = alone is not None and alone.is_seen
        yield Notice(
            kind=NoticeKind.OWNERSHIP_CHANGED,
            told=told,
            day=day,
            key=key_of(NoticeKind.OWNERSHIP_CHANGED, told, day.isoformat(), *sorted(one.customer for one in moved)),
            place=Place.CUSTOMER if is_open else Place.CUSTOMERS,
            code=_code(alone) if is_open else "",
            customer=_code(alone),
            customer_name=alone.customer_name if alone else "",
            names=once(one.customer_name for one in moved),
            count=len(moved),
            who=once(one.by_name for one in moved),
        )


def _code(alone: OwnershipCase | None) -> str:
    return alone.customer if alone else ""
