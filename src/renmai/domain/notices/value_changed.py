"""Somebody else changed a degree or a vote of a key person at one's own customer.

That it changed is told, not to what: the page shows it to whoever may see it when they look.
"""

from collections.abc import Iterator
from datetime import date

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of, once
from renmai.domain.notices.cases import Cases
from renmai.domain.notices.grouping import grouped


def find(cases: Cases, today: date) -> Iterator[Notice]:
    """One notice for everything that changed at one customer on one day."""
    del today
    others = [change for change in cases.changes if change.by != cases.receiver and change.values]
    for (customer, day), changes in grouped(others, lambda change: (change.customer, change.day)):
        people = {change.person for change in changes}
        latest = max(change.recorded_at for change in changes)
        yield Notice(
            kind=NoticeKind.VALUE_CHANGED,
            told="changed",
            day=day,
            key=key_of(NoticeKind.VALUE_CHANGED, customer, day.isoformat(), latest.isoformat()),
            place=Place.KEY_PERSON if len(people) == 1 else Place.HISTORY,
            code=people.pop() if len(people) == 1 else customer,
            customer=customer,
            customer_name=changes[0].customer_name,
            names=once(change.name for change in changes),
            count=sum(change.values for change in changes),
            who=once(change.by_name for change in changes),
        )
