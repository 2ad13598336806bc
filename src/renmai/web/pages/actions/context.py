"""What the page of all actions shows: one tab of a view's actions, narrowed and cut into pages."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

import numpy as np
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import pgettext, pgettext_lazy

from renmai.analytics.facts import Flags
from renmai.analytics.next_actions.kinds import KINDS
from renmai.analytics.next_actions.marked import Marked, MarkedAction, name_of, place_of
from renmai.analytics.next_actions.ranking import Ranked
from renmai.analytics.next_actions.telling import actions
from renmai.analytics.panel import Panel
from renmai.analytics.reports import ACTIONS, check
from renmai.analytics.search import rows_with, words_of
from renmai.analytics.visible import widest_view
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.periods import Period
from renmai.domain.principles.base import Line, Principle, SubjectType
from renmai.domain.principles.mark import MarkStatus
from renmai.domain.question import OURS, Filters
from renmai.web import parameters
from renmai.web.access import Viewer
from renmai.web.layout.context import Choice
from renmai.web.numbers import amount_unit
from renmai.web.pages.actions.marking import sorted_out
from renmai.web.pages.actions.rows import ActionRow, rows_of, url_of, what
from renmai.web.pages.actions.said import Refused
from renmai.web.pages.line.bar import Link, ScopeChoice, bar
from renmai.web.parameters import Asked
from renmai.web.shown import Pager, Tab
from renmai.wording import next_actions as words
from renmai.wording import terms
from renmai.wording.terms import Term, Text

PAGE_SIZE: Final = 50
OPEN: Final = "open"
TABS: Final[dict[str, Text]] = {
    OPEN: pgettext_lazy("actions", "Open"),
    MarkStatus.SNOOZED.value: pgettext_lazy("actions", "Put off"),
    MarkStatus.DISMISSED.value: pgettext_lazy("actions", "Not to be done"),
    MarkStatus.DONE.value: pgettext_lazy("actions", "Done lately"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`customer` are words of a customer's name or code."""

    asked: Asked
    tab: str = OPEN
    line: str = ""
    principle: str = ""
    customer: str = ""

    def query(self, **changes: str) -> str:
        """The address of the page with some parameters changed; defaults are left out."""
        given = {
            **self.asked.parameters(),
            "tab": "" if self.tab == OPEN else self.tab,
            "line": self.line,
            "principle": self.principle,
            "customer": self.customer,
        }
        kept = {name: value for name, value in (given | changes).items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def first_row(self) -> int:
        return (self.asked.page - 1) * PAGE_SIZE


def read_wanted(given: QueryDict, viewer: Viewer) -> Wanted:
    """Raises `RenmaiError` for what makes no sense, and for a view that may not be seen."""
    asked = parameters.read(given, viewer.today, widest_view(viewer.panel, viewer.scope), viewer.scope.viewer)
    # Causes are those of the month, wherever somebody looks: a mark made here has to hold everywhere.
    question = replace(asked.question, period=Period.MONTH, party=OURS, filters=Filters())
    check(viewer.panel, ACTIONS, question, viewer.scope)
    return Wanted(
        Asked(question, viewer.today, page=asked.page),
        _one_of("tab", given, TABS, OPEN),
        _one_of("line", given, tuple(Line)),
        _one_of("principle", given, tuple(Principle)),
        given.get("customer", "").strip(),
    )


def _one_of(name: str, given: QueryDict, offered: object, default: str = "") -> str:
    text = given.get(name, "") or default
    if text and text not in offered:  # type: ignore[operator]
        raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=text)
    return text


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A mark: what it was about, who said so, when and why; `is_gone` says that the cause is no more."""

    what: str
    url: str
    principle: Term
    customer: str
    customer_url: str
    who: str
    on: str
    until: str
    reason: str
    is_gone: bool
    code: str
    """Blank where nothing can be opened again."""


@dataclass(frozen=True, slots=True)
class AllActions:
    kinds: list[Link]
    scopes: list[ScopeChoice]
    as_of: str
    lines: list[Choice]
    principles: list[Choice]
    customer: str
    tabs: list[Tab]
    tab: str
    rows: list[ActionRow]
    marked: list[MarkedRow]
    pager: Pager
    unit: str
    query: str
    may_mark: bool
    is_narrowed: bool
    plain_url: str
    refused: Refused | None


def context(viewer: Viewer, wanted: Wanted, refused: Refused | None) -> AllActions:
    panel, question = viewer.panel, wanted.asked.question
    found = _narrowed(panel, sorted_out(viewer, question), wanted)
    counts = {OPEN: len(found.open), MarkStatus.DONE.value: len(found.done)}
    for status in (MarkStatus.SNOOZED, MarkStatus.DISMISSED):
        counts[status.value] = len(found.of_status(status))
    start, stop = wanted.first_row, wanted.first_row + PAGE_SIZE
    is_open = wanted.tab == OPEN
    view_bar = bar(viewer, wanted.asked)
    may_mark = question.as_of == viewer.today
    rows = _rows(panel, found.open, start, stop, refused) if is_open else []
    return AllActions(
        kinds=[replace(kind, url=_of_kind(wanted, kind)) for kind in view_bar.kinds if kind.key != "competitor"],
        scopes=view_bar.scopes,
        as_of=view_bar.as_of,
        lines=[Choice(one.value, terms.LINES[one.value].label, one == wanted.line) for one in Line],
        principles=[Choice(one.value, words.PRINCIPLES[one].label, one == wanted.principle) for one in Principle],
        customer=wanted.customer,
        tabs=[_tab(wanted, name, counts[name]) for name in TABS],
        tab=wanted.tab,
        rows=rows,
        marked=[] if is_open else _marked_rows(panel, found, wanted, may_mark=may_mark)[start:stop],
        pager=_pager(wanted, counts[wanted.tab]),
        unit=amount_unit(),
        query=wanted.query().removeprefix("?"),
        may_mark=may_mark,
        is_narrowed=bool(wanted.line or wanted.principle or wanted.customer),
        plain_url=_url(replace(wanted, line="", principle="", customer="", asked=wanted.asked.first_page())),
        refused=None if any(row.refused for row in rows) else refused,
    )


def _rows(panel: Panel, found: Ranked, start: int, stop: int, refused: Refused | None) -> list[ActionRow]:
    shown = actions(found, np.arange(len(found))[start:stop])
    return rows_of(panel, [[action] for action in shown], start + 1, refused)


def _url(wanted: Wanted, **changes: str) -> str:
    return reverse("actions") + wanted.query(**changes)


def _of_kind(wanted: Wanted, kind: Link) -> str:
    """The same tab and filters in another view."""
    view = QueryDict(kind.url.removeprefix("?")).get("view", "")
    return _url(wanted, view=view, page="")


def _tab(wanted: Wanted, name: str, count: int) -> Tab:
    url = _url(replace(wanted, tab=name, asked=wanted.asked.first_page()))
    return Tab(name, TABS[name], url, name == wanted.tab, count)


def _pager(wanted: Wanted, total: int) -> Pager:
    first, last = wanted.first_row, wanted.first_row + PAGE_SIZE
    page = wanted.asked.page
    return Pager(
        first=min(first + 1, total),
        last=min(last, total),
        total=total,
        newer_url=_url(wanted, page=str(page - 1) if page > 2 else "") if page > 1 else "",
        older_url=_url(wanted, page=str(page + 1)) if last < total else "",
    )


def _narrowed(panel: Panel, found: Marked, wanted: Wanted) -> Marked:
    """Only what the filters let through; marks like actions."""
    customers = _customers(panel, wanted.customer)
    kinds = np.array([_fits(kind.rule.line, kind.rule.principle, wanted) for kind in KINDS])
    if customers is None and kinds.all():
        return found
    of_open = found.open.found
    kept = kinds[of_open.kind]
    if customers is not None:
        kept = kept & (of_open.customer >= 0) & customers[np.maximum(of_open.customer, 0)]

    def passes(each: MarkedAction) -> bool:
        mark = each.mark
        if not _fits(mark.line, mark.principle, wanted):
            return False
        return customers is None or _is_at(panel, mark.customer, customers)

    return Marked(
        found.open.only(kept),
        tuple(each for each in found.hidden if passes(each)),
        tuple(each for each in found.done if passes(each)),
        found.gone,
    )


def _fits(line: str, principle: str, wanted: Wanted) -> bool:
    return wanted.line in ("", line) and wanted.principle in ("", principle)


def _customers(panel: Panel, text: str) -> Flags | None:
    """[C]: whose name or code holds all words; None where there are none."""
    words_asked = words_of(text)
    if not words_asked:
        return None
    held = [rows_with(panel, "customers", ("name", "code"), word) for word in words_asked]
    return np.asarray(np.logical_and.reduce(held))


def _is_at(panel: Panel, customer: str | None, customers: Flags) -> bool:
    place = place_of(panel, SubjectType.CUSTOMER, customer, customer) if customer else -1
    return place >= 0 and bool(customers[place])


def _marked_rows(panel: Panel, found: Marked, wanted: Wanted, *, may_mark: bool) -> list[MarkedRow]:
    if wanted.tab == MarkStatus.DONE:
        hidden = {each.mark.code for each in found.hidden}
        return [_marked(panel, each, may_reopen=may_mark and each.mark.code in hidden) for each in found.done]
    chosen = found.of_status(MarkStatus(wanted.tab))
    return [_marked(panel, each, may_reopen=may_mark) for each in chosen]


def _marked(panel: Panel, each: MarkedAction, *, may_reopen: bool) -> MarkedRow:
    mark, subject = each.mark, SubjectType(each.mark.subject_type)
    customer = mark.customer if mark.customer and subject is not SubjectType.CUSTOMER else ""
    known = customer if customer and panel.find_customer(customer) else ""
    name = name_of(panel, mark) or pgettext("view", "Company")
    return MarkedRow(
        what=what(panel, each.action) if each.action else name,
        url=url_of(subject, mark.subject),
        principle=words.PRINCIPLES[mark.principle],
        customer=panel.customer_card(known)["name"] if known else "",
        customer_url=reverse("customer", args=[known]) if known else "",
        who=mark.who,
        on=mark.marked_on.isoformat(),
        until=mark.until.isoformat() if mark.until else "",
        reason=mark.reason,
        is_gone=each.action is None,
        code=mark.code if may_reopen else "",
    )
