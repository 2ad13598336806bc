"""The portfolio (spec 1.7): which strategy is followed at which customers, what moved, who chose against advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from renmai.analytics import portfolio
from renmai.analytics.listing import Row
from renmai.analytics.portfolio import Picked
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.strategies import UNDECIDED
from renmai.web import marks
from renmai.web.access import Viewer, viewer_required
from renmai.web.listed import Listed
from renmai.web.marks import Tone
from renmai.web.numbers import COUNT, Writer, amount_unit, amounts
from renmai.web.pages.account_indicators.view import bar_of_us, ours, pushed
from renmai.web.pages.line.bar import Bar
from renmai.web.pages.line.nothing import Nothing, nothing
from renmai.web.pages.line.view import about_question
from renmai.web.pages.strategies.rows import portfolio_list
from renmai.web.parameters import Asked
from renmai.wording.terms import STRATEGIES, Term

CHOICES: Final = ("", "any", "against")


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its changes; `url` opens its list, blank where it counts nothing."""

    value: str
    change: SafeString
    yoy: SafeString
    count: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """`share` is the part of the customers in scope, in percent."""

    name: str
    term: Term
    customers: Measure
    amount: Measure
    share: str


@dataclass(frozen=True, slots=True)
class Move:
    was: Term
    now: Term
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    about: str
    bar: Bar
    strategies: list[StrategyRow]
    moves: list[Move]
    chosen: Measure
    against: Measure
    unit: str
    list: Listed
    nothing: Nothing | None


@dataclass(frozen=True, slots=True)
class ListPage:
    label: str
    about: str
    back_url: str
    list: Listed


@require_safe
@viewer_required
def strategies(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = ours(request, viewer)
    listed = portfolio_list(viewer, asked, request.path, Picked(), {})
    figures = portfolio.figures(viewer.panel, asked.question)
    page = Page(
        about=about_question(viewer, asked.question),
        bar=bar_of_us(viewer, asked),
        strategies=_strategies(asked, figures["strategies"]),
        moves=[_move(asked, row) for row in figures["moves"]],
        chosen=_count(asked, figures["chosen"], choice="any"),
        against=_count(asked, figures["against"], choice="against"),
        unit=amount_unit(),
        list=listed,
        nothing=None if listed.total or listed.search or asked.question.filters else nothing("customer", viewer, asked),
    )
    return pushed(request, asked, render(request, "pages/strategies/strategies.html", {"page": page}))


@require_safe
@viewer_required
def strategies_list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Exactly the customers that a number counts."""
    asked = ours(request, viewer)
    picked, more = _picked(request.GET)
    page = ListPage(
        label=_label(picked),
        about=about_question(viewer, asked.question),
        back_url=reverse("strategies") + asked.plain().query(),
        list=portfolio_list(viewer, asked, request.path, picked, more),
    )
    return render(request, "pages/strategies/list.html", {"page": page})


def _picked(given: QueryDict) -> tuple[Picked, dict[str, str]]:
    """What the address picks, and how it says so."""
    more = {name: str(given[name]) for name in ("follows", "was", "choice") if given.get(name)}
    choice = more.get("choice", "")
    if choice not in CHOICES:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="choice", value=choice)
    picked = Picked(more.get("follows", ""), more.get("was", ""), choice == "any", choice == "against")
    return picked.checked(), more


def _label(picked: Picked) -> str:
    if picked.was:
        words = {"was": STRATEGIES[picked.was].label, "now": STRATEGIES[picked.strategy or UNDECIDED].label}
        return gettext("%(was)s → %(now)s") % words
    if picked.is_against:
        return gettext("Chosen against the recommendation")
    if picked.is_chosen:
        return gettext("With a chosen strategy")
    return str(STRATEGIES[picked.strategy].label) if picked.strategy else pgettext("strategies", "All customers")


def _strategies(asked: Asked, measured: Row) -> list[StrategyRow]:
    total = sum(one["customers"]["value"] for one in measured.values())
    write = amounts([one["amount"][day] for one in measured.values() for day in ("value", "change", "yoy")])
    return [
        StrategyRow(
            name,
            STRATEGIES[name],
            customers=_count(asked, one["customers"], follows=name),
            amount=_measure(one["amount"], write),
            share=f"{100 * one['customers']['value'] / max(total, 1):.2f}",
        )
        for name, one in measured.items()
    ]


def _count(asked: Asked, metric: Row, **picks: str) -> Measure:
    count = metric["value"]
    return _measure(metric, COUNT, count, _url(asked, picks) if count else "")


def _measure(metric: Row, write: Writer, count: int = 0, url: str = "") -> Measure:
    """That more customers follow a strategy is neither better nor worse."""
    change, yoy = (marks.delta(metric[name], write, Tone.NEITHER) for name in ("change", "yoy"))
    return Measure(write.value(metric["value"]), change, yoy, count, url)


def _move(asked: Asked, row: dict[str, Any]) -> Move:
    url = _url(asked, {"was": row["was"], "follows": row["now"]})
    return Move(STRATEGIES[row["was"]], STRATEGIES[row["now"]], row["customers"], url)


def _url(asked: Asked, picks: Mapping[str, str]) -> str:
    return reverse("strategies-list") + "?" + urlencode({**asked.plain().parameters(), **picks})
