"""One page of a line's list, with its head and its way to the other pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext, pgettext

from renmai.analytics.cell import UNINSIGHTED, Cell
from renmai.analytics.listing import Row
from renmai.web.access import Viewer
from renmai.web.marks import TERMS
from renmai.web.numbers import COUNT, amount_unit
from renmai.web.pages.line.cards import unit_of
from renmai.web.pages.line.lines import Line
from renmai.web.pages.line.matrix import label_of
from renmai.web.pages.line.rows import (
    ChainRow,
    CustomerRow,
    MaskedRow,
    PersonRow,
    chain_rows,
    customer_rows,
    masked_rows,
    person_rows,
)
from renmai.web.parameters import Asked
from renmai.wording.terms import STANDINGS

PAGE_SIZE: Final = 50
Rows = list[CustomerRow] | list[PersonRow] | list[MaskedRow] | list[ChainRow]


@dataclass(frozen=True, slots=True)
class Page:
    """`first` to `last` of `total` rows; the links are empty at the ends."""

    title: str
    template: str
    rows: Rows
    total: int
    count: str
    unit: str
    first: int
    last: int
    newer_url: str
    older_url: str
    amount_unit: str
    ours: bool

    @property
    def has_pages(self) -> bool:
        return bool(self.newer_url or self.older_url)


def page(line: Line, viewer: Viewer, asked: Asked, path: str, *, size: int = PAGE_SIZE) -> Page:
    """The asked page of the list; a page beyond the end shows the last one."""
    found = line.listing(viewer.panel, asked.question, viewer.scope, asked.cell)
    pages = max(-(-len(found) // size), 1)
    number = min(asked.page, pages)
    first = (number - 1) * size
    return Page(
        title=_title(line),
        template=f"pages/line/table_{line.name.replace('-', '_')}.html",
        rows=_rows(line, viewer, asked, found[first : first + size]),
        total=len(found),
        count=COUNT.value(len(found)),
        unit=unit_of(line.noun),
        first=first + 1,
        last=min(first + size, len(found)),
        newer_url=_page_url(asked, path, number - 1) if number > 1 else "",
        older_url=_page_url(asked, path, number + 1) if number < pages else "",
        amount_unit=amount_unit(),
        ours=asked.question.ours,
    )


def _title(line: Line) -> str:
    return {
        "customer": gettext("Customers"),
        "influence": gettext("Known persons"),
        "key-person": gettext("Key persons"),
        "decision-chain": gettext("Decision chains"),
    }[line.name]


def _page_url(asked: Asked, path: str, number: int) -> str:
    return path + replace(asked, page=number).query(dated=asked.cell is not None) + "#list"


def _rows(line: Line, viewer: Viewer, asked: Asked, rows: Sequence[Row]) -> Rows:
    if line.name == "customer":
        return customer_rows(viewer.panel, asked, rows)
    if line.name == "influence":
        return masked_rows(viewer.panel, rows)
    if line.name == "key-person":
        return person_rows(viewer.panel, rows)
    return chain_rows(viewer.panel, rows)


def cell_label(cell: Cell | None) -> str:
    """What the number behind a list stands for: "Closeness · Good"."""
    if cell is None:
        return pgettext("a list without a condition", "All")
    if cell.measure == UNINSIGHTED:
        return str(TERMS[UNINSIGHTED].label)
    if cell.is_contested:
        return str(TERMS["contested_people"].label)
    if cell.is_lead:
        degree, standing = cell.lead
        return gettext("%(measure)s: %(value)s") % {"measure": TERMS[degree].label, "value": STANDINGS[standing].label}
    return gettext("%(measure)s: %(value)s") % {"measure": TERMS[cell.measure].label, "value": label_of(cell.value)}
