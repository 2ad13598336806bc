"""The trend: a line's figures over the months, quarters or years, drawn by the server, with its table.

Every point is a link to the list behind it, on the day of the point.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext, ngettext, pgettext

from renmai.analytics.trend import Series
from renmai.domain.periods import Comparison
from renmai.web import charts
from renmai.web.marks import TERMS
from renmai.web.numbers import COUNT, DASH, Kind, Writer, amount_unit, writer
from renmai.web.pages.line.bar import Link
from renmai.web.pages.line.cards import unit_of
from renmai.web.pages.line.curves import Curve as Drawn
from renmai.web.pages.line.curves import Curves, curves, point_url
from renmai.web.pages.line.lines import MEANS, SHARES, Line
from renmai.web.parameters import MONTHS, Asked

WIDTH: Final = 1000
HEIGHT: Final = 220
LABEL_GAP: Final = 16
LEAST_SPANS: Final = {Kind.AVERAGE: 0.4, Kind.COUNT: 4, Kind.AMOUNT: 1, Kind.SHARE: 0.1}
LONGEST_IN_MONTHS: Final = 36
"""Longer ones are easier read as years."""
DAY_LABELS: Final = 8
EARLY: Final = 12
WIDEST: Final = 8
FEW: Final = 13
"""So few points are always shown; more of them only under the pointer."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or number at a place in percent of the width or pixels of the height."""

    text: str
    at: float

    @property
    def is_early(self) -> bool:
        """So far left that its text has room on the right only."""
        return self.at < EARLY


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
class Point:
    """A point of a curve in words, and the list of `count` behind it; `y` is None where nothing is known."""

    order: int
    y: float | None
    name: str
    value: str
    change: str
    url: str
    count: int
    behind: str
    told: str


@dataclass(frozen=True, slots=True)
class Day:
    """All points of a day at `x`, and the strip in which the pointer means it; both in percent."""

    day: str
    x: float
    left: float
    width: float
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Trend:
    charts: list[Link]
    lengths: list[Link]
    whose: list[Link]
    """All persons or the same ones; empty where that makes no difference."""
    curves: list[Curve]
    points: list[Day]
    ticks: list[Mark]
    zero: float | None
    days: list[Mark]
    marks: list[Mark]
    summary: str
    note: str
    unit: str
    heads: list[str]

    @property
    def is_wide(self) -> bool:
        """Whether the values need more room than most."""
        return max(len(tick.text) for tick in self.ticks) > WIDEST

    @property
    def has_few(self) -> bool:
        return len(self.points) <= FEW

    @property
    def table(self) -> list[Day]:
        """The latest day first."""
        return self.points[::-1]


def trend(line: Line, asked: Asked, series: Series) -> Trend:
    chart = asked.chart if asked.chart in line.charts else MEANS
    found = curves(line, asked, chart, series)
    known = [value for curve in found.curves for value in curve.values]
    kind = found.curves[0].kind
    write = writer(kind, *known)
    scale = charts.axis(known, LEAST_SPANS[kind], whole=kind is Kind.COUNT)
    return Trend(
        charts=[_chart_link(line, asked, name, name == chart) for name in line.charts],
        lengths=[_length_link(asked, months) for months in MONTHS[asked.question.period]],
        whose=_whose(asked) if chart == MEANS else [],
        curves=_curves(found, scale, write),
        points=_points(line, asked, found, scale, write),
        ticks=[Mark(write.value(tick), _y(scale, tick)) for tick in scale.ticks],
        zero=_y(scale, 0) if scale.low < 0 < scale.high else None,
        days=_day_marks(found.days),
        marks=_comparison_marks(found.days, asked.question.comparison),
        summary=_summary(found, write),
        note=_note(found),
        unit=amount_unit() if kind is Kind.AMOUNT else unit_of(found.curves[0].term),
        heads=[curve.name for curve in found.curves],
    )


def _chart_link(line: Line, asked: Asked, chart: str, is_current: bool) -> Link:
    label = {
        MEANS: pgettext("chart of the three averages", "Averages"),
        SHARES: pgettext("chart of how much is known", "Share known"),
    }.get(chart) or str(TERMS[line.charts[chart][0].name].label)
    return Link(f"chart-{chart}", replace(asked, chart=chart).query(), label, is_current)


