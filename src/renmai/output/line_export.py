"""What a line's page shows, gathered for a file: what was asked, the figures, the trend, the list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.known_share import known_shares
from renmai.analytics.panel import Panel
from renmai.analytics.trend import Series
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES
from renmai.output.list_columns import Kind

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
    """One page's figures as in the report contract; `known` is (known, all) by degree.

    `days` are those of the trend that is shown; the series may have more.
    """

    line: str
    figures: Mapping[str, Any]
    series: Series
    days: tuple[date, ...]
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


def figures_of(panel: Panel, line: str, question: Question, days: tuple[date, ...], *more: date) -> Figures:
    """The figures of a line and its trend on some days, oldest first; `more` days are counted too."""
    module = LINES[line]
    figures = module.figures(panel, question)
    series = module.series(panel, question, tuple(sorted({*days, *more})))
    return Figures(line, figures, series, days, known_shares(panel, line, question, figures))


def kind_of(figure: str) -> Kind:
    if figure in DEGREES:
        return Kind.AVERAGE
    if figure in SHARES:
        return Kind.SHARE
    return Kind.AMOUNT if figure == "amount" else Kind.COUNT
