"""Figure cards: a value, its two comparisons, how much is known, and twelve months of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from renmai.analytics.cell import KNOWN, MEMBERS, UNINSIGHTED, Cell
from renmai.analytics.known_share import Share
from renmai.analytics.trend import Series
from renmai.domain.periods import series_days
from renmai.domain.stance import DEGREES
from renmai.web import charts, marks
from renmai.web.numbers import AVERAGE, COUNT, SHARE, Kind, amount_unit, writer
from renmai.web.pages.line.lines import LINES, Line, Measure
from renmai.web.parameters import Asked

Metric = Mapping[str, Any]
SPARK_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Door:
    """A list and how long it is; `told` says what it holds where the number does not."""

    url: str
    count: int
    told: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    key: str
    label: SafeString
    value: str
    unit: str
    change: SafeString
    yoy: SafeString
    known: SafeString | None = None
    opens: Door | None = None
    unknown: Door | None = None
    """Those of whom nothing is known, behind `known`."""
    same: SafeString | None = None
    """The change with the same persons, so that those who came or left have no part in it."""
    stayed: Door | None = None
    beside: str = ""
    """A number that belongs to the figure, in words."""
    others: Door | None = None
    spark: charts.Spark | None = None
    spark_text: str = ""
    chart_url: str = ""
    deals_url: str = ""
    """The deals that a contribution counts."""

    @property
    def counts_its_list(self) -> bool:
        return self.opens is not None and COUNT.value(self.opens.count) == self.value


def unit_of(name: str) -> str:
    """The counting word after a number of subjects."""
    return {
        "customers": pgettext("after a number of customers", "customers"),
        "people": pgettext("after a number of key persons", "people"),
        "known": pgettext("after a number of key persons", "people"),
        "uninsighted": pgettext("after a number of key persons", "people"),
        "chains": pgettext("after a number of decision chains", "chains"),
        "amount": amount_unit(),
    }.get(name, "")


def trend_cards(
    line: Line, asked: Asked, trend: Mapping[str, Metric], series: Series, known: Mapping[str, Share]
) -> list[Card]:
    days = [series.place(day) for day in series_days(asked.question.as_of, SPARK_MONTHS)]
    cards = []
    for measure in line.measures:
        values = [series.values[measure.name][at] for at in days]
        card = figure_card(measure.name, measure.kind, trend[measure.name], ours=asked.question.ours)
        drawn = replace(
            card,
            spark=charts.spark(values),
            spark_text=_spark_text(measure, values),
            chart_url=replace(asked, chart=measure.chart).query() + "#trend",
        )
        more = _average if measure.name in known else _number
        cards.append(more(drawn, line, asked, measure, series, known))
    return cards


def door(line: Line, asked: Asked, cell: Cell | None, count: int, told: str = "") -> Door | None:
    """The list of a cell; no door to an empty one."""
    return Door(list_url(line, asked, str(cell or "")), count, told) if count else None


def _average(  # noqa: PLR0917 - as `_number`
    card: Card, line: Line, asked: Asked, measure: Measure, series: Series, known: Mapping[str, Share]
) -> Card:
    """How many are known, and how far the same persons moved."""
    some, people = known[measure.name]
    since = asked.question.comparison.previous
    same, place, degree = series.trend.same, series.place(since), DEGREES.index(measure.name)
    stayed = same.count(degree, place)
    told = ngettext(
        "%(number)s person here and known on every day since %(day)s",
        "%(number)s people here and known on every day since %(day)s",
        stayed,
    ) % {"number": COUNT.value(stayed), "day": since.isoformat()}
    span = Cell(measure.name, KNOWN, (since, asked.question.as_of))
    tone = marks.tone_of(measure.name, ours=asked.question.ours)
    return replace(
        card,
        known=marks.known_share(some, people),
        opens=door(line, asked, measure.opens, some),
        unknown=door(line, asked, Cell(measure.name, "unknown"), people - some),
        same=marks.delta(same.change(degree, place), AVERAGE, tone) if stayed else None,
        stayed=door(line, asked, span, stayed, told),
    )


def _number(  # noqa: PLR0917 - as `_average`
    card: Card, line: Line, asked: Asked, measure: Measure, series: Series, known: Mapping[str, Share]
) -> Card:
    """A number opens its list; beside a number of some subjects stand the others."""
    del known
    trend = series.trend
    count = (trend.uninsighted if measure.opens else line.subjects(trend))[-1]
    opened = replace(card, opens=door(line, asked, measure.opens, count))
    if measure.name == "customers":
        people = door(LINES["key-person"], asked, None, trend.people[-1], COUNT.value(trend.people[-1]))
        return replace(opened, beside=gettext("key persons"), others=people)
    if measure.name == "people":
        customers = door(LINES["customer"], asked, None, trend.subjects[-1], COUNT.value(trend.subjects[-1]))
        return replace(opened, beside=gettext("at customers"), others=customers)
    if measure.name == UNINSIGHTED and trend.people[-1]:
        share = SHARE.value(count / trend.people[-1])
        return replace(opened, beside=gettext("%(share)s of them all") % {"share": share})
    if measure.name == "chains":
        members = door(line, asked, Cell(MEMBERS), trend.people[-1], COUNT.value(trend.people[-1]))
        return replace(opened, beside=gettext("members"), others=members)
    return opened


def figure_card(name: str, kind: Kind, metric: Metric, *, ours: bool) -> Card:
    write, tone = writer(kind, metric["value"], metric["change"], metric["yoy"]), marks.tone_of(name, ours=ours)
    return Card(
        key=name,
        label=marks.term(name),
        value=write.value(metric["value"]),
        unit=unit_of(name),
        change=marks.delta(metric["change"], write, tone),
        yoy=marks.delta(metric["yoy"], write, tone),
    )


def figure_cards(line: Line, asked: Asked, figures: Mapping[str, Any]) -> list[Card]:
    """The key figures of a line, which only the influence line has; the potential opens the persons
    it counts, contributions the deals."""
    shares = figures.get("figures", {})
    if not shares:
        return []
    made = [figure_card(name, Kind.SHARE, metric, ours=asked.question.ours) for name, metric in shares.items()]
    known = door(line, asked, None, figures["trend"]["known"]["value"])
    return [
        replace(card, opens=known) if card.key == "potential" else replace(card, deals_url=contribution_url(asked))
        for card in made
    ]


def list_url(line: Line, asked: Asked, cell: str) -> str:
    """The list behind a number, on the day of the number even if it is opened tomorrow."""
    plain = replace(asked.plain(), chart="", months=0, same_persons=False)
    more = {"cell": cell} if cell else {}
    return reverse("line-list", args=[line.name]) + plain.query(dated=True, **more)


def contribution_url(asked: Asked) -> str:
    """The deals that the influence contribution counts as won with help."""
    plain = replace(asked.plain(), chart="", months=0, same_persons=False)
    return reverse("contribution") + plain.query(dated=True, of="used")


def _spark_text(measure: Measure, values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return ""
    write = writer(measure.kind, *known)
    return gettext("Twelve months: from %(first)s to %(last)s, lowest %(low)s, highest %(high)s") % {
        "first": write.value(known[0]),
        "last": write.value(known[-1]),
        "low": write.value(min(known)),
        "high": write.value(max(known)),
    }
