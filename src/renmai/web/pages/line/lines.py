"""The four lines as their pages see them: which figures, which charts, which list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from renmai.analytics import (
    contest,
    customer_line,
    decision_chain_line,
    influence_line,
    key_person_line,
    largest_changes,
)
from renmai.analytics.cell import KNOWN, UNINSIGHTED, Cell
from renmai.analytics.largest_changes import Moved
from renmai.analytics.listing import Listing
from renmai.analytics.panel import Panel
from renmai.analytics.trend import Series, Trend
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, StanceGroup
from renmai.web.numbers import Kind

MEANS: Final = "degrees"
SHARES: Final = "known"
"""The charts of the three averages and of how much is known; every line has them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a line's trend: how it is written, its chart, and the list it opens."""

    name: str
    kind: Kind
    chart: str
    opens: Cell | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """`noun` counts the subjects, in the trend and (if `graded`) in the degrees.

    `people` lists the persons behind the averages of a line whose subjects are others.
    """

    name: str
    noun: str
    graded: bool
    measures: tuple[Measure, ...]
    figures: Callable[[Panel, Question], dict[str, Any]]
    listing: Callable[[Panel, Question, Scope, Cell | None], Listing]
    series: Callable[[Panel, Question, tuple[date, ...]], Series]
    standings: contest.OfLine
    movers: Callable[[Panel, Question, Scope], list[Moved]]
    people: Callable[[Panel, Question, Scope, Cell | None], Listing] | None = None

    def subjects(self, trend: Trend) -> list[int]:
        """How many there are of what the line counts; customers carry the persons of the key-person line."""
        return trend.subjects if self.graded else trend.people

    @property
    def charts(self) -> dict[str, list[Measure]]:
        """Measures by chart, in page order."""
        found: dict[str, list[Measure]] = {}
        for measure in self.measures:
            found.setdefault(measure.chart, []).append(measure)
        return found | {SHARES: list(KNOWN_SHARES)}


def behind(line: Line, cell: Cell | None) -> Line:
    """The line whose list a number opens: a graded line's persons are listed as key persons."""
    if line.people is None or cell is None or not cell.is_of_people:
        return line
    return replace(LINES["key-person"], listing=line.people)


def _subject(name: str) -> Measure:
    return Measure(name, Kind.COUNT, "count")


AVERAGES: Final = tuple(Measure(degree, Kind.AVERAGE, MEANS, Cell(degree, KNOWN)) for degree in DEGREES)
KNOWN_SHARES: Final = tuple(
    Measure(degree, Kind.SHARE, SHARES, Cell(degree, StanceGroup.UNKNOWN.value)) for degree in DEGREES
)
"""A share opens those of whom nothing is known: they are what is to be done."""
UNINSIGHTED_PEOPLE: Final = Measure(UNINSIGHTED, Kind.COUNT, "count", Cell(UNINSIGHTED))

LINES: Final = {
    line.name: line
    for line in (
        Line(
            "customer",
            "customers",
            graded=True,
            measures=(_subject("customers"), *AVERAGES),
            figures=customer_line.figures,
            listing=customer_line.listing,
            series=customer_line.series,
            standings=customer_line.standings,
            movers=largest_changes.of_customers,
            people=key_person_line.listing,
        ),
        Line(
            "influence",
            "known",
            graded=False,
            measures=(_subject("known"), UNINSIGHTED_PEOPLE, *AVERAGES),
            figures=influence_line.figures,
            listing=influence_line.listing,
            series=influence_line.series,
            standings=influence_line.standings,
            movers=largest_changes.of_known_persons,
        ),
        Line(
            "key-person",
            "people",
            graded=False,
            measures=(_subject("people"), UNINSIGHTED_PEOPLE, *AVERAGES),
            figures=key_person_line.figures,
            listing=key_person_line.listing,
            series=key_person_line.series,
            standings=key_person_line.standings,
            movers=largest_changes.of_people,
        ),
        Line(
            "decision-chain",
            "chains",
            graded=True,
            measures=(_subject("chains"), Measure("amount", Kind.AMOUNT, "amount"), *AVERAGES),
            figures=decision_chain_line.figures,
            listing=decision_chain_line.listing,
            series=decision_chain_line.series,
            standings=decision_chain_line.standings,
            movers=largest_changes.of_chains,
            people=decision_chain_line.people_listing,
        ),
    )
}
