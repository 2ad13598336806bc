"""The four lines as their pages see them: which figures, which charts, which list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.cell import UNINSIGHTED, Cell
from renmai.analytics.contest import Standings
from renmai.analytics.listing import Listing
from renmai.analytics.panel import Panel
from renmai.analytics.trend import Series
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES
from renmai.web.numbers import Kind

MEANS: Final = "degrees"
"""The chart of the three averages; every line has it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a line's trend: how it is written, its chart, and the list it opens."""

    name: str
    kind: Kind
    chart: str
    opens: Cell | None = None
    has_list: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """`noun` counts the subjects, in the trend and (if `graded`) in the degrees."""

    name: str
    noun: str
    graded: bool
    measures: tuple[Measure, ...]
    figures: Callable[[Panel, Question], dict[str, Any]]
    listing: Callable[[Panel, Question, Scope, Cell | None], Listing]
    series: Callable[[Panel, Question, tuple[date, ...]], Series]
    standings: Callable[[Panel, Question, date], Standings]

    @property
    def charts(self) -> dict[str, list[Measure]]:
        """Measures by chart, in page order."""
        found: dict[str, list[Measure]] = {}
        for measure in self.measures:
            found.setdefault(measure.chart, []).append(measure)
        return found


def _subject(name: str) -> Measure:
    return Measure(name, Kind.COUNT, "count", has_list=True)


AVERAGES: Final = tuple(Measure(degree, Kind.AVERAGE, MEANS) for degree in DEGREES)
UNINSIGHTED_PEOPLE: Final = Measure(UNINSIGHTED, Kind.COUNT, "count", Cell(UNINSIGHTED), has_list=True)

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
        ),
    )
}
