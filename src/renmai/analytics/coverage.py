"""Coverage: which key persons our people have met lately, and how many of us (docs/metrics/coverage.md).

A key person is *covered* on D if somebody employed on D met them within the stale days that end
with D; *single-threaded* if exactly one such colleague did; *never met* if no activity up to D
names them, whoever was there. What an activity dated after D says does not count yet.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.account_lists import person_rows
from renmai.analytics.facts import Flags, Ids
from renmai.analytics.key_person import customer_of_people
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import compare, ratio
from renmai.analytics.moment import moment, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.roster import Roster, among
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.analytics.table import Table
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import Question

Counts = NDArray[np.int64]
MEASURES: Final = ("people", "covered", "single", "never")
UNCOVERED: Final = "uncovered"
CELLS: Final = (*MEASURES, UNCOVERED)
"""The numbers that open a list of key persons; `uncovered` are all who are not covered."""


@dataclass(frozen=True, slots=True, eq=False)
class Persons(Table):
    """[P]: who counts on the day, by how many of us they are covered, and who was never met."""

    counts: Flags
    by: Counts
    never: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Coverage(Table):
    """[C]: how many key persons count, are covered, covered by one of us alone, and were never met."""

    people: Counts
    covered: Counts
    single: Counts
    never: Counts


NO_CUSTOMERS: Final = Coverage(*(np.zeros(0, np.int64) for _ in fields(Coverage)))


def employed_on(roster: Roster, day: int) -> Ids:
    """The sorted ids of who is employed on the day."""
    return roster.memo.through(
        ("employed", day),
        lambda: np.array(sorted(one.id for one in roster.staff.employees if one.start <= day < one.stop), np.int64),
    )


def persons(panel: Panel, slab: Slab, day: int) -> Persons:
    """The key persons of a slab of the panel on a day."""
    stale = panel.policy.stale_days
    return slab.memo.through(
        ("coverage", day, stale), lambda: _persons(slab, day, stale, employed_on(panel.roster, day))
    )


def _persons(slab: Slab, day: int, stale_days: int, employed: Ids) -> Persons:
    counts = slab_moments(slab, [day], 0)[0].states != st.ABSENT
    return Persons(
        counts=counts,
        by=np.where(counts, _colleagues(slab, day, stale_days, employed), 0),
        never=counts & (last_contact(slab, day) == NOT_YET),
    )


def _colleagues(slab: Slab, day: int, stale_days: int, employed: Ids) -> Counts:
    """[P]: how many distinct colleagues met the person within the stale days."""
    table, size = slab.contacts, len(slab.people)
    lately = (day - stale_days <= table.day) & (table.day <= day) & among(table.employee, employed)
    width = len(employed) + 1
    pairs = np.unique(table.person[lately].astype(np.int64) * width + np.searchsorted(employed, table.employee[lately]))
    return np.bincount(pairs // width, minlength=size)


def coverage(panel: Panel, day: date) -> Coverage:
    """The coverage of every customer of the panel."""
    at = day.toordinal()
    return panel.memo.through(
        ("coverage", at), lambda: Coverage.joined([NO_CUSTOMERS, *(_of_slab(panel, slab, at) for slab in panel.slabs)])
    )


def _of_slab(panel: Panel, slab: Slab, day: int) -> Coverage:
    each, size = persons(panel, slab, day), len(slab.customers)

    def count(chosen: Flags) -> Counts:
        return np.bincount(slab.people.customer[chosen], minlength=size)

    return Coverage(count(each.counts), count(each.by > 0), count(each.by == 1), count(each.never))


def figures(panel: Panel, question: Question) -> Row:
    """The four numbers of the customers in scope, and the share covered (null of nobody), as metrics."""
    found: Row = compare(*(_measures(panel, question, day) for day in question.comparison.days))
    return found


def _measures(panel: Panel, question: Question, day: date) -> Row:
    chosen = in_scope(panel, question, moment(panel, day, 0))
    counts = {name: int(column[chosen].sum()) for name, column in coverage(panel, day).columns().items()}
    return counts | {"share": ratio(counts["covered"], counts["people"])}


def customers(panel: Panel, question: Question) -> Listing:
    """The customers in scope, by code; a row has its numbers and the share covered."""
    at, found = moment(panel, question.as_of, 0), coverage(panel, question.as_of)

    def render(places: NDArray[np.intp]) -> list[Row]:
        columns = {name: column[places].tolist() for name, column in found.columns().items()}
        return [
            {name: columns[name][n] for name in columns} | {"share": ratio(columns["covered"][n], columns["people"][n])}
            for n in range(len(places))
        ]

    return Listing(np.flatnonzero(in_scope(panel, question, at)), render)


def people(panel: Panel, question: Question, cell: str, customer: str = "") -> Listing:
    """The key persons that a number counts, of one customer where one is named.

    Raises `RenmaiError(UNKNOWN_CELL)` for no number of the page.
    """
    if cell not in CELLS:
        raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=cell)
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    if customer:
        codes = [np.zeros(0, np.bool_), *(slab.customers.code == customer for slab in panel.slabs)]
        chosen = chosen & np.concatenate(codes)
    picked = [np.zeros(0, np.bool_)]
    picked += [PICKS[cell](persons(panel, slab, question.as_of.toordinal())) for slab in panel.slabs]
    places = np.flatnonzero(np.concatenate(picked) & chosen[customer_of_people(panel)])
    return Listing(places, lambda some: _rows(panel, question, some))


PICKS: Final[dict[str, Callable[[Persons], Flags]]] = {
    "people": lambda each: each.counts,
    "covered": lambda each: each.by > 0,
    "single": lambda each: each.by == 1,
    "never": lambda each: each.never,
    UNCOVERED: lambda each: each.counts & (each.by == 0),
}


def _rows(panel: Panel, question: Question, places: NDArray[np.intp]) -> list[Row]:
    day = question.as_of.toordinal()
    by: list[Any] = [np.zeros(0, np.int64), *(persons(panel, slab, day).by for slab in panel.slabs)]
    colleagues = np.concatenate(by)[places].tolist()
    rows = person_rows(panel, question, places)
    return [row | {"by": number} for row, number in zip(rows, colleagues, strict=True)]
