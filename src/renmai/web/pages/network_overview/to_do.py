"""What the private network could do: whom a colleague reaches, who is contested, what hangs on one colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from renmai.analytics import sole_influence
from renmai.analytics.private_network_list import NOT_NAMED, SINGLE, SINGLE_CUSTOMERS
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.marks import Tone
from renmai.web.numbers import COUNT, Kind, amount_unit, writer
from renmai.web.pages.line.cards import Door
from renmai.web.pages.network_overview.asked import changes, door
from renmai.web.pages.network_overview.circles import SetRow, row
from renmai.web.pages.network_overview.sets import SETS, tone_of
from renmai.web.pages.network_overview.staff import note_whole
from renmai.web.parameters import Asked

SHOWN: Final = 10
"""Colleagues on the page, those with the most open amount first; the lists have them all."""


@dataclass(frozen=True, slots=True)
class Count:
    value: str
    change: SafeString
    opens: Door | None = None


@dataclass(frozen=True, slots=True)
class SingleRow:
    """What hangs on one colleague: persons, customers, the customers' open amount."""

    name: str
    is_named: bool
    people: Count
    customers: Count
    amount: Count


@dataclass(frozen=True, slots=True)
class ToDo:
    cards: list[SetRow]
    amount: Count
    amount_unit: str
    single: list[SingleRow]
    more: str


def to_do(viewer: Viewer, asked: Asked, sizes: Mapping[str, Any]) -> ToDo:
    """`sizes` are the metrics of the sets of the view, which is towards us."""
    sole = sole_influence.figures(viewer.panel, asked.question)
    found = sole_influence.standings(viewer.panel, asked.question)
    note_whole(viewer, (one.code for one in found[:SHOWN] if one.code))
    return ToDo(
        [
            *(row(asked, name, sizes[name]) for name in ("reachable", "contested")),
            _together(asked, SINGLE, sole["people"]),
            _together(asked, SINGLE_CUSTOMERS, sole["customers"]),
        ],
        _amount(sole["amount"]),
        amount_unit(),
        [_single(asked, one) for one in found[:SHOWN]],
        COUNT.value(len(found) - SHOWN) if len(found) > SHOWN else "",
    )


def _together(asked: Asked, name: str, metric: dict[str, Any]) -> SetRow:
    change, yoy = changes(metric, tone_of(SINGLE))
    return SetRow(name, SETS[name], COUNT.value(metric["value"]), door(asked, name, metric["value"]), change, yoy)


def _single(asked: Asked, one: sole_influence.Standing) -> SingleRow:
    return SingleRow(
        one.name or pgettext("of ours who is not named", "One colleague who is not named"),
        bool(one.code),
        _count(asked, one, SINGLE, "people"),
        _count(asked, one, SINGLE_CUSTOMERS, "customers"),
        _amount(one.figures["amount"]),
    )


def _count(asked: Asked, one: sole_influence.Standing, what: str, figure: str) -> Count:
    metric = one.figures[figure]
    behind = what if one.code else f"{what}:{NOT_NAMED}"
    change = marks.delta(metric["change"], COUNT, Tone.LESS_IS_BETTER)
    return Count(COUNT.value(metric["value"]), change, door(asked, behind, metric["value"], one.code))


def _amount(metric: Mapping[str, Any]) -> Count:
    write = writer(Kind.AMOUNT, metric["value"], metric["change"])
    return Count(write.value(metric["value"]), marks.delta(metric["change"], write, Tone.LESS_IS_BETTER))