def _length_link(asked: Asked, months: int) -> Link:
    if months > LONGEST_IN_MONTHS:
        label = ngettext("%(number)s year", "%(number)s years", months // 12) % {"number": months // 12}
    else:
        label = gettext("%(number)s months") % {"number": months}
    return Link(f"months-{months}", replace(asked, months=months).query(), label, asked.length == months)


def _whose(asked: Asked) -> list[Link]:
    labels = (pgettext("whose averages", "All persons"), pgettext("whose averages", "Same persons"))
    return [
        Link(f"persons-{'same' if same else 'all'}", replace(asked, same_persons=same).query(), label, same == now)
        for same, label, now in zip((False, True), labels, (asked.same_persons,) * 2, strict=True)
    ]


def _y(scale: charts.Axis, value: float) -> float:
    return round(scale.share(value) * HEIGHT, 1)


def _curves(found: Curves, scale: charts.Axis, write: Writer) -> list[Curve]:
    ends = [next((value for value in reversed(one.values) if value is not None), None) for one in found.curves]
    wanted = [_y(scale, end) if end is not None else HEIGHT for end in ends]
    labels = charts.spread(wanted, LABEL_GAP, HEIGHT)
    return [
        Curve(
            order=order,
            path=charts.path([_place(at, len(one.values), value, scale) for at, value in enumerate(one.values)]),
            end_y=_y(scale, last) if (last := one.values[-1]) is not None else None,
            label_y=label,
            name=one.name,
            value=write.value(one.values[-1]),
        )
        for order, (one, label) in enumerate(zip(found.curves, labels, strict=True), start=1)
    ]


def _place(at: int, count: int, value: float | None, scale: charts.Axis) -> tuple[float, float] | None:
    return None if value is None else (round(_percent(at, count) * WIDTH / 100, 1), _y(scale, value))


def _percent(at: int, count: int) -> float:
    """A lone point is the last one, and stands at the right."""
    return round(100 * at / (count - 1), 2) if count > 1 else 100.0


def _points(line: Line, asked: Asked, found: Curves, scale: charts.Axis, write: Writer) -> list[Day]:
    count = len(found.days)
    step = 100 / (count - 1) if count > 1 else 100.0
    days = []
    for at, day in enumerate(found.days):
        x = _percent(at, count)
        left, right = max(x - step / 2, 0), min(x + step / 2, 100)
        points = [
            _point(order, one, at, day, scale, write, point_url(line, asked, one, at, day))
            for order, one in enumerate(found.curves, start=1)
        ]
        days.append(Day(day.isoformat(), x, round(left, 2), round(right - left, 2), points))
    return days


def _point(  # noqa: PLR0917 - one of everything that a point is
    order: int, curve: Drawn, at: int, day: date, scale: charts.Axis, write: Writer, url: str
) -> Point:
    value, before = curve.values[at], curve.values[at - 1] if at else None
    change = DASH if value is None or before is None else write.change(value - before)
    behind = _behind(curve, curve.counts[at])
    told = gettext("%(day)s %(name)s %(value)s, change %(change)s; opens %(behind)s") % {
        "day": day.isoformat(),
        "name": curve.name,
        "value": write.value(value),
        "change": change,
        "behind": behind,
    }
    y = None if value is None else _y(scale, value)
    return Point(order, y, curve.name, write.value(value), change, url, curve.counts[at], behind, told)


def _behind(curve: Drawn, count: int) -> str:
    """What the list of a point holds."""
    number = {"number": COUNT.value(count)}
    if curve.kind is Kind.SHARE:
        return ngettext("%(number)s unknown", "%(number)s unknown", count) % number
    if curve.cell is None:
        return ngettext("a list of %(number)s", "a list of %(number)s", count) % number
    return ngettext("%(number)s person", "%(number)s people", count) % number


def _day_marks(days: Sequence[date]) -> list[Mark]:
    """A date under every few points, the last one always."""
    step = -(-len(days) // DAY_LABELS)
    shown = range(len(days) - 1, -1, -step)
    return [Mark(days[at].strftime("%Y-%m"), _percent(at, len(days))) for at in reversed(shown)]


def _comparison_marks(days: Sequence[date], compared: Comparison) -> list[Mark]:
    names = {compared.previous: pgettext("mark in a chart", "Previous")}
    names[compared.year_ago] = pgettext("mark in a chart", "A year ago")
    return [Mark(names[day], _percent(at, len(days))) for at, day in enumerate(days) if day in names]


def _summary(found: Curves, write: Writer) -> str:
    """The chart in words: where each line began and ended."""
    told = [
        gettext("%(name)s from %(first)s to %(last)s")
        % {"name": one.name, "first": write.value(one.values[0]), "last": write.value(one.values[-1])}
        for one in found.curves
    ]
    ends = {"first": found.days[0].isoformat(), "last": found.days[-1].isoformat()}
    days = gettext("%(first)s to %(last)s:") % ends
    return " ".join([days, pgettext("between the parts of a sentence", "; ").join(told)])


def _note(found: Curves) -> str:
    """Who the same persons are."""
    if found.since is None:
        return ""
    if not any(one.counts[-1] for one in found.curves):
        return gettext("Nobody's value is known on this day.")
    known = pgettext("between the items of a list", ", ").join(
        f"{one.name} {COUNT.value(one.counts[-1])}" for one in found.curves
    )
    return gettext("Only people here and known on every day since %(day)s: %(known)s.") % {
        "day": found.since.isoformat(),
        "known": known,
    }
