"""The notices as rows of the page, by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy

from renmai.domain.notices.base import SPAN, Notice, Place
from renmai.output.notices.gathering import Receiver
from renmai.output.notices.places import path_of
from renmai.web.access import Viewer
from renmai.wording.notices import KINDS, sentence
from renmai.wording.terms import Term, Text

SHOWN: Final = 100
LENGTHS: Final[dict[str, Text]] = {
    "day": gettext_lazy("for a day"),
    "week": gettext_lazy("for a week"),
    "month": gettext_lazy("for a month"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """`customer` is blank where no single customer that may be seen is meant; `is_new`: not shown before."""

    kind: str
    term: Term
    text: str
    url: str
    customer: str
    customer_name: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Page:
    """`further` counts what the page leaves out, which is what is oldest."""

    days: list[Day]
    fresh: int
    further: int
    snoozed: int
    span: int
    lengths: Iterable[tuple[str, Text]]


def receiver_of(viewer: Viewer) -> Receiver:
    return Receiver(viewer.employee, viewer.scope, viewer.today, viewer.panel)


def context(notices: Sequence[Notice], fresh: Sequence[Notice], snoozed: int) -> Page:
    new = {notice.key for notice in fresh}
    days: dict[date, list[Row]] = {}
    for notice in notices[:SHOWN]:
        days.setdefault(notice.day, []).append(_row(notice, is_new=notice.key in new))
    return Page(
        days=[Day(day, rows) for day, rows in days.items()],
        fresh=len(fresh),
        further=max(0, len(notices) - SHOWN),
        snoozed=snoozed,
        span=SPAN.days,
        lengths=LENGTHS.items(),
    )


def _row(notice: Notice, *, is_new: bool) -> Row:
    return Row(
        kind=notice.kind.value,
        term=KINDS[notice.kind],
        text=sentence(notice),
        url=path_of(notice),
        customer=notice.customer if notice.place is not Place.CUSTOMERS else "",
        customer_name=notice.customer_name if notice.customer_name not in notice.names else "",
        is_new=is_new,
    )
