"""Account indicators (spec 1.9): what a customer brings, how we stand, what we do; about us.

Every figure of a day looks back one period: the window is (day − period, day].

| figure | of | null |
|---|---|---|
| captured, incubated | opportunities opened in the window, by origin: number and amount | no such customer that day |
| relationship | mean of the known values of the customer's key persons | nothing known |
| behaviour.activities | activities at the customer in the window | no such customer that day |
| behaviour.chains | decision chains open on the day with a member who counts | no such customer that day |
| behaviour.untouched_members | distinct members of these chains whom no activity of the window names | as above |
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.chain_moment import chain_moment
from renmai.analytics.facts import Amounts
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import compare, money, ratio
from renmai.analytics.moment import Moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope, three_moments
from renmai.analytics.slab import Slab
from renmai.analytics.table import Table
from renmai.analytics.touch import last_contact
from renmai.domain.periods import Period, months_before
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES

Counts = NDArray[np.int64]
NOTHING: Row = {
    "captured": {"count": None, "amount": None},
    "incubated": {"count": None, "amount": None},
    "relationship": dict.fromkeys(DEGREES),
    "behaviour": {"activities": None, "chains": None, "untouched_members": None},
}
"""The figures of a customer that does not exist on the day."""


@dataclass(frozen=True, slots=True, eq=False)
class Indicators(Table):
    """Columns over customers [C] for one window; amounts are in units."""

    captured_count: Counts
    captured_amount: Amounts
    incubated_count: Counts
    incubated_amount: Amounts
    activities: Counts
    chains: Counts
    untouched: Counts


NO_CUSTOMERS: Final = Indicators(*(np.zeros(0, np.int64) for _ in fields(Indicators)))


def listing(panel: Panel, question: Question, scope: Scope) -> Listing:
    """The customers in scope with their indicators, by code."""
    del scope  # every customer of a view one may see may be seen
    at = three_moments(panel, question)
    windows = [indicators(panel, day, question.period) for day in question.comparison.days]
    places = np.flatnonzero(in_scope(panel, question, at[0]))

    def render(some: NDArray[np.intp]) -> list[Row]:
        codes = _codes(panel, some)
        return [
            {"code": code, **compare(*(_measures(*each, place) for each in zip(at, windows, strict=True)))}
            for code, place in zip(codes, some.tolist(), strict=True)
        ]

    return Listing(places, render)


def report_rows(panel: Panel, question: Question, scope: Scope) -> list[Row]:
    return listing(panel, question, scope)[:]


def _codes(panel: Panel, places: NDArray[np.intp]) -> Iterator[str]:
    for number, at in by_slab(places, panel.customer_offsets):
        yield str(panel.slabs[number].customers.code[at])


def _measures(at: Moment, window: Indicators, place: int) -> Row:
    if not at.exists[place]:
        return NOTHING
    known, total = at.known[:, place].tolist(), at.total[:, place].tolist()
    return {
        "captured": {
            "count": int(window.captured_count[place]),
            "amount": money(int(window.captured_amount[place])),
        },
        "incubated": {
            "count": int(window.incubated_count[place]),
            "amount": money(int(window.incubated_amount[place])),
        },
        "relationship": {degree: ratio(total[d], known[d]) for d, degree in enumerate(DEGREES)},
        "behaviour": {
            "activities": int(window.activities[place]),
            "chains": int(window.chains[place]),
            "untouched_members": int(window.untouched[place]),
        },
    }


def indicators(panel: Panel, day: date, period: Period) -> Indicators:
    """The indicators of every customer of the panel for the window that ends with `day`."""
    return panel.memo.through(("account", day, period), lambda: _indicators(panel, day, period))


def _indicators(panel: Panel, day: date, period: Period) -> Indicators:
    since, until = window_start(day, period).toordinal(), day.toordinal()
    return Indicators.joined([NO_CUSTOMERS, *(indicators_of(slab, since, until) for slab in panel.slabs)])


def window_start(day: date, period: Period) -> date:
    """The day before the window's first; the calendar has no day before year 1."""
    try:
        return months_before(day, period.months)
    except ValueError:
        return date.min


def indicators_of(slab: Slab, since: int, until: int) -> Indicators:
    """The indicators of the customers of a slab for the window (since, until]."""
    return slab.memo.through(("account", since, until), lambda: _of_slab(slab, since, until))


def _of_slab(slab: Slab, since: int, until: int) -> Indicators:
    activities, opportunities, size = slab.activities, slab.opportunities, len(slab.customers)
    at = chain_moment(slab, until, 0)
    done = (since < activities.day) & (activities.day <= until)
    untouched = at.deciders & (last_contact(slab, until) <= since)
    captured, incubated = (_new(slab, origin, since, until) for origin in (f.CAPTURED, f.INCUBATED))
    return Indicators(
        *captured,
        *incubated,
        activities=np.bincount(activities.customer[done], minlength=size),
        chains=np.bincount(opportunities.customer[at.live], minlength=size),
        untouched=np.bincount(slab.people.customer[untouched], minlength=size),
    )


def _new(slab: Slab, origin: int, since: int, until: int) -> tuple[Counts, Amounts]:
    """[C], [C]: number and amount of the opportunities of one origin opened in (since, until]."""
    table, size = slab.opportunities, len(slab.customers)
    new = (table.origin == origin) & (since < table.opened) & (table.opened <= until)
    amount = np.zeros(size, dtype=table.amount.dtype)
    np.add.at(amount, table.customer[new], table.amount[new])
    return np.bincount(table.customer[new], minlength=size), np.asarray(amount)
