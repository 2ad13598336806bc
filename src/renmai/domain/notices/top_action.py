"""The first of one's next actions of the customer line is another one than was told last.

Those of the influence line are left out: they speak of whom a colleague can sway.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from renmai.domain.notices.base import Notice, NoticeKind, Place, key_of
from renmai.domain.notices.cases import Cases

PLACES: Final = {
    "key_person": Place.KEY_PERSON,
    "opportunity": Place.OPPORTUNITY,
    "customer": Place.CUSTOMER,
}


def find(cases: Cases, today: date) -> Iterator[Notice]:
    action = cases.action
    if action is None or action.type not in PLACES:
        return
    yield Notice(
        kind=NoticeKind.TOP_ACTION,
        told="first",
        day=today,
        key=key_of(NoticeKind.TOP_ACTION, action.principle, action.type, action.code),
        place=PLACES[action.type],
        code=action.code,
        customer=action.customer,
        customer_name=action.customer_name,
        names=(action.name,),
        now=action.principle,
    )
