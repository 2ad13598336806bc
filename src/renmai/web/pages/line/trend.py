"""The trend: up to 36 months of a line's figures, drawn by the server, with its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext, pgettext

from renmai.domain.periods import Comparison
from renmai.web import charts
from renmai.web.marks import TERMS
from renmai.web.numbers import Kind, Writer, amount_unit, writer
from renmai.web.pages.line.bar import Link
from renmai.web.pages.line.cards import unit_of
from renmai.web.pages.line.lines import MEANS, Line, Measure
from renmai.web.parameters import MONTHS, Asked

WIDTH: Final = 1000
HEIGHT: Final = 220
LABEL_GAP: Final = 16
LEAST_SPANS: Final = {Kind.AVERAGE: 0.4, Kind.COUNT: 4, Kind.AMOUNT: 1, Kind.SHARE: 0.1}
DAY_LABELS: Final = 8
WIDEST: Final = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or number at a place in percent of the width or pixels of the height."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Curve:
    """`order` decides colour and dashes; the label stands at the end of the line."""

    order: int
    path: str
    end_y: float | None
    label_y: float
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Trend:
    charts: list[Link]
    lengths: list[Link]
    curves: list[Curve]
    ticks: list[Mark]
    zero: float | None
    days: list[Mark]
    marks: list[Mark]
    summary: str
    unit: str
    heads: list[str]
    table: list[tuple[str, list[str]]]

    @property
    def is_wide(self) -> bool:
        """Whether the values need more room than most."""
        return max(len(tick.text) for tick in self.ticks) > WIDEST


def trend(line: Line, asked: Asked, series: Mapping[str, Any]) -> Trend:
    chart = asked.chart if asked.chart in line.charts else MEANS
    measures = line.charts[chart]
    days: list[date] = series["days"][-asked.months - 1 :]
    values = [series[measure.name][-asked.months - 1 :] for measure in measures]
    known = [value for one in values for value in one]
    kind = measures[0].kind
    write = writer(kind, *known)
    scale = charts.axis(known, LEAST_SPANS[kind], whole=kind is Kind.COUNT)
    return Trend(
        charts=[_chart_link(line, asked, name, name == chart) for name in line.charts],
        lengths=[_length_link(asked, months) for months in MONTHS],
        curves=_curves(measures, values, scale, write),
        ticks=[Mark(write.value(tick), _y(scale, tick)) for tick in scale.ticks],
        zero=_y(scale, 0) if scale.low < 0 < scale.high else None,
        days=_day_marks(days),
        marks=_comparison_marks(days, asked.question.comparison),
        summary=_summary(measures, values, days, write),
        unit=amount_unit() if kind is Kind.AMOUNT else unit_of(measures[0].name),
        heads=[_name(measure) for measure in measures],
        table=[
            (day.isoformat(), [write.value(one[at]) for one in values]) for at, day in reversed(list(enumerate(days)))
        ],
    )


def _name(measure: Measure) -> str:
    term = TERMS[measure.name]
    return str(term.short or term.label)


def _chart_link(line: Line, asked: Asked, chart: str, is_current: bool) -> Link:
    label = pgettext("chart of the three averages", "Averages") if chart == MEANS else _chart_label(line, chart)
    return Link(f"chart-{chart}", replace(asked, chart=chart).query(), label, is_current)


def _chart_label(line: Line, chart: str) -> str:
    return str(TERMS[line.charts[chart][0].name].label)


def _length_link(asked: Asked, months: int) -> Link:
    label = gettext("%(number)s months") % {"number": months}
    return Link(f"months-{months}", replace(asked, months=months).query(), label, asked.months == months)


def _y(scale: charts.Axis, value: float) -> float:
    return round(scale.share(value) * HEIGHT, 1)


def _curves(
    measures: Sequence[Measure], values: Sequence[charts.Values], scale: charts.Axis, write: Writer
) -> list[Curve]:
    ends = [next((value for value in reversed(one) if value is not None), None) for one in values]
    wanted = [_y(scale, end) if end is not None else HEIGHT for end in ends]
    labels = charts.spread(wanted, LABEL_GAP, HEIGHT)
    return [
        Curve(
            order=order,
            path=charts.path([None if v is None else (_x(at, len(one)), _y(scale, v)) for at, v in enumerate(one)]),
            end_y=_y(scale, last) if (last := one[-1]) is not None else None,
            label_y=label,
            name=_name(measure),
            value=write.value(one[-1]),
        )
        for order, (measure, one, label) in enumerate(zip(measures, values, labels, strict=True), start=1)
    ]


def _x(at: int, count: int) -> float:
    return round(WIDTH * at / (count - 1), 1)


def _percent(at: int, count: int) -> float:
    return round(100 * at / (count - 1), 2)


def _day_marks(days: Sequence[date]) -> list[Mark]:
    """A date under every few points, the last one always."""
    step = -(-len(days) // DAY_LABELS)
    shown = range(len(days) - 1, -1, -step)
    return [Mark(days[at].strftime("%Y-%m"), _percent(at, len(days))) for at in reversed(shown)]


def _comparison_marks(days: Sequence[date], compared: Comparison) -> list[Mark]:
    names = {compared.previous: pgettext("mark in a chart", "Previous")}
    names[compared.year_ago] = pgettext("mark in a chart", "A year ago")
    return [Mark(names[day], _percent(at, len(days))) for at, day in enumerate(days) if day in names]


def _summary(measures: Sequence[Measure], values: Sequence[charts.Values], days: Sequence[date], write: Writer) -> str:
    """The chart in words: where each line began and ended."""
    told = [
        gettext("%(name)s from %(first)s to %(last)s")
        % {"name": _name(measure), "first": write.value(one[0]), "last": write.value(one[-1])}
        for measure, one in zip(measures, values, strict=True)
    ]
    period = gettext("%(first)s to %(last)s:") % {"first": days[0].isoformat(), "last": days[-1].isoformat()}
    return " ".join([period, pgettext("between the parts of a sentence", "; ").join(told)])
