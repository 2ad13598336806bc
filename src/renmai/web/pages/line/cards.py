"""Figure cards: a value, its two comparisons, how much is known, and twelve months of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from renmai.analytics.known_share import Share
from renmai.web import charts, marks
from renmai.web.numbers import Kind, amount_unit, writer
from renmai.web.pages.line.lines import Line, Measure
from renmai.web.parameters import Asked

Metric = Mapping[str, Any]
SPARK_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Card:
    key: str
    label: SafeString
    value: str
    unit: str
    change: SafeString
    yoy: SafeString
    known: SafeString | None = None
    list_url: str = ""
    spark: charts.Spark | None = None
    spark_text: str = ""
    chart_url: str = ""


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
    line: Line, asked: Asked, trend: Mapping[str, Metric], series: Mapping[str, Any], known: Mapping[str, Share]
) -> list[Card]:
    cards = []
    for measure in line.measures:
        values = series[measure.name][-SPARK_MONTHS - 1 :]
        card = _trend_card(line, asked, measure, trend[measure.name])
        share = marks.known_share(*known[measure.name]) if measure.name in known else None
        cards.append(replace(card, known=share, spark=charts.spark(values), spark_text=_spark_text(measure, values)))
    return cards


def _trend_card(line: Line, asked: Asked, measure: Measure, metric: Metric) -> Card:
    has_list = measure.has_list and metric["value"]
    return replace(
        figure_card(measure.name, measure.kind, metric, ours=asked.question.ours),
        list_url=list_url(line, asked, str(measure.opens or "")) if has_list else "",
        chart_url=replace(asked, chart=measure.chart).query() + "#trend",
    )


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


def list_url(line: Line, asked: Asked, cell: str) -> str:
    """The list behind a number, on the day of the number even if it is opened tomorrow."""
    plain = replace(asked, cell=None, page=1, chart="")
    more = {"cell": cell} if cell else {}
    return reverse("line-list", args=[line.name]) + plain.query(dated=True, **more)


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
