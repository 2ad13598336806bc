"""Influence contribution 员工影响力贡献度 with the deals behind it (spec 1.6, docs/metrics/ledger-of-use.md).

A deal counts once, however many uses of it there are: of one employee, of a team, of the company. Rows of uses in
the panel are those that count: confirmed by both sides, or from a bundle.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.facts import Flags, Ids
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists.customer import seen
from renmai.analytics.metric import money, ratio
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.roster import among
from renmai.analytics.scoping import employees_of, passes
from renmai.analytics.slab import Slab
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.influence_use import UseGrade
from renmai.domain.question import Question
from renmai.domain.scope import Scope

GRADES: Final = {f.SOURCED: UseGrade.SOURCED, f.ASSISTED: UseGrade.ASSISTED}


class Deals(StrEnum):
    """Which deals of the window: those won with help, or all that were won."""

    USED = "used"
    WON = "won"

    @classmethod
    def parse(cls, text: str) -> "Deals":
        """Raises `RenmaiError(BAD_VALUE)` for anything else."""
        try:
            return cls(text)
        except ValueError:
            raise RenmaiError(ErrorCode.BAD_VALUE, name="of", value=text) from None


@dataclass(frozen=True, slots=True)
class Sum:
    """Some deals; `amount` in units of the panel."""

    deals: int = 0
    amount: int = 0

    @property
    def money(self) -> float:
        return float(money(self.amount))

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.deals + other.deals, self.amount + other.amount)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What was won in the window, and with help; the help by grade (each deal under its greatest), `late` of it."""

    won: Sum
    used: Sum
    sourced: Sum
    assisted: Sum
    unsaid: Sum
    late: Sum

    @property
    def shares(self) -> dict[str, float | None]:
        return {
            "contribution_count": ratio(self.used.deals, self.won.deals),
            "contribution_amount": ratio(self.used.amount, self.won.amount),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """[O] of one slab: `won` in the window, `used` of these; their greatest grade (0: not said); `late` help alone."""

    won: Flags
    used: Flags
    grade: NDArray[np.int8]
    late: Flags


def contribution(panel: Panel, question: Question, day: date) -> Contribution:
    """Of the deals won from 1 January of the day's year to the day."""
    parts = [Sum() for _ in range(6)]
    for slab, window in _windows(panel, question, day):
        chosen = [
            window.won,
            window.used,
            *(window.used & (window.grade == grade) for grade in (f.SOURCED, f.ASSISTED, 0)),
            window.late,
        ]
        parts = [part + _sum(slab, rows) for part, rows in zip(parts, chosen, strict=True)]
    return Contribution(*parts)


def _sum(slab: Slab, rows: Flags) -> Sum:
    return Sum(int(rows.sum()), int(slab.opportunities.amount[rows].sum()))


def _windows(panel: Panel, question: Question, day: date) -> Iterator[tuple[Slab, Window]]:
    employees = employees_of(panel, question)
    for slab in panel.slabs:
        yield slab, _window(slab, question, day, employees)


def _window(slab: Slab, question: Question, day: date, employees: Ids | None) -> Window:
    table, deals = slab.uses, slab.opportunities
    won = won_on(slab, question, day)
    rows = uses_in_scope(slab, question, employees)
    used, timely = np.zeros((2, len(won)), dtype=np.bool_)
    grade = np.zeros(len(won), dtype=np.int8)
    used[table.opportunity[rows]] = True
    timely[table.opportunity[rows & (table.confirmed <= deals.closed[table.opportunity])]] = True
    for code in (f.ASSISTED, f.SOURCED):
        grade[table.opportunity[rows & (table.grade == code)]] = code
    return Window(won, used & won, grade, used & won & ~timely)


def won_on(slab: Slab, question: Question, day: date) -> Flags:
    """[O]: won from 1 January of the day's year to the day, at customers that pass the filters."""
    table = slab.opportunities
    since = date(day.year, 1, 1).toordinal()
    in_window = (table.status == f.WON) & (since <= table.closed) & (table.closed <= day.toordinal())
    return np.asarray(in_window & passes(slab, question.filters)[table.customer])


def uses_in_scope(slab: Slab, question: Question, employees: Ids | None) -> Flags:
    """[U]: uses by the close by these employees; in one's own view also those without a name."""
    table = slab.uses
    in_time = table.day <= slab.opportunities.closed[table.opportunity]
    if employees is not None:
        in_time &= among(table.giver if question.own else table.employee, employees)
    return np.asarray(in_time)


@dataclass(frozen=True, slots=True)
class DealList:
    """Deals that the viewer may read, the latest close first, and how many there are elsewhere."""

    shown: Listing
    hidden: int


def deal_list(panel: Panel, question: Question, deals: Deals, scope: Scope, today: date) -> DealList:
    """The deals behind the figure of the as-of day; those at customers that are not seen today are only counted."""
    parts, days = [np.zeros(0, np.intp)], [np.zeros(0, np.int32)]
    visible = seen(panel, scope, moment(panel, today, 0).owner)
    hidden = 0
    for number, (slab, window) in enumerate(_windows(panel, question, question.as_of)):
        table = slab.opportunities
        rows = window.used if deals is Deals.USED else window.won
        opened = visible[panel.customer_offsets[number] + table.customer]
        at = np.flatnonzero(rows & opened)
        hidden += int((rows & ~opened).sum())
        parts.append(at + panel.opportunity_offsets[number])
        days.append(table.closed[at])
    order = np.argsort(-np.concatenate(days), kind="stable")
    return DealList(Listing(np.concatenate(parts)[order], lambda some: _rows(panel, question, some)), hidden)


def _rows(panel: Panel, question: Question, places: NDArray[np.intp]) -> list[Row]:
    windows = list(_windows(panel, question, question.as_of))
    employees = employees_of(panel, question)
    return [
        _row(panel, question, windows[number], employees, at)
        for number, at in by_slab(places, panel.opportunity_offsets)
    ]


def _row(panel: Panel, question: Question, found: tuple[Slab, Window], employees: Ids | None, at: int) -> Row:
    """`helpers` are names, a blank one for everybody who is counted without one; empty where nobody helped."""
    slab, window = found
    table, customer = slab.opportunities, int(slab.opportunities.customer[at])
    rows = uses_in_scope(slab, question, employees) & (slab.uses.opportunity == at)
    names = {panel.roster.influencer(key).name for key in slab.uses.employee[rows].tolist()}
    return {
        "code": str(table.code[at]),
        "name": str(table.name[at]),
        "customer": str(slab.customers.code[customer]),
        "customer_name": str(slab.customers.name[customer]),
        "amount": float(money(int(table.amount[at]))),
        "closed_on": date.fromordinal(int(table.closed[at])),
        "is_used": bool(window.used[at]),
        "grade": GRADES.get(int(window.grade[at])) if window.used[at] else None,
        "is_late": bool(window.late[at]),
        "helpers": sorted(names, key=lambda name: (not name, name)),
    }
