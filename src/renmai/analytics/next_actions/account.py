"""The customers as accounts: what is in use at them, and how their figures moved."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.account_line import Indicators, indicators
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.metric import money, ratio
from renmai.analytics.moment import GRADES, moment, moments
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.strategy_fit import averages_by_degree, recommended
from renmai.analytics.touch import NOT_YET, last_activity
from renmai.domain.principles.cases import AccountCase, GradeMove, Movement, ResourceCase, Step
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES
from renmai.domain.strategies import UNDECIDED


def resource_cases(panel: Panel, question: Question, customers: Flags) -> Iterator[ResourceCase]:
    """The focus customers among the chosen [C]; the principle of resources is about no other."""
    focus = np.concatenate([np.zeros(0, np.bool_), *(slab.customers.focus for slab in panel.slabs)])
    places = np.flatnonzero(customers & focus)
    now, day = moment(panel, question.as_of, 0), question.as_of.toordinal()
    strategies = recommended(panel, question, places)
    amounts = open_opportunities(panel, question.as_of).amount
    for place, (slab_number, at), strategy in zip(
        places.tolist(), by_slab(places, panel.customer_offsets), strategies, strict=True
    ):
        slab = panel.slabs[slab_number]
        owner = panel.roster.employee_of_id.get(int(now.owner[place]))
        last = int(last_activity(slab, day)[at])
        yield ResourceCase(
            code=str(slab.customers.code[at]),
            name=str(slab.customers.name[at]),
            focus=True,
            amount=float(money(int(amounts[place]))),
            owner=owner.code if owner else None,
            strategy=None if strategy == UNDECIDED else strategy,
            days_since_activity=None if last == NOT_YET else day - last,
        )


def account_cases(panel: Panel, question: Question, customers: Flags) -> Iterator[AccountCase]:
    """The chosen customers [C] with their averages, grades and account indicators."""
    places = np.flatnonzero(customers)
    moved = _Movements(panel, question, places)
    amounts = open_opportunities(panel, question.as_of).amount[places].tolist()
    for row, (number, at) in enumerate(by_slab(places, panel.customer_offsets)):
        table = panel.slabs[number].customers
        yield AccountCase(
            code=str(table.code[at]),
            name=str(table.name[at]),
            focus=bool(table.focus[at]),
            amount=float(money(amounts[row])),
            averages=moved.averages(row),
            grades=moved.grades(row),
            indicators=moved.gains(row),
            burdens=moved.burdens(row),
        )


class _Movements:
    """How the figures of some customers moved; one that did not exist has no *previous*."""

    def __init__(self, panel: Panel, question: Question, places: NDArray[np.intp]) -> None:
        days = question.comparison
        at = moments(panel, days.days, 0)
        windows = [indicators(panel, day, question.period).rows(places) for day in (days.as_of, days.previous)]
        self._existed = at[1].exists[places].tolist()
        self._averages = averages_by_degree(at, places)
        self._grades = [each.grade[:, places].tolist() for each in at[:2]]
        self._gains = list(zip(*(_gains(window) for window in windows), strict=True))
        self._untouched = [window.untouched.tolist() for window in windows]

    def averages(self, row: int) -> tuple[Movement, ...]:
        return tuple(Movement(degree, *(day[row] for day in self._averages[d])) for d, degree in enumerate(DEGREES))

    def grades(self, row: int) -> tuple[GradeMove, ...]:
        now, previous = self._grades
        existed = self._existed[row]
        return tuple(
            GradeMove(degree, GRADES[now[d][row]], GRADES[previous[d][row]] if existed else None)
            for d, degree in enumerate(DEGREES)
        )

    def gains(self, row: int) -> tuple[Step, ...]:
        existed = self._existed[row]
        return tuple(
            Step(name, now[row], before[row] if existed else None)
            for name, (now, before) in zip(GAINS, self._gains, strict=True)
        )

    def burdens(self, row: int) -> tuple[Step, ...]:
        now, before = self._untouched
        return (Step("untouched_members", now[row], before[row] if self._existed[row] else None),)


GAINS = ("captured_count", "captured_amount", "incubated_count", "incubated_amount", "activities_per_chain")


def _gains(window: Indicators) -> tuple[list[float | None], ...]:
    """The figures that are better high, by customer, in the order of `GAINS`."""
    done = zip(window.activities.tolist(), window.chains.tolist(), strict=True)
    return (
        window.captured_count.tolist(),
        [float(money(amount)) for amount in window.captured_amount.tolist()],
        window.incubated_count.tolist(),
        [float(money(amount)) for amount in window.incubated_amount.tolist()],
        [ratio(activities, chains) for activities, chains in done],
    )
