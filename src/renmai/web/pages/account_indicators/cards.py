"""The three account indicators as cards: value, comparisons, twelve months, and what stands beside them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from renmai.analytics.account_figures import FELL, ROSE, figures, series
from renmai.analytics.cell import KNOWN, Cell
from renmai.domain.periods import series_days
from renmai.domain.stance import DEGREES
from renmai.web import charts, marks
from renmai.web.access import Viewer
from renmai.web.numbers import AVERAGE, COUNT, Kind, Writer, amount_unit, writer
from renmai.web.pages.line.cards import SPARK_MONTHS, Door, list_url, unit_of
from renmai.web.pages.line.lines import LINES
from renmai.web.parameters import Asked

LIST: Final = "accounts-list"
PER_CHAIN: Final = Writer(Kind.COUNT, 1)
"""Activities per chain are few: one decimal tells them apart."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure that belongs to a card, with its door and its change."""

    label: str
    value: str
    change: SafeString
    opens: Door | None = None


@dataclass(frozen=True, slots=True)
class Card:
    key: str
    label: SafeString
    value: str
    unit: str
    change: SafeString
    yoy: SafeString
    opens: Door | None
    spark: charts.Spark | None
    spark_text: str
    known: SafeString | None = None
    beside: list[Beside] = field(default_factory=list)

    @property
    def counts_its_list(self) -> bool:
        return self.opens is not None and COUNT.value(self.opens.count) == self.value


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three indicators."""

    key: str
    title: SafeString
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a view, and those of the last twelve months, oldest first."""

    asked: Asked
    now: Mapping[str, Any]
    months: Sequence[Mapping[str, Any]]

    def card(self, key: str, of: Callable[[Mapping[str, Any]], Any], write: Writer, **more: Any) -> Card:
        """`of` takes the figure out of the figures of a day."""
        metric, values = of(self.now), [of(month) for month in self.months]
        tone = marks.tone_of(key, ours=True)
        return Card(
            key=key,
            label=marks.term(key),
            value=write.value(metric["value"]),
            change=marks.delta(metric["change"], write, tone),
            yoy=marks.delta(metric["yoy"], write, tone),
            spark=charts.spark(values),
            spark_text=spark_text(values, write),
            **{"unit": "", "opens": None} | more,
        )

    def beside(
        self, label: str, key: str, metric: Mapping[str, Any], write: Writer, opens: Door | None = None
    ) -> Beside:
        change = marks.delta(metric["change"], write, marks.tone_of(key, ours=True))
        return Beside(label, write.value(metric["value"]), change, opens)

    def door(self, what: str, count: int) -> Door | None:
        return door(self.asked, what, count)


def door(asked: Asked, what: str, count: int, customer: str = "") -> Door | None:
    """The list of exactly what a number counts, on its day; no door to an empty one."""
    if not count:
        return None
    more = {"of": what} | ({"customer": customer} if customer else {})
    return Door(reverse(LIST) + asked.plain().query(dated=True, **more), count)


def groups(viewer: Viewer, asked: Asked) -> list[Group]:
    panel, question = viewer.panel, asked.question
    days = series_days(question.as_of, SPARK_MONTHS)
    found = Figures(asked, figures(panel, question), series(panel, question, days))
    return [
        Group("new", marks.term("new_opportunities"), [_new(found, origin) for origin in ("captured", "incubated")]),
        Group("relationship", marks.term("relationship"), [_degree(found, degree) for degree in DEGREES]),
        Group("behaviour", marks.term("behaviour"), _behaviour(found)),
    ]


def _new(found: Figures, origin: str) -> Card:
    metric = found.now[origin]
    count, amount = metric["count"]["value"], metric["amount"]
    write = writer(Kind.AMOUNT, amount["value"], amount["change"])
    label = gettext("amount, %(unit)s") % {"unit": amount_unit()}
    return found.card(
        origin,
        lambda day: day[origin]["count"],
        COUNT,
        unit=pgettext("after a number of opportunities", "opportunities"),
        opens=found.door(origin, count),
        beside=[found.beside(label, origin, amount, write, found.door(origin, count))],
    )


def _degree(found: Figures, degree: str) -> Card:
    some, everybody = found.now["known"][degree]["value"], found.now["people"]["value"]
    url = list_url(LINES["customer"], found.asked, str(Cell(degree, KNOWN)))
    return found.card(
        degree,
        lambda day: day["relationship"][degree],
        AVERAGE,
        opens=Door(url, some) if some else None,
        known=marks.known_share(some, everybody),
        beside=[
            _moves(found, ROSE, degree, pgettext("customers by grade", "rose")),
            _moves(found, FELL, degree, pgettext("customers by grade", "fell")),
        ],
    )


def _moves(found: Figures, what: str, degree: str, label: str) -> Beside:
    metric = found.now[what][degree]
    return found.beside(label, what, metric, COUNT, found.door(f"{what}:{degree}", metric["value"]))


def _behaviour(found: Figures) -> list[Card]:
    now = found.now["behaviour"]
    chains = now["chains"]["value"]
    return [
        found.card(
            "activities",
            lambda day: day["behaviour"]["activities"],
            COUNT,
            unit=pgettext("after a number of activities", "activities"),
            opens=found.door("activities", now["activities"]["value"]),
        ),
        found.card(
            "per_chain",
            lambda day: day["behaviour"]["per_chain"],
            PER_CHAIN,
            beside=[
                found.beside(
                    str(marks.TERMS["chains"].label),
                    "chains",
                    now["chains"],
                    COUNT,
                    Door(list_url(LINES["decision-chain"], found.asked, ""), chains) if chains else None,
                )
            ],
        ),
        found.card(
            "untouched_members",
            lambda day: day["behaviour"]["untouched_members"],
            COUNT,
            unit=unit_of("people"),
            opens=found.door("untouched", now["untouched_members"]["value"]),
        ),
    ]


def spark_text(values: Sequence[float | None], write: Writer) -> str:
    """The twelve months in words."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return ""
    return gettext("Twelve months: from %(first)s to %(last)s, lowest %(low)s, highest %(high)s") % {
        "first": write.value(known[0]),
        "last": write.value(known[-1]),
        "low": write.value(min(known)),
        "high": write.value(max(known)),
    }
