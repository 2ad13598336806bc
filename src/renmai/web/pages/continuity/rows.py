"""Employees with what they would leave behind: figures that open their lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.analytics.continuity import Standing
from renmai.web import marks
from renmai.web.marks import Tone
from renmai.web.numbers import COUNT, amounts
from renmai.web.shown import Shown
from renmai.wording.terms import Text

LABELS: Final[dict[str, Text]] = {
    "customers": gettext_lazy("Customers"),
    "focus": pgettext_lazy("continuity", "In focus"),
    "only_met": pgettext_lazy("continuity", "Met by nobody else"),
    "only_sway": pgettext_lazy("continuity", "Swayed by nobody else"),
    "chains": pgettext_lazy("continuity", "Chains at risk"),
    "alone": pgettext_lazy("continuity", "Known to nobody else"),
    "outside": pgettext_lazy("continuity", "Swayed elsewhere"),
}
MEANINGS: Final[dict[str, Text]] = {
    "customers": gettext_lazy("Customers owned on the day."),
    "focus": gettext_lazy("Of these, customers in focus."),
    "only_met": gettext_lazy("Key persons whom nobody else of ours has met within 365 days."),
    "only_sway": gettext_lazy("Key persons whom nobody else of ours can deeply sway."),
    "chains": gettext_lazy(
        "Open decision chains of whose members nobody else has met anybody, or nobody else can sway anybody."
    ),
    "alone": gettext_lazy("Customers where nobody else of ours has met anybody within 365 days."),
    "outside": gettext_lazy("Key persons swayed at customers that you do not see; told as in the influence line."),
}
TABLE: Final = ("customers", "focus", "only_met", "only_sway", "chains", "alone")
"""The columns of the list beside the amount."""
NEUTRAL: Final = ("customers", "focus", "amount")


@dataclass(frozen=True, slots=True)
class Figure:
    """`url` opens the list of exactly so many; blank for an amount."""

    name: str
    value: str
    count: int
    url: str
    change: SafeString


@dataclass(frozen=True, slots=True)
class Row:
    rank: int
    code: str
    name: str
    team: str
    has_left: bool
    url: str
    amount: Figure
    figures: list[Figure]


def rows_of(found: Sequence[Standing], shown: Shown) -> list[Row]:
    return [_row(rank, one, shown) for rank, one in enumerate(found, start=1)]


def _row(rank: int, one: Standing, shown: Shown) -> Row:
    url = reverse("continuity-one", args=[one.code])
    return Row(
        rank=rank,
        code=one.code,
        name=one.name,
        team=one.team,
        has_left=one.has_left,
        url=url + shown.query(tab="", page=""),
        amount=_amount(one.figures["amount"]),
        figures=[_figure(name, one.figures[name], url, shown) for name in TABLE],
    )


def _amount(metric: dict[str, Any]) -> Figure:
    writer = amounts([metric["value"], metric["previous"]])
    return Figure("amount", writer.value(metric["value"]), 0, "", marks.delta(metric["change"], writer, Tone.NEITHER))


def _figure(name: str, metric: dict[str, Any], url: str, shown: Shown) -> Figure:
    tone = Tone.NEITHER if name in NEUTRAL else Tone.LESS_IS_BETTER
    list_url = url + shown.query(tab=name, page="")
    return Figure(
        name, COUNT.value(metric["value"]), metric["value"], list_url, marks.delta(metric["change"], COUNT, tone)
    )
