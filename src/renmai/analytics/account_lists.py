"""The lists behind the account indicators: exactly what a number of the page counts (docs/metrics/account.md)."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.account_figures import FELL, ROSE, grade_steps
from renmai.analytics.account_line import window_start
from renmai.analytics.chain_moment import chain_moment
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import PeopleOnDay, by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import money
from renmai.analytics.moment import GRADES, moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES

ORIGINS: Final = {"captured": f.CAPTURED, "incubated": f.INCUBATED}
ACTIVITIES, UNTOUCHED = "activities", "untouched"
STATUS: Final = ("open", "won", "lost")
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Behind:
    """A number of the page: `what` it counts, of a grade move the `degree`; of one customer where one is named."""

    what: str
    degree: str = ""
    customer: str = ""

    @classmethod
    def parse(cls, text: str, customer: str = "") -> "Behind":
        """Read `captured`, `untouched`, `fell:price`. Raises `RenmaiError(UNKNOWN_CELL)` for anything else."""
        what, _, degree = text.partition(":")
        is_move = what in (ROSE, FELL) and degree in DEGREES
        if not is_move and not (what in (*ORIGINS, ACTIVITIES, UNTOUCHED) and not degree):
            raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=text)
        return cls(what, degree, customer)

    def __str__(self) -> str:
        return f"{self.what}:{self.degree}" if self.degree else self.what

    @property
    def is_move(self) -> bool:
        return self.what in (ROSE, FELL)


def listing(panel: Panel, question: Question, behind: Behind) -> Listing:
    """What the number counts on the as-of day: opportunities and activities latest first, others by code."""
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    if behind.customer:
        chosen = chosen & _is(panel, behind.customer)
    if behind.what in ORIGINS:
        return _opportunities(panel, question, behind, chosen)
    if behind.is_move:
        return _moved(panel, question, behind, chosen)
    return _activities(panel, question, chosen) if behind.what == ACTIVITIES else _untouched(panel, question, chosen)


def _is(panel: Panel, code: str) -> Flags:
    """[C]: the customer of this code."""
    return np.concatenate([np.zeros(0, np.bool_), *(slab.customers.code == code for slab in panel.slabs)])


def _window(question: Question, day: date) -> tuple[int, int]:
    """(since, until]: the days that a figure of the day looks back at."""
    return window_start(day, question.period).toordinal(), day.toordinal()


def _runs(offsets: list[int]) -> list[slice]:
    return [slice(first, last) for first, last in pairwise(offsets)]


def _opportunities(panel: Panel, question: Question, behind: Behind, chosen: Flags) -> Listing:
    since, until = _window(question, question.as_of)
    origin = ORIGINS[behind.what]
    parts, days = [np.zeros(0, np.intp)], [np.zeros(0, np.int32)]
    for number, slab in enumerate(panel.slabs):
        table, mine = slab.opportunities, chosen[_runs(panel.customer_offsets)[number]]
        new = (table.origin == origin) & (since < table.opened) & (table.opened <= until)
        at = np.flatnonzero(new & mine[table.customer])
        parts.append(at + panel.opportunity_offsets[number])
        days.append(table.opened[at])
    order = np.argsort(-np.concatenate(days), kind="stable")
    return Listing(np.concatenate(parts)[order], lambda some: _opportunity_rows(panel, some))


def _opportunity_rows(panel: Panel, places: Places) -> list[Row]:
    return [_opportunity_row(panel, number, at) for number, at in by_slab(places, panel.opportunity_offsets)]


def _opportunity_row(panel: Panel, number: int, at: int) -> Row:
    slab = panel.slabs[number]
    table, customer = slab.opportunities, int(slab.opportunities.customer[at])
    return {
        "code": str(table.code[at]),
        "name": str(table.name[at]),
        **_customer(panel, number, customer),
        "amount": float(money(int(table.amount[at]))),
        "stage": str(table.stage[at]),
        "status": STATUS[int(table.status[at])],
        "opened_on": date.fromordinal(int(table.opened[at])),
    }


def _customer(panel: Panel, number: int, at: int) -> Row:
    """`place` is the customer's in the panel."""
    table = panel.slabs[number].customers
    place = panel.customer_offsets[number] + at
    return {"customer": str(table.code[at]), "customer_name": str(table.name[at]), "place": place}


