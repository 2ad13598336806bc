"""Customer line 客戶主線 (spec 1.6): where our customers stand, and how that moved.

| figure | of | null |
|---|---|---|
| trend.customers | customers in scope | never |
| trend.closeness, solution, price | mean over all their known key persons (person-weighted) | nothing known |
| degrees.*.*.customers | customers of one grade | never |
| degrees.*.*.average | mean of those customers' averages (each customer weighs the same) | no such customer |
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import contest, strategy_fit
from renmai.analytics.cell import Cell
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import compare, money, ratio
from renmai.analytics.moment import GRADES, Counts, Moment, moment
from renmai.analytics.opportunity import OpenOpportunities, open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.presence import of_customers
from renmai.analytics.scoping import in_scope, three_moments
from renmai.analytics.trend import Series, line_trend
from renmai.domain.grade import Grade
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES

NOT_CHOSEN: Final = len(GRADES)


def figures(panel: Panel, question: Question) -> dict[str, Any]:
    """`trend` and `degrees` of the contract, as metrics."""
    measured = [_measures(at, in_scope(panel, question, at)) for at in three_moments(panel, question)]
    return dict(compare(*measured))


def _measures(at: Moment, chosen: Flags) -> dict[str, Any]:
    return {
        "trend": {"customers": int(chosen.sum()), **means(at.total @ chosen, at.known @ chosen)},
        "degrees": grade_measures(np.where(chosen, at.grade, NOT_CHOSEN), at.average, "customers"),
    }


def means(total: Counts, known: Counts) -> dict[str, float | None]:
    """The mean of each degree: `total` and `known`, both [3], are sum and number of its known values."""
    return {degree: ratio(int(total[d]), int(known[d])) for d, degree in enumerate(DEGREES)}


def grade_measures(grade: NDArray[np.int8], average: NDArray[np.float64], noun: str) -> dict[str, Any]:
    """Number of sets per degree × grade, and the mean of their averages; both are [3, sets].

    Sets of the grade `NOT_CHOSEN` are left out.
    """
    measures: dict[str, Any] = {}
    for d, degree in enumerate(DEGREES):
        counts = np.bincount(grade[d], minlength=NOT_CHOSEN)[:NOT_CHOSEN].tolist()
        sums = np.bincount(grade[d], average[d], minlength=NOT_CHOSEN)[:NOT_CHOSEN].tolist()
        measures[degree] = {
            name.value: {noun: count} | ({} if name is Grade.UNGRADED else {"average": ratio(total, count)})
            for name, count, total in zip(GRADES, counts, sums, strict=True)
        }
    return measures


def listing(panel: Panel, question: Question, scope: Scope, cell: Cell | None = None) -> Listing:
    """The customers in scope, or those of one cell, by amount descending, then code."""
    now, previous, year_ago = three_moments(panel, question)
    places = np.flatnonzero(in_scope(panel, question, now))
    if cell is not None:
        places = places[_in_cell(panel, question, now.grade[:, places], cell)]
    amount = open_opportunities(panel, question.as_of).amount[places]
    order = places[np.argsort(-amount, kind="stable")]
    del scope  # every customer of a view one may see may be seen
    return Listing(order, lambda rows: _Rows(panel, question, (now, previous, year_ago)).render(rows))


def _in_cell(panel: Panel, question: Question, grade: NDArray[np.int8], cell: Cell) -> Flags:
    """[n]: which customers in scope, of these grades [3, n], a number stands for."""
    cell.require(offered=cell.is_graded or (cell.is_lead and not question.ours))
    if cell.is_lead:
        return contest.held(standings(panel, question, question.as_of), cell)
    return np.isin(grade[DEGREES.index(cell.measure)], [GRADES.index(one) for one in cell.grades])


def standings(panel: Panel, question: Question, day: date) -> contest.Standings:
    """[3, customers in scope], by place: whether we lead the competitor of the question."""
    ours, theirs = (moment(panel, day, party) for party in (0, panel.party_id(question.party)))
    chosen = in_scope(panel, question, theirs)
    return contest.compared(*((at.total[:, chosen], at.known[:, chosen]) for at in (ours, theirs)))


class _Rows:
    """Renders customers, by their place in the panel, as rows of the contract."""

    def __init__(self, panel: Panel, question: Question, at: Sequence[Moment]) -> None:
        self.panel = panel
        self.question = question
        self.at = at
        self.open = [open_opportunities(panel, day) for day in question.comparison.days]

    def render(self, places: NDArray[np.intp]) -> list[Row]:
        strategies = strategy_fit.recommended(self.panel, self.question, places)
        at = by_slab(places, self.panel.customer_offsets)
        return [self._row(*one) for one in zip(places.tolist(), at, strategies, strict=True)]

    def _row(self, place: int, in_slab: tuple[int, int], strategy: str) -> Row:
        number, at = in_slab
        customers = self.panel.slabs[number].customers
        owner = self.panel.roster.employee_of_id.get(int(self.at[0].owner[place]))
        return {
            "code": str(customers.code[at]),
            "name": str(customers.name[at]),
            "owner": owner.code if owner else None,
            "focus": bool(customers.focus[at]),
            **compare(*(self._measures(*day, place) for day in zip(self.at, self.open, strict=True))),
            "grades": {degree: GRADES[self.at[0].grade[d, place]].value for d, degree in enumerate(DEGREES)},
            "known": {degree: int(self.at[0].known[d, place]) for d, degree in enumerate(DEGREES)},
            "strategy": strategy,
        }

    def _measures(self, at: Moment, opened: OpenOpportunities, place: int) -> dict[str, Any]:
        """One customer's figures on a day; nothing where the customer did not exist."""
        if not at.exists[place]:
            return dict.fromkeys(("amount", "opportunities", "key_people", *DEGREES))
        known, total = at.known[:, place].tolist(), at.total[:, place].tolist()
        return {
            "amount": money(int(opened.amount[place])),
            "opportunities": int(opened.number[place]),
            "key_people": int(at.people[place]),
            **{degree: ratio(total[d], known[d]) for d, degree in enumerate(DEGREES)},
        }


def series(panel: Panel, question: Question, days: tuple[date, ...]) -> Series:
    trend = line_trend(panel, question, of_customers, days)
    return Series(trend, {"customers": trend.subjects, **trend.means})
