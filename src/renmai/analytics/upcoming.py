"""Upcoming closes: open opportunities by the day on which they are expected to close (docs/metrics/today.md)."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import NEVER
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import money, plain
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.domain.question import Question
from renmai.domain.scope import Scope


def listing(panel: Panel, question: Question, scope: Scope) -> Listing:
    """The open opportunities in scope that have such a day, the earliest first: what is overdue leads."""
    del scope  # every opportunity of a view one may see may be seen
    parts, expected = [np.zeros(0, np.intp)], [np.zeros(0, np.int32)]
    chosen, day = in_scope(panel, question, moment(panel, question.as_of, 0)), question.as_of.toordinal()
    for number, slab in enumerate(panel.slabs):
        table = slab.opportunities
        mine = chosen[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        said = (table.opened <= day) & (day < table.closed) & (table.expected != NEVER)
        at = np.flatnonzero(said & mine[table.customer])
        parts.append(at + panel.opportunity_offsets[number])
        expected.append(table.expected[at])
    order = np.argsort(np.concatenate(expected), kind="stable")
    return Listing(np.concatenate(parts)[order], lambda some: _rows(panel, question, some))


def _rows(panel: Panel, question: Question, places: NDArray[np.intp]) -> list[Row]:
    found = by_slab(places, panel.opportunity_offsets)
    return [_row(panel.slabs[number], at, question.as_of.toordinal()) for number, at in found]


def _row(slab: Slab, at: int, day: int) -> Row:
    table = slab.opportunities
    customer = int(table.customer[at])
    expected = int(table.expected[at])
    return {
        "code": str(table.code[at]),
        "name": str(table.name[at]),
        "customer": str(slab.customers.code[customer]),
        "customer_name": str(slab.customers.name[customer]),
        "amount": plain(money(int(table.amount[at]))),
        "stage": str(table.stage[at]),
        "expected_on": date.fromordinal(expected),
        "days": expected - day,
    }
