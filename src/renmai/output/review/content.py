"""What a weekly review says, in the words of its reader: one object for page, paper and slides.

Nothing here knows a request, a language or a store: whoever makes a review has asked for all of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

ARROW: Final = "→"
PAGE_BAR: Final = 160
"""Pixels of the longest bar on the page."""
RISEN, FALLEN = "▲", "▼"


@dataclass(frozen=True, slots=True)
class Mark:
    """A value as a chip; `look` is the name of its colours: a grade, a stance, a reading."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """`marks` are one value, or two of which the second came after the first; `way` is 1 for the better, −1 for
    the worse. `under` stands below in small; addresses are for the page alone."""

    text: str = ""
    under: str = ""
    url: str = ""
    under_url: str = ""
    marks: tuple[Mark, ...] = ()
    way: int = 0
    is_bad: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """As plain text: what paper and slides say of it."""
        values = f" {ARROW} ".join(mark.text for mark in self.marks)
        sign = {1: RISEN, -1: FALLEN}.get(self.way, "")
        first = " ".join(part for part in (sign, self.text, values) if part)
        return tuple(line for line in (first, self.under) if line)


@dataclass(frozen=True, slots=True)
class Head:
    """`share` is how wide the column is beside the others."""

    label: str
    share: int = 2
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The first `rows` of `total`, from row `first` (counted from 0) on; `url` opens all of them on the page.

    `total` is None where counting all would take long.
    """

    key: str
    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    total: int | None
    empty: str
    url: str = ""
    first: int = 0

    @property
    def placed(self) -> list[list[tuple[Head, Cell]]]:
        """The rows with the head of each cell."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    @property
    def is_cut(self) -> bool:
        return self.total is not None and len(self.rows) < self.total


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens its list, and what goes with it."""

    label: str
    value: str
    under: str = ""
    url: str = ""
    look: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One bar of a category: its length beside the longest one of the chart."""

    name: str
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One category with its values by series; `texts` are the values as they are written."""

    label: str
    values: tuple[float, ...]
    texts: tuple[str, ...]
    look: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side; `series` names the values of each."""

    title: str
    unit: str
    series: tuple[str, ...]
    bars: Sequence[Bar]

    def drawn(self, full: float) -> list[tuple[str, list[Drawn]]]:
        """By category its bars, of which the longest is `full`."""
        largest = max((value for bar in self.bars for value in bar.values), default=0.0)
        return [
            (
                bar.label,
                [
                    Drawn(name, round(full * value / largest, 1) if largest else 0.0, text)
                    for name, value, text in zip(self.series, bar.values, bar.texts, strict=True)
                ],
            )
            for bar in self.bars
        ]

    @property
    def on_page(self) -> list[tuple[str, list[Drawn]]]:
        return self.drawn(PAGE_BAR)


@dataclass(frozen=True, slots=True)
class Section:
    """One step of the meeting; `ask` is what to talk about there."""

    key: str
    title: str
    ask: str
    tables: Sequence[Table]
    figures: Sequence[Figure] = ()
    chart: Chart | None = None
    next_key: str = ""
    next_title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who made the document, of what and for whom; `language` is that of a page, as in HTML."""

    title: str
    view: str
    span: str
    confidential: str
    author: str
    made_at: datetime
    language: str
    cut: str
    """Says that a table goes on elsewhere, with %(shown)s and %(total)s."""
    continued: str
    """Says that a slide goes on with the table of the one before."""

    @property
    def told(self) -> str:
        return f"{self.title} · {self.view} · {self.span}"


@dataclass(frozen=True, slots=True)
class Review:
    sheet: Sheet
    sections: Sequence[Section]

    def cut_of(self, table: Table) -> str:
        """What stands below a table that is not all there; blank if it is."""
        return self.sheet.cut % {"shown": len(table.rows), "total": table.total} if table.is_cut else ""
