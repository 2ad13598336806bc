"""One page of a line's list, with its head, its choices and its way to the other pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext, gettext_lazy, ngettext

from renmai.analytics.listing import Listing
from renmai.analytics.lists import customer, decision_chain, influence, key_person
from renmai.analytics.lists.arrangement import Places, Subjects, arranged
from renmai.analytics.metric import money
from renmai.analytics.panel import Panel
from renmai.domain.question import Filters, Question
from renmai.domain.scope import Scope
from renmai.web.access import Viewer
from renmai.web.arranged import CONDITIONS, NAMES, SIZES
from renmai.web.layout.context import Choice
from renmai.web.numbers import COUNT, amount_unit, amounts
from renmai.web.pages.line.cards import unit_of
from renmai.web.pages.line.columns import (
    Column,
    ColumnChoice,
    Head,
    choices,
    head,
    heads,
    labelled,
    shown,
    sorted_by,
)
from renmai.web.pages.line.conditions import Chip, Field, chips, fields
from renmai.web.pages.line.customer_rows import CustomerRow, customer_rows
from renmai.web.pages.line.decision_chain_rows import ChainRow, chain_rows
from renmai.web.pages.line.key_person_rows import ListedPerson, MaskedRow, listed_people, masked_rows
from renmai.web.pages.line.lines import Line, behind
from renmai.web.pages.saved_filter.menu import Saved
from renmai.web.parameters import Asked

Rows = list[CustomerRow] | list[ListedPerson] | list[MaskedRow] | list[ChainRow]
SUBJECTS: Final[Mapping[str, Callable[[Panel, Question, Scope], Subjects]]] = {
    "customer": customer.subjects,
    "influence": influence.subjects,
    "key-person": key_person.subjects,
    "decision-chain": decision_chain.subjects,
}
AMOUNTS: Final[Mapping[str, Callable[[Panel, Question, Places], dict[str, int]]]] = {
    "customer": customer.totals,
    "decision-chain": decision_chain.totals,
}
NARROW_COLUMNS: Final = 2
"""The opener and the star, which stand before the columns."""
FOCUS: Final = Column("focus", "star-of")
USUAL_ORDER: Final = gettext_lazy("As in the report")
ASKED: Final = ("q", "sort", "size", "page", "columns", *CONDITIONS)
"""What the form of a list asks itself."""


@dataclass(frozen=True, slots=True)
class Empty:
    """Why a list has no rows: words that say what to do, and one way on."""

    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`first` to `last` of `total` rows; the links are empty at the ends.

    `columns` are the keys of those shown, `width` is how many cells a row has with what stands
    before them; `kept` is what the form of the list does not ask but must not lose.
    """

    line: str
    title: str
    template: str
    rows: Rows
    total: int
    count: str
    unit: str
    sums: list[str]
    first: int
    last: int
    newer_url: str
    older_url: str
    amount_unit: str
    ours: bool
    path: str
    query: str
    search: str
    columns: frozenset[str]
    heads: list[Head]
    width: int
    column_choices: list[ColumnChoice]
    fields: list[Field]
    chips: list[Chip]
    sorts: list[Choice]
    sizes: list[Choice]
    star_head: Head
    kept: dict[str, str]
    names: str
    clear_url: str
    empty: Empty | None
    saved: Saved | None = None

    @property
    def has_pages(self) -> bool:
        return bool(self.newer_url or self.older_url)


def listed(line: Line, viewer: Viewer, asked: Asked) -> Listing:
    """All that the list shows, on all its pages; raises `RenmaiError` for what the line has not."""
    line = behind(line, asked.cell)
    found = line.listing(viewer.panel, asked.question, viewer.scope, asked.cell)
    subjects = SUBJECTS[line.name](viewer.panel, asked.question, viewer.scope)
    return arranged(found, subjects, asked.arranged.arrangement)


