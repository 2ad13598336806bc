"""Influence potential and contribution as cards, with the twelve months behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.safestring import SafeString

from renmai.analytics import influence_line, key_person_line
from renmai.analytics.influence_use import contribution
from renmai.analytics.metric import ratio
from renmai.analytics.private_network_list import EVERYBODY
from renmai.domain.periods import series_days
from renmai.domain.question import COMPANY, OURS
from renmai.web import charts, marks
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT, SHARE
from renmai.web.pages.account_indicators.cards import spark_text
from renmai.web.pages.line.cards import SPARK_MONTHS, Door, contribution_url
from renmai.web.pages.network_overview.asked import door, line_door
from renmai.web.parameters import Asked

CONTRIBUTION: Final = ("contribution_count", "contribution_amount")


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a fraction; the list may hold fewer where the viewer may not see all of them."""

    text: str
    opens: Door | None
    counts_its_list: bool


@dataclass(frozen=True, slots=True)
class Card:
    """`known` and `everybody` are the two sides of the potential, None of others; `deals_url`: of a contribution."""

    key: str
    label: SafeString
    value: str
    change: SafeString
    yoy: SafeString
    spark: charts.Spark | None
    spark_text: str
    known: Part | None = None
    everybody: Part | None = None
    deals_url: str = ""


def cards(viewer: Viewer, asked: Asked, sizes: Mapping[str, Any]) -> list[Card]:
    """`sizes` are those of the sets of the view."""
    figures = influence_line.figures(viewer.panel, asked.question)
    months = _months(viewer, asked)
    found = [_card(name, asked, metric, months[name]) for name, metric in figures["figures"].items()]
    known, everybody = figures["trend"]["known"]["value"], sizes[EVERYBODY]["value"]
    some = Part(COUNT.value(known), line_door(asked, known), counts_its_list=True)
    whole = Part(COUNT.value(everybody), door(asked, EVERYBODY, everybody), counts_its_list=viewer.scope.everything)
    deals = contribution_url(asked)
    return [
        replace(card, known=some, everybody=whole) if card.key == "potential" else replace(card, deals_url=deals)
        for card in found
    ]


def _card(name: str, asked: Asked, metric: Mapping[str, Any], months: Sequence[float | None]) -> Card:
    tone = marks.tone_of(name, ours=asked.question.ours)
    return Card(
        key=name,
        label=marks.term(name),
        value=SHARE.value(metric["value"]),
        change=marks.delta(metric["change"], SHARE, tone),
        yoy=marks.delta(metric["yoy"], SHARE, tone),
        spark=charts.spark(months),
        spark_text=spark_text(months, SHARE),
    )


def _months(viewer: Viewer, asked: Asked) -> dict[str, list[float | None]]:
    """Every figure on the last day of each of twelve months, oldest first."""
    panel, question = viewer.panel, asked.question
    days = series_days(question.as_of, SPARK_MONTHS)
    known = influence_line.series(panel, question, days).values["known"]
    company = replace(question, view=COMPANY, party=OURS)
    everybody = key_person_line.series(panel, company, days).values["people"]
    found: dict[str, list[float | None]] = {
        "potential": [ratio(int(some or 0), int(all_ or 0)) for some, all_ in zip(known, everybody, strict=True)]
    }
    if question.ours:
        shares = [contribution(panel, question, day).shares for day in days]
        found |= {name: [share[name] for share in shares] for name in CONTRIBUTION}
    return found
