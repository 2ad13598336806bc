"""The customers as accounts: what is in use at them, and how their figures moved."""

from collections.abc import Iterator, Sequence

import numpy as np

from renmai.analytics.account_line import Indicators, indicators
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.metric import money, ratio
from renmai.analytics.moment import GRADES, Moment, moment, moments
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
            amount=float(money(int(now.amount[place]))),
            owner=owner.code if owner else None,
            strategy=None if strategy == UNDECIDED else strategy,
            days_since_activity=None if last == NOT_YET else day - last,
        )


def account_cases(panel: Panel, question: Question, customers: Flags) -> Iterator[AccountCase]:
    """The chosen customers [C] with their averages, grades and account indicators."""
    at = moments(panel, question.comparison.days, 0)
    accounts = _Accounts(panel, question, at)
    amounts = at[0].amount.tolist()
    places = np.flatnonzero(customers)
    for place, (number, row) in zip(places.tolist(), by_slab(places, panel.customer_offsets), strict=True):
        table = panel.slabs[number].customers
        yield AccountCase(
            code=str(table.code[row]),
            name=str(table.name[row]),
            focus=bool(table.focus[row]),
            amount=float(money(amounts[place])),
            averages=accounts.averages(place),
            grades=accounts.grades(place),
            indicators=accounts.gains(place),
            burdens=accounts.burdens(place),
        )


class _Accounts:
    """How the figures of every customer moved; a customer that did not exist has no *previous*."""

    def __init__(self, panel: Panel, question: Question, at: Sequence[Moment]) -> None:
        days = question.comparison
        windows = [indicators(panel, day, question.period) for day in (days.as_of, days.previous)]
        self._existed = at[1].exists.tolist()
        self._averages = averages_by_degree(at)
        self._grades = [each.grade.tolist() for each in at[:2]]
        self._gains = list(zip(*(_gains(window) for window in windows), strict=True))
        self._untouched = [window.untouched.tolist() for window in windows]

    def averages(self, place: int) -> tuple[Movement, ...]:
        return tuple(Movement(degree, *(day[place] for day in self._averages[d])) for d, degree in enumerate(DEGREES))

    def grades(self, place: int) -> tuple[GradeMove, ...]:
        now, previous = self._grades
        existed = self._existed[place]
        return tuple(
            GradeMove(degree, GRADES[now[d][place]], GRADES[previous[d][place]] if existed else None)
            for d, degree in enumerate(DEGREES)
        )

    def gains(self, place: int) -> tuple[Step, ...]:
        existed = self._existed[place]
        return tuple(
            Step(name, now[place], before[place] if existed else None)
            for name, (now, before) in zip(GAINS, self._gains, strict=True)
        )

    def burdens(self, place: int) -> tuple[Step, ...]:
        now, before = self._untouched
        return (Step("untouched_members", now[place], before[place] if self._existed[place] else None),)


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
