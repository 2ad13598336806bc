"""What a line's page shows, gathered for a file: what was asked, the figures, the trend, the list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.known_share import known_shares
from renmai.analytics.listing import Listing
from renmai.analytics.panel import Panel
from renmai.domain.periods import series_days
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES
from renmai.output.list_columns import COLUMNS, Column, Kind
from renmai.output.names import Names
from renmai.output.report_sheets import Cell

AT_ONCE: Final = 1000
"""Rows that are rendered together: memory stays bounded, however long the list."""
LINES: Final[Mapping[str, Any]] = {
    "customer": customer_line,
    "influence": influence_line,
    "key-person": key_person_line,
    "decision-chain": decision_chain_line,
}
"""The module of each line."""
SHARES: Final = ("potential", "contribution_count", "contribution_amount")

Metric = Mapping[str, Any]
Share = tuple[int, int]
Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who asked for what, in the words of their language.

    `title` is the line's, `name` that of the list behind one number (empty: the whole page),
    `view` whose customers are looked at; `facts` are labels and values.
    """

    title: str
    name: str
    view: str
    facts: Sequence[tuple[str, str]]
    exported_by: str
    exported_at: datetime
    confidential: str

    def told(self) -> str:
        """What was asked in one line, for the audit trail."""
        return " · ".join([self.title, *(f"{label}: {value}" for label, value in self.facts)])


@dataclass(frozen=True, slots=True)
class Figures:
    """One page's figures as in the report contract; `known` is (known, all) by degree."""

    line: str
    figures: Mapping[str, Any]
    series: Mapping[str, Any]
    known: Mapping[str, Share]

    @property
    def is_graded(self) -> bool:
        return self.line in ("customer", "decision-chain")

    @property
    def noun(self) -> str:
        """What a graded line counts."""
        return "customers" if self.line == "customer" else "chains"

    def metrics(self) -> Iterator[tuple[str, Metric]]:
        """The leading figures by name."""
        yield from self.figures["trend"].items()
        yield from self.figures.get("figures", {}).items()

    def count(self, degree: str, name: str) -> Metric:
        """How many stand at a grade or stance."""
        entry: Metric = self.figures["degrees"][degree][name]
        return entry[self.noun] if self.is_graded else entry


def figures_of(panel: Panel, line: str, question: Question, months: int) -> Figures:
    """The figures of a line and their trend over some months."""
    module = LINES[line]
    figures = module.figures(panel, question)
    series = module.series(panel, question, series_days(question.as_of, months)).points
    return Figures(line, figures, series, known_shares(panel, line, question, figures))


def kind_of(figure: str) -> Kind:
    if figure in DEGREES:
        return Kind.AVERAGE
    if figure in SHARES:
        return Kind.SHARE
    return Kind.AMOUNT if figure == "amount" else Kind.COUNT


@dataclass(frozen=True, slots=True)
class ListExport:
    """The rows of a listing under chosen columns."""

    columns: tuple[Column, ...]
    listing: Listing
    names: Names

    def __len__(self) -> int:
        return len(self.listing)

    def rows(self, progress: Progress | None = None) -> Iterator[list[Cell]]:
        """Every row, cells in column order."""
        for first in range(0, len(self.listing), AT_ONCE):
            for row in self.listing[first : first + AT_ONCE]:
                yield [column.read(row, self.names) for column in self.columns]
            if progress:
                progress(min(first + AT_ONCE, len(self.listing)), len(self.listing))


def columns_of(line: str, chosen: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of a line's list; of some only, if the screen shows some only.

    What names a row is never left out.
    """
    every = COLUMNS[line]
    wanted = {*chosen, "code", "customer", "key_person", "opportunity"}
    return tuple(column for column in every if not chosen or column.of in wanted)
