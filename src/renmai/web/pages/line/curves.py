"""What a chart draws: the curves of a line on its days, and the list behind each of their points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from renmai.analytics.cell import Cell
from renmai.analytics.trend import Series
from renmai.domain.periods import series_days
from renmai.domain.stance import DEGREES
from renmai.web.marks import TERMS
from renmai.web.numbers import Kind
from renmai.web.pages.line.cards import SPARK_MONTHS, list_url
from renmai.web.pages.line.lines import MEANS, SHARES, Line, Measure
from renmai.web.parameters import Asked


@dataclass(frozen=True, slots=True)
class Curve:
    """`values` and, behind each of them, `counts` rows of a list and the `cell` they are in."""

    name: str
    term: str
    kind: Kind
    values: Sequence[float | None]
    counts: Sequence[int]
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class Curves:
    """`since` is the day from which the same persons are drawn, None for all persons."""

    days: Sequence[date]
    curves: list[Curve]
    since: date | None = None


def days_of_page(asked: Asked) -> tuple[date, ...]:
    """Every day that the page draws: those of its trend and of the sparklines, oldest first."""
    return tuple(sorted({*days_of_trend(asked), *series_days(asked.question.as_of, SPARK_MONTHS)}))


def days_of_trend(asked: Asked) -> tuple[date, ...]:
    return series_days(asked.question.as_of, asked.length, asked.question.period.months)


def curves(line: Line, asked: Asked, chart: str, series: Series) -> Curves:
    """The curves of one chart on the days of the trend."""
    places = [series.place(day) for day in days_of_trend(asked)]
    if chart == MEANS and asked.same_persons:
        return _of_same_persons(line, series, places)
    drawn = [_curve(line, measure, series) for measure in line.charts[chart]]
    return Curves([series.trend.days[at] for at in places], [_at(curve, places) for curve in drawn])


def _at(curve: Curve, places: Sequence[int]) -> Curve:
    values, counts = [curve.values[at] for at in places], [curve.counts[at] for at in places]
    return replace(curve, values=values, counts=counts)


def _curve(line: Line, measure: Measure, series: Series) -> Curve:
    trend, values = series.trend, series.values.get(measure.name, ())
    if measure.chart in (MEANS, SHARES):
        known = trend.known[DEGREES.index(measure.name)]
        pairs = list(zip(known, trend.people, strict=True))
        if measure.chart == SHARES:
            values = [some / people if people else None for some, people in pairs]
        counts = known if measure.chart == MEANS else [people - some for some, people in pairs]
    else:
        counts = trend.uninsighted if measure.opens else line.subjects(trend)
    return Curve(_name(measure), measure.name, measure.kind, values, counts, measure.opens)


def _name(measure: Measure) -> str:
    term = TERMS[measure.name]
    return str(term.short or term.label)


def _of_same_persons(line: Line, series: Series, places: Sequence[int]) -> Curves:
    same, days = series.trend.same, series.trend.days
    since = same.earliest(places)
    shown = [at for at in places if at >= since]
    drawn = [
        Curve(
            _name(measure),
            measure.name,
            measure.kind,
            [same.mean(degree, since, at) for at in shown],
            [same.count(degree, since)] * len(shown),
            Cell(measure.name, "known", (days[since], days[-1])),
        )
        for degree, measure in enumerate(line.charts[MEANS])
    ]
    return Curves([days[at] for at in shown], drawn, since=days[since])


def point_url(line: Line, asked: Asked, curve: Curve, at: int, day: date) -> str:
    """The list behind a point, as it was on its day; empty for a point that counts nothing."""
    if not curve.counts[at] or curve.values[at] is None:
        return ""
    return list_url(line, asked.asking(as_of=day), str(curve.cell or ""))
