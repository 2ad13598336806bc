"""A whole review, or one of its tables: what page, paper and slides are made from."""

from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Final

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext, pgettext

from renmai.analytics.next_actions import by_subject, marked, ranked
from renmai.analytics.review import customer, opportunity
from renmai.analytics.review.opportunity import Stake
from renmai.analytics.visible import view_choices
from renmai.domain.question import Question
from renmai.domain.review import Risk
from renmai.output.names import Names
from renmai.output.review.content import Bar, Cell, Chart, Figure, Head, Review, Section, Sheet, Table
from renmai.refresh.marks import marks_of
from renmai.web.access import Viewer
from renmai.web.layout.context import HTML_LANGUAGES
from renmai.web.numbers import COUNT, Writer, amount_scale, amount_unit, amounts
from renmai.web.pages.actions.rows import ActionRow, rows_of
from renmai.web.pages.line.bar import kind_label, scope_name
from renmai.web.pages.review import steps, tables
from renmai.web.pages.review.asked import PAGE_SIZE, Asked
from renmai.web.pages.review.cells import NO_CHAIN, Doors
from renmai.web.pages.review.tables import Making
from renmai.wording import terms
from renmai.wording.review import CUSTOMER_TURNS, OPPORTUNITY_TURNS, RISKS, STEPS, TABLES

ON_PAGE: Final = 10
"""Rows of a section: one screen."""
SIDE_BY_SIDE: Final = 5
"""Rows of a table that has another one beside it."""
ON_PAPER: Final = 100
"""Rows of a table of a document; more are for the page."""
ACTIONS_ON_PAPER: Final = 25


ORDER: Final = dict(zip(STEPS, [*list(STEPS)[1:], ""], strict=True))
"""By section the next one."""


def review(viewer: Viewer, asked: Asked, *, is_document: bool = False) -> Review:
    """The whole meeting; a document has more of each table."""
    counts = (ON_PAPER, ON_PAPER, ACTIONS_ON_PAPER) if is_document else (SIDE_BY_SIDE, ON_PAGE, ON_PAGE)
    doors, names = Doors(viewer), Names(viewer.panel)
    pair, alone, first = (Making(viewer, asked, doors, names, 0, count) for count in counts)
    return Review(
        sheet(viewer, asked),
        [
            _section("deals", [tables.customers(pair), tables.opportunities(pair)], _turns(viewer, asked)),
            _section("chains", [tables.readings(pair), tables.grades(pair)]),
            _section("people", [tables.degrees(pair), tables.votes(pair)]),
            _section("risks", [tables.risks(alone)], risk_figures(viewer, asked), _amounts(viewer, asked)),
            _section("steps", [steps.due(pair), steps.done(pair)]),
            _section("next", [_actions(first)]),
        ],
    )


def part(viewer: Viewer, asked: Asked) -> Table:
    """The one table that is asked for."""
    make = Making(viewer, asked, Doors(viewer), Names(viewer.panel), asked.first_row, PAGE_SIZE)
    return MAKERS[asked.part](make)


def _section(key: str, found: list[Table], figures: list[Figure] | None = None, chart: Chart | None = None) -> Section:
    words = STEPS[key]
    onward = ORDER[key]
    title = str(STEPS[onward].title) if onward else ""
    return Section(key, str(words.title), str(words.ask), found, figures or [], chart, onward, title)


def sheet(viewer: Viewer, asked: Asked) -> Sheet:
    days = {"since": asked.since.isoformat(), "day": asked.question.as_of.isoformat()}
    return Sheet(
        title=gettext("Weekly review"),
        view=view_name(viewer, asked.question),
        span=gettext("%(since)s to %(day)s") % days,
        confidential=gettext("For internal use only"),
        author=viewer.employee.name,
        made_at=timezone.localtime(),
        language=HTML_LANGUAGES[get_language() or "zh-hans"],
        cut=gettext("The first %(shown)s of %(total)s rows; all of them are on the page."),
        continued=pgettext("a slide that goes on", "continued"),
    )


def view_name(viewer: Viewer, question: Question) -> str:
    """Kind and name of the view."""
    choice = next(one for one in view_choices(viewer.panel, viewer.scope) if one.view == str(question.view))
    return " ".join([str(kind_label(question.view.kind)), *([scope_name(choice)] if choice.name else [])])


