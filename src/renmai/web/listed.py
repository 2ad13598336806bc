"""A plain list of a page: searched, sorted by its heads, cut into pages; its address says how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from renmai.analytics.listing import Listing
from renmai.analytics.lists.arrangement import Subjects, arranged
from renmai.web.numbers import COUNT
from renmai.web.pages.line.columns import Head
from renmai.web.parameters import Asked
from renmai.wording.columns import Text

LIST: Final = "#list"
ASKED: Final = ("q", "sort", "size", "page")


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is what it is sorted by, blank for none; `upwards`: from the least first, as names are."""

    key: str
    label: Text
    place: str = ""
    unit: str = ""
    meaning: Text = ""
    upwards: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands: its page, what its address says beside the question, the usual order."""

    path: str
    more: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = True
    dated: bool = False

    def url(self, asked: Asked) -> str:
        return self.path + asked.query(dated=self.dated, **self.more)


@dataclass(frozen=True, slots=True)
class Listed:
    """`rows` of one page, from `first` to `last` of `total`; links are empty at the ends."""

    rows: Sequence[Any]
    heads: list[Head]
    total: int
    count: str
    first: int
    last: int
    newer_url: str
    older_url: str
    search: str
    path: str
    clear_url: str
    kept: dict[str, str]
    """What the form does not ask but must not lose."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One page of a list; its rows are made by who knows how."""

    found: Listing
    page: Listing
    first: int
    number: int


def cut(every: Listing, subjects: Subjects | None, asked: Asked, place: Place) -> Cut:
    """The page asked for, the last one beyond the end. Raises `RenmaiError` for what the list has not."""
    found = arranged(every, subjects, _usual(asked, place).arranged.arrangement) if subjects else every
    size = asked.arranged.size
    number = min(asked.page, max(-(-len(found) // size), 1))
    first = (number - 1) * size
    return Cut(found, found.of(found.subjects[first : first + size]), first, number)


def _usual(asked: Asked, place: Place) -> Asked:
    if asked.arranged.arrangement.sort or not place.sort:
        return asked
    return asked.arranging(sort=place.sort, descending=place.descending)


def listed(cut: Cut, rows: Sequence[Any], columns: Sequence[Column], asked: Asked, place: Place) -> Listed:
    total, last = len(cut.found), cut.first + len(rows)
    return Listed(
        rows=rows,
        heads=[_head(column, asked, place) for column in columns],
        total=total,
        count=COUNT.value(total),
        first=cut.first + 1,
        last=last,
        newer_url=_page_url(asked, place, cut.number - 1) if cut.number > 1 else "",
        older_url=_page_url(asked, place, cut.number + 1) if last < total else "",
        search=asked.arranged.arrangement.search,
        path=place.path,
        clear_url=place.url(asked.arranging(search="")),
        kept=_kept(asked, place),
    )


def _kept(asked: Asked, place: Place) -> dict[str, str]:
    """A search begins on the first page, in the order at hand."""
    given = {name: value for name, value in asked.parameters(dated=place.dated).items() if name not in ASKED}
    return given | dict(place.more) | {"sort": asked.arranged.parameters()["sort"]}


def _page_url(asked: Asked, place: Place, number: int) -> str:
    return place.url(replace(asked, page=number)) + LIST


def _head(column: Column, asked: Asked, place: Place) -> Head:
    """The link sorts by the column, the other way round if it does already."""
    how = _usual(asked, place).arranged.arrangement
    is_sorted = bool(column.key) and how.sort == column.key
    wanted = not how.descending if is_sorted else not column.upwards
    url = place.url(asked.arranging(sort=column.key, descending=wanted)) + LIST if column.key else ""
    sort = ("descending" if how.descending else "ascending") if is_sorted else ""
    return Head(column.key, column.label, column.meaning, column.place, column.unit, url, sort)
