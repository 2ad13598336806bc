"""Customers whose grade in a degree is another one than on an earlier day (docs/metrics/today.md)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from renmai.analytics.key_person import by_slab
from renmai.analytics.moment import GRADES, moments
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES


@dataclass(frozen=True, slots=True)
class GradeMove:
    """One customer's grades in one degree, and the averages behind them (None: nothing known)."""

    customer: str
    name: str
    degree: str
    before: str
    now: str
    average_before: float | None
    average: float | None


def grade_moves(panel: Panel, question: Question, since: date, most: int) -> list[GradeMove]:
    """Of the customers in scope that existed on both days, the larger open amount first; at most `most`."""
    now, then = moments(panel, [question.as_of, since], 0)
    moved = (now.grade != then.grade) & in_scope(panel, question, now) & then.exists
    degrees, places = np.nonzero(moved)
    order = np.argsort(-open_opportunities(panel, question.as_of).amount[places], kind="stable")[:most]
    found = by_slab(places[order], panel.customer_offsets)
    return [
        _move(panel, DEGREES[d], at, [(day.grade[d, place], day.average[d, place]) for day in (then, now)])
        for d, place, at in zip(degrees[order].tolist(), places[order].tolist(), found, strict=True)
    ]


def _move(panel: Panel, degree: str, at: tuple[int, int], days: list[tuple[int, float]]) -> GradeMove:
    number, row = at
    customers = panel.slabs[number].customers
    (before, was), (now, average) = days
    return GradeMove(
        customer=str(customers.code[row]),
        name=str(customers.name[row]),
        degree=degree,
        before=GRADES[before].value,
        now=GRADES[now].value,
        average_before=_known(was),
        average=_known(average),
    )


def _known(average: float) -> float | None:
    return None if np.isnan(average) else float(average)