def _turns(viewer: Viewer, asked: Asked) -> list[Figure]:
    """How many came, left, were won and lost; those with money say how much."""
    given = (viewer.panel, asked.question, asked.since)
    counted = [
        Figure(
            str(CUSTOMER_TURNS[turn]), COUNT.value(int(flags.sum())), gettext("customers"), asked.url(part="customers")
        )
        for turn, flags in customer.turn_flags(*given).items()
    ]
    found = opportunity.turned_stakes(*given)
    write = _writer(found.values())
    return [
        *(
            Figure(
                str(OPPORTUNITY_TURNS[turn]),
                COUNT.value(stake.number),
                _money(stake, write),
                asked.url(part="opportunities"),
            )
            for turn, stake in found.items()
        ),
        *counted,
    ]


def _writer(stakes: Iterable[Stake]) -> Writer:
    return amounts([float(stake.amount) for stake in stakes])


def _money(stake: Stake, write: Writer) -> str:
    return f"{write.value(float(stake.amount))} {amount_unit()}"


def risk_figures(viewer: Viewer, asked: Asked) -> list[Figure]:
    found = opportunity.risks(viewer.panel, asked.question).stakes()
    write = _writer(found.values())
    return [
        Figure(
            str(RISKS[risk].label),
            COUNT.value(stake.number),
            _money(stake, write),
            asked.url(part="risks", risk=None if risk is asked.risk else risk, page=1),
            risk.value,
            is_current=risk is asked.risk,
        )
        for risk, stake in found.items()
    ]


def _amounts(viewer: Viewer, asked: Asked) -> Chart:
    """The open amount by reading, then and now."""
    days = (asked.since, asked.question.as_of)
    before, now = (opportunity.by_reading(viewer.panel, asked.question, day) for day in days)
    write = amounts([float(one.amount) for found in (before, now) for one in found.values()])
    return Chart(
        gettext("Open amount by reading"),
        amount_unit(),
        tuple(day.isoformat() for day in days),
        [_bar(name, (before[name], now[name]), write) for name in (*reversed(terms.READINGS), "")],
    )


def _bar(name: str, stakes: tuple[Stake, Stake], write: Writer) -> Bar:
    label = terms.READINGS[name].label if name else RISKS[Risk.NO_CHAIN].label
    values = tuple(float(stake.amount) for stake in stakes)
    scaled, texts = (value / amount_scale() for value in values), (write.value(value) for value in values)
    return Bar(str(label), tuple(scaled), tuple(texts), name or NO_CHAIN)


def _actions(make: Making) -> Table:
    """What the principles find in the view, ranked; all of them where there are few."""
    panel, question = make.viewer.panel, make.asked.question
    left = marked(ranked(panel, question), marks_of(panel, question, make.viewer.scope)).open
    found = by_subject(left, make.first, make.first + make.count)
    rows = rows_of(panel, found.groups, make.first + 1)
    customers = [group[0].customer for group in found.groups]
    heads = [Head(gettext("What"), 4), Head(gettext("Why now"), 6), tables.amount_head()]
    words = TABLES["next"]
    return Table(
        key="next",
        title=str(words.title),
        heads=heads,
        rows=[_action(make, *one) for one in zip(rows, customers, strict=True)],
        total=found.total,
        empty=str(words.ask),
        url=make.asked.url(part="next", risk=None, page=1),
        first=make.first,
    )


def _action(make: Making, row: ActionRow, customer_of: str | None) -> tuple[Cell, ...]:
    is_open = not customer_of or bool(make.doors.url("customer", customer_of, customer_of))
    urls = (row.url, row.customer_url) if is_open else ("", "")
    reasons = pgettext("between the parts of a sentence", "; ").join(_plain(reason) for reason in row.reasons)
    principles = " · ".join(str(principle.label) for principle in row.principles)
    return (
        Cell(row.what, under=row.customer, url=urls[0], under_url=urls[1]),
        Cell(reasons, under=principles),
        Cell(row.amount),
    )


def _plain(html: str) -> str:
    """The marks of the screen as words."""
    return " ".join(unescape(strip_tags(html)).split())


MAKERS: Final[Mapping[str, Callable[[Making], Table]]] = {
    "customers": tables.customers,
    "opportunities": tables.opportunities,
    "readings": tables.readings,
    "grades": tables.grades,
    "degrees": tables.degrees,
    "votes": tables.votes,
    "risks": tables.risks,
    "due": steps.due,
    "done": steps.done,
    "next": _actions,
}