def _moved(panel: Panel, question: Question, behind: Behind, chosen: Flags) -> Listing:
    degree = DEGREES.index(behind.degree)
    steps = grade_steps(panel, question, question.as_of)[degree]
    moved = (steps > 0) if behind.what == ROSE else (steps < 0)
    return Listing(np.flatnonzero(moved & chosen), lambda some: _move_rows(panel, question, degree, some))


def _move_rows(panel: Panel, question: Question, degree: int, places: Places) -> list[Row]:
    now = moment(panel, question.as_of, 0)
    then = moment(panel, window_start(question.as_of, question.period), 0)
    slabs = by_slab(places, panel.customer_offsets)
    return [
        {
            **_customer(panel, number, at),
            "before": GRADES[int(then.grade[degree, place])].value,
            "now": GRADES[int(now.grade[degree, place])].value,
            "average_before": float(then.average[degree, place]),
            "average": float(now.average[degree, place]),
        }
        for place, (number, at) in zip(places.tolist(), slabs, strict=True)
    ]


def _activities(panel: Panel, question: Question, chosen: Flags) -> Listing:
    since, until = _window(question, question.as_of)
    offsets = activity_offsets(panel)
    parts, days = [np.zeros(0, np.intp)], [np.zeros(0, np.int32)]
    for number, slab in enumerate(panel.slabs):
        table, mine = slab.activities, chosen[_runs(panel.customer_offsets)[number]]
        at = np.flatnonzero((since < table.day) & (table.day <= until) & mine[table.customer])
        parts.append(at + offsets[number])
        days.append(table.day[at])
    order = np.argsort(-np.concatenate(days), kind="stable")
    return Listing(np.concatenate(parts)[order], lambda some: _activity_rows(panel, some))


def activity_offsets(panel: Panel) -> list[int]:
    """Where each slab's activities begin in the order of the panel."""
    return [0, *np.cumsum([len(slab.activities) for slab in panel.slabs], dtype=np.int64).tolist()]


def _activity_rows(panel: Panel, places: Places) -> list[Row]:
    """`id` is the store's key, which finds what no figure needs."""
    return [_activity_row(panel, number, at) for number, at in by_slab(places, activity_offsets(panel))]


def _activity_row(panel: Panel, number: int, at: int) -> Row:
    table = panel.slabs[number].activities
    employee = panel.roster.employee_of_id.get(int(table.employee[at]))
    return {
        "id": int(table.id[at]),
        **_customer(panel, number, int(table.customer[at])),
        "employee": employee.name if employee else "",
        "day": date.fromordinal(int(table.day[at])),
    }


def _untouched(panel: Panel, question: Question, chosen: Flags) -> Listing:
    since, until = _window(question, question.as_of)
    parts: list[NDArray[Any]] = [np.zeros(0, np.intp)]
    for number, slab in enumerate(panel.slabs):
        mine = chosen[_runs(panel.customer_offsets)[number]]
        deciders = chain_moment(slab, until, 0).deciders & mine[slab.people.customer]
        parts.append(np.flatnonzero(deciders & (last_contact(slab, until) <= since)) + panel.person_offsets[number])
    return Listing(np.concatenate(parts), lambda some: person_rows(panel, question, some))


def person_rows(panel: Panel, question: Question, places: Places) -> list[Row]:
    """Key persons with their degrees, votes and last contact, None for never."""
    people = PeopleOnDay(panel, question.as_of, 0)
    return [_person_row(panel, people, number, at) for number, at in by_slab(places, panel.person_offsets)]


def _person_row(panel: Panel, people: PeopleOnDay, number: int, at: int) -> Row:
    slab = panel.slabs[number]
    last = int(last_contact(slab, people.day)[at])
    table = slab.people
    return {
        "code": str(table.code[at]),
        "name": str(table.name[at]),
        **_customer(panel, number, int(table.customer[at])),
        "department": str(table.department[at]),
        "title": str(table.title[at]),
        "focus": bool(table.focus[at]),
        **people.attitude(number, at),
        "last": None if last == NOT_YET else date.fromordinal(last),
    }
