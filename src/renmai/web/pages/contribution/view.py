"""The deals behind the influence contribution: won with help, and all that were won (spec 1.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from renmai.analytics.influence_use import Contribution, DealList, Deals, Sum, contribution, deal_list
from renmai.analytics.listing import Row
from renmai.web import marks
from renmai.web.access import Viewer, viewer_required
from renmai.web.listed import Column, Listed, Place, cut, listed
from renmai.web.numbers import COUNT, DASH, SHARE, Writer, amount_unit, amounts
from renmai.web.pages.account_indicators.view import bar_of_us, ours, pushed
from renmai.web.pages.line.bar import Bar
from renmai.web.pages.line.view import about_question
from renmai.web.parameters import Asked
from renmai.wording.columns import WORDS, Text
from renmai.wording.disclosure import told

LABELS: Final[dict[Deals, Text]] = {
    Deals.USED: gettext_lazy("Won with influence used"),
    Deals.WON: gettext_lazy("All deals won"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with what it is of; the links open the two lists."""

    label: SafeString
    value: str
    used: str
    won: str
    unit: str


@dataclass(frozen=True, slots=True)
class Part:
    label: Text
    deals: str
    amount: str


@dataclass(frozen=True, slots=True)
class DealRow:
    name: str
    code: str
    url: str
    customer: str
    customer_url: str
    amount: str
    closed_on: str
    grade: Text
    helpers: str
    is_used: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: Text
    url: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Page:
    about: str
    bar: Bar
    of: str
    label: Text
    figures: list[Figure]
    urls: Mapping[str, str]
    parts: list[Part]
    amount_unit: str
    choices: list[Choice]
    list: Listed
    hidden: str
    back_url: str


@require_safe
@viewer_required
def deals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The figure with both lists; deals at customers of others are counted in one line."""
    asked, of = ours(request, viewer), Deals.parse(request.GET.get("of", Deals.USED.value))
    sums = contribution(viewer.panel, asked.question, asked.question.as_of)
    found = deal_list(viewer.panel, asked.question, of, viewer.scope, viewer.today)
    page = Page(
        about=about_question(viewer, asked.question),
        bar=bar_of_us(viewer, asked),
        of=of.value,
        label=LABELS[of],
        figures=_figures(sums),
        urls={one.value: _url(asked, one) for one in Deals},
        parts=_parts(sums),
        amount_unit=amount_unit(),
        choices=[_choice(asked, one, sums, is_current=one is of) for one in Deals],
        list=_listed(found, asked, of, request.path),
        hidden=COUNT.value(found.hidden) if found.hidden else "",
        back_url=reverse("line", args=["influence"]) + asked.plain().query(),
    )
    return pushed(request, asked, render(request, "pages/contribution/deals.html", {"page": page}))


def _url(asked: Asked, of: Deals) -> str:
    return reverse("contribution") + asked.plain().query(dated=True, of=of.value)


def _choice(asked: Asked, of: Deals, sums: Contribution, *, is_current: bool) -> Choice:
    count = COUNT.value((sums.used if of is Deals.USED else sums.won).deals)
    return Choice(of.value, LABELS[of], _url(asked, of), count, is_current)


def _figures(sums: Contribution) -> list[Figure]:
    write, shares = amounts([sums.used.money, sums.won.money]), sums.shares
    counted = Figure(
        marks.term("contribution_count"),
        SHARE.value(shares["contribution_count"]),
        COUNT.value(sums.used.deals),
        COUNT.value(sums.won.deals),
        "",
    )
    weighed = Figure(
        marks.term("contribution_amount"),
        SHARE.value(shares["contribution_amount"]),
        write.value(sums.used.money),
        write.value(sums.won.money),
        amount_unit(),
    )
    return [counted, weighed]


def _parts(sums: Contribution) -> list[Part]:
    """The help by what it did, and how much of it was confirmed late; empty rows are left out."""
    words: dict[Text, Sum] = {
        WORDS["grade"]["sourced"]: sums.sourced,
        WORDS["grade"]["assisted"]: sums.assisted,
        pgettext("part in the deal", "not said"): sums.unsaid,
        gettext("of these confirmed after the close alone"): sums.late,
    }
    write = amounts([part.money for part in words.values()])
    return [Part(word, COUNT.value(part.deals), write.value(part.money)) for word, part in words.items() if part.deals]


def _listed(found: DealList, asked: Asked, of: Deals, path: str) -> Listed:
    place = Place(path, {"of": of.value}, dated=True)
    page = cut(found.shown, None, asked, place)
    return listed(page, _rows(page.page[:]), _columns(), asked, place)


def _columns() -> list[Column]:
    return [
        Column("", gettext_lazy("Opportunity"), "name-of"),
        Column("", gettext_lazy("Customer")),
        Column("", gettext_lazy("Amount"), "right", amount_unit()),
        Column("", gettext_lazy("Closed on"), "right"),
        Column("", pgettext_lazy("of help", "Part in the deal")),
        Column("", pgettext_lazy("column", "Who helped")),
    ]


def _rows(rows: Sequence[Row]) -> list[DealRow]:
    write = amounts([row["amount"] for row in rows])
    return [_row(row, write) for row in rows]


def _row(row: Row, write: Writer) -> DealRow:
    comma = pgettext("between the items of a list", ", ")
    return DealRow(
        name=row["name"],
        code=row["code"],
        url=reverse("opportunity", args=[row["code"]], query={"tab": "uses"}),
        customer=row["customer_name"],
        customer_url=reverse("customer", args=[row["customer"]]),
        amount=write.value(row["amount"]),
        closed_on=row["closed_on"].isoformat(),
        grade=WORDS["grade"].get(row["grade"] or "", DASH),
        helpers=comma.join(map(told, row["helpers"])) or DASH,
        is_used=row["is_used"],
        is_late=row["is_late"],
    )