def page(
    line: Line,
    viewer: Viewer,
    asked: Asked,
    path: str,
    *,
    size: int | None = None,
    remembered: tuple[str, ...] = (),
) -> Page:
    """The asked page of the list; a page beyond the end shows the last one.

    `size` rows if it is given, else as many as are asked for; `remembered` are the columns that
    the viewer chose before.
    """
    line = behind(line, asked.cell)
    every = line.listing(viewer.panel, asked.question, viewer.scope, asked.cell)
    subjects = SUBJECTS[line.name](viewer.panel, asked.question, viewer.scope)
    found = arranged(every, subjects, asked.arranged.arrangement)
    columns = shown(line.name, asked, remembered)
    cut = _cut(len(found), asked.page, size or asked.arranged.size)
    offered = fields(line.name, viewer, asked, every, subjects)
    return Page(
        line=line.name,
        title=_title(line),
        template=f"pages/line/table_{line.name.replace('-', '_')}.html",
        total=len(found),
        count=COUNT.value(len(found)),
        unit=unit_of(line.noun),
        sums=_sums(line, viewer, asked, found),
        amount_unit=amount_unit(),
        ours=asked.question.ours,
        path=path,
        query=asked.first_page().query(),
        search=asked.arranged.arrangement.search,
        columns=frozenset(column.key for column in columns),
        heads=heads(line.name, asked, path, columns),
        width=len(columns) + NARROW_COLUMNS,
        column_choices=choices(line.name, asked, columns),
        fields=offered,
        chips=chips(path, asked, viewer, offered),
        sorts=_sorts(line, asked, columns),
        sizes=[Choice(str(one), str(one), one == asked.arranged.size) for one in SIZES],
        star_head=head(line.name, asked, path, FOCUS),
        kept={name: value for name, value in asked.parameters(dated=bool(asked.cell)).items() if name not in ASKED},
        names=" ".join(NAMES),
        clear_url=_clear_url(asked, path),
        empty=_empty(asked, path, len(every)) if not len(found) else None,
        rows=_rows(line, viewer, asked, found.of(found.subjects[cut.first : cut.last])),
        first=cut.first + 1,
        last=cut.last,
        newer_url=_page_url(asked, path, cut.number - 1) if cut.number > 1 else "",
        older_url=_page_url(asked, path, cut.number + 1) if cut.last < len(found) else "",
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """The rows of one page: from `first` to before `last`."""

    number: int
    first: int
    last: int


def _cut(total: int, number: int, size: int) -> _Cut:
    """The page of this number, or the last one."""
    number = min(number, max(-(-total // size), 1))
    return _Cut(number, (number - 1) * size, min(number * size, total))


def _title(line: Line) -> str:
    return {
        "customer": gettext("Customers"),
        "influence": gettext("Known persons"),
        "key-person": gettext("Key persons"),
        "decision-chain": gettext("Decision chains"),
    }[line.name]


def _page_url(asked: Asked, path: str, number: int) -> str:
    return path + replace(asked, page=number).query(dated=asked.cell is not None) + "#list"


def _clear_url(asked: Asked, path: str) -> str:
    """The list without words and conditions, in the same order and columns."""
    return path + asked.arranging(search="", conditions=()).query(dated=asked.cell is not None)


def _rows(line: Line, viewer: Viewer, asked: Asked, found: Listing) -> Rows:
    if line.name == "customer":
        return customer_rows(viewer, asked, found)
    if line.name == "influence":
        return masked_rows(viewer, found)
    if line.name == "key-person":
        return listed_people(viewer, asked, found)
    return chain_rows(viewer, found)


def _sums(line: Line, viewer: Viewer, asked: Asked, found: Listing) -> list[str]:
    """What the subjects of the list add up to."""
    if line.name not in AMOUNTS:
        return []
    totals = AMOUNTS[line.name](viewer.panel, asked.question, found.subjects)
    amount = float(money(totals["amount"]))
    sums = [
        gettext("open amount %(amount)s %(unit)s") % {"amount": amounts([amount]).value(amount), "unit": amount_unit()}
    ]
    if "opportunities" in totals:
        number = totals["opportunities"]
        text = ngettext("%(number)s open opportunity", "%(number)s open opportunities", number)
        sums.append(text % {"number": COUNT.value(number)})
    return sums


def _sorts(line: Line, asked: Asked, columns: tuple[Column, ...]) -> list[Choice]:
    """The orders to choose from where no heads are seen: each column's own, and the one at hand."""
    key, descending = sorted_by(line.name, asked)
    named = [(column.key, not column.upwards, label) for column, label in labelled(line.name, columns)]
    offered = [Choice(_sort(*one[:2]), one[2], one[:2] == (key, descending)) for one in named]
    if any(choice.is_current for choice in offered):
        return offered
    turned = [gettext("%(column)s, the other way round") % {"column": label} for name, _, label in named if name == key]
    return [Choice(_sort(key, descending), turned[0] if turned else USUAL_ORDER, is_current=True), *offered]


def _sort(key: str, descending: bool) -> str:
    return ("-" if descending else "") + key


def _empty(asked: Asked, path: str, before: int) -> Empty:
    if before:
        text = gettext("Nothing in this list matches your search and filters.")
        return Empty(text, _clear_url(asked, path), gettext("Clear search and filters"))
    if asked.question.filters:
        bare = asked.asking(filters=Filters()).query()
        text = gettext("Nothing in this view passes the industry, region or focus chosen above.")
        return Empty(text, path + bare, gettext("Show all industries and regions"))
    return Empty(gettext("There is nothing in this view on this day. Choose a wider view or another day above."))
