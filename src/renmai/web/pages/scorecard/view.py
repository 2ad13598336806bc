"""Scorecards: all that a leader may see, and one with its arithmetic, which its subject sees too."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from renmai.analytics.reports import check
from renmai.domain.periods import Period
from renmai.domain.question import COMPANY, View, ViewKind
from renmai.output.review.content import Table
from renmai.web.access import Viewer, viewer_required
from renmai.web.layout.context import Choice
from renmai.web.layout.sections import leads
from renmai.web.numbers import COUNT
from renmai.web.pages.line.bar import period_label
from renmai.web.pages.review.making import view_name
from renmai.web.pages.scorecard.asked import PAGE_SIZE, TOTAL, Asked, read
from renmai.web.pages.scorecard.card import CardPage, card_page
from renmai.web.pages.scorecard.lists import listed
from renmai.web.pages.scorecard.rows import Head, Row, heads, ordered, rows
from renmai.wording.scorecard import PRIVACY


@dataclass(frozen=True, slots=True)
class Bar:
    """On which day, compared how."""

    as_of: str
    period: str
    periods: list[Choice]
    previous: str
    year_ago: str
    sort: str
    list: str


@dataclass(frozen=True, slots=True)
class Pager:
    shown: str
    newer_url: str
    older_url: str


@dataclass(frozen=True, slots=True)
class ScorecardsPage:
    bar: Bar
    about: str
    rows: list[Row]
    idle: list[tuple[str, str]]
    heads: list[Head]
    name: tuple[str, int]
    total: tuple[str, int]
    pager: Pager

    privacy = PRIVACY


@dataclass(frozen=True, slots=True)
class OnePage:
    """`all_url` leads leaders back to all cards; blank for everybody else."""

    bar: Bar
    title: str
    about: str
    card: CardPage
    table: Table | None
    pager: Pager | None
    all_url: str
    is_own: bool

    privacy = PRIVACY


@require_safe
@viewer_required
def scorecards(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Whoever leads nobody has no such page."""
    if not leads(viewer):
        raise Http404
    asked = read(request.GET, viewer.today, COMPANY)
    found = rows(viewer, asked)
    page = ScorecardsPage(
        bar=_bar(
            asked,
            [
                Choice(asked.url(question=asked.within(one), page=1), period_label(one), one is asked.question.period)
                for one in Period
            ],
        ),
        about=asked.question.as_of.isoformat(),
        rows=found.rows,
        idle=found.idle,
        heads=heads(viewer, asked),
        name=ordered(asked, "name"),
        total=ordered(asked, TOTAL),
        pager=_pager(asked, found.total, lambda number: asked.url(page=number)),
    )
    return render(request, "pages/scorecard/scorecards.html", {"page": page})


@require_safe
@viewer_required
def one(request: HttpRequest, viewer: Viewer, view: str) -> HttpResponse:
    """The card of a salesperson, a team or the company; one's own is open to everybody."""
    try:
        seen = View.parse(view)
    except ValueError:
        raise Http404 from None
    asked = read(request.GET, viewer.today, seen)
    check(viewer.panel, "customer", asked.question, viewer.scope)
    table = listed(viewer, asked)
    title = view_name(viewer, asked.question)
    own = View(ViewKind.PERSONAL, viewer.employee.code)
    page = OnePage(
        bar=_bar(
            asked,
            [
                Choice(
                    asked.card_url(seen, question=asked.within(one), list=asked.list),
                    period_label(one),
                    one is asked.question.period,
                )
                for one in Period
            ],
        ),
        title=title,
        about=f"{title} · {asked.question.as_of.isoformat()}",
        card=card_page(viewer, asked),
        table=table,
        pager=_pager(asked, table.total or 0, lambda number: asked.card_url(seen, list=asked.list, page=number))
        if table
        else None,
        all_url=asked.url(list="", page=1) if leads(viewer) else "",
        is_own=seen == own,
    )
    return render(request, "pages/scorecard/card.html", {"page": page})


def _bar(asked: Asked, periods: list[Choice]) -> Bar:
    days = asked.question.comparison
    return Bar(
        as_of=days.as_of.isoformat(),
        period="" if asked.question.period is Period.MONTH else asked.question.period.value,
        periods=periods,
        previous=days.previous.isoformat(),
        year_ago=days.year_ago.isoformat(),
        sort=asked.sort,
        list=asked.list,
    )


def _pager(asked: Asked, total: int, url: Callable[[int], str]) -> Pager:
    last = min(asked.first_row + PAGE_SIZE, total)
    count = {"first": COUNT.value(asked.first_row + 1), "last": COUNT.value(last), "total": COUNT.value(total)}
    return Pager(
        shown=gettext("%(first)s to %(last)s of %(total)s") % count if asked.first_row < total else "",
        newer_url=url(asked.page - 1) if asked.page > 1 else "",
        older_url=url(asked.page + 1) if last < total else "",
    )
