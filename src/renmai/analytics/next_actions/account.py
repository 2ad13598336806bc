"""The customers as accounts: how their averages, grades and indicators moved."""

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.account_line import Indicators, indicators, indicators_of, window_start
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.metric import ratio
from renmai.analytics.moment import GRADES, Moment, moments, slab_moments
from renmai.analytics.next_actions.found import Found, at_stake, in_money, joined, lower, of_kind
from renmai.analytics.next_actions.kinds import ALWAYS_UP, STEER
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.analytics.strategy_fit import averages_by_degree
from renmai.domain.grade import Grade
from renmai.domain.principles.base import Urgency
from renmai.domain.principles.cases import AccountCase, GradeMove, Movement, Step
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES

Figures = dict[str, list[Any]]
"""By customer, by name of the figure."""
UNGRADED = GRADES.index(Grade.UNGRADED)


def found_accounts(slab: Slab, question: Question) -> Found:
    """The actions about the customers of a slab that exist, by their places in it."""
    days = question.comparison
    at = [each.customers for each in slab_moments(slab, [day.toordinal() for day in days.days], 0)]
    windows = [
        indicators_of(slab, window_start(day, question.period).toordinal(), day.toordinal())
        for day in (days.as_of, days.previous)
    ]
    amount = at_stake(slab, days.as_of.toordinal())
    worth = slab.customers.focus.astype(np.int8) + (amount > 0)
    asked = (
        (STEER, _got_worse(windows, at) & at[1].exists, Urgency.WORTH_A_LOOK),
        (ALWAYS_UP, _fell(at), Urgency.AGAINST_US),
    )
    return joined(
        of_kind(kind, places := np.flatnonzero(at[0].exists & asks), places, (worth + urgency)[places], amount[places])
        for kind, asks, urgency in asked
    )


def _fell(at: list[Moment]) -> Flags:
    """[C]: an average is lower than in the previous period or a year ago."""
    now, *before = (each.average for each in at)
    return np.asarray(np.any([lower(now, each) for each in before], axis=(0, 1)))


def _got_worse(windows: list[Indicators], at: list[Moment]) -> Flags:
    """[C]: an indicator is worse than in the previous period; only where the customer existed then."""
    now, before = (_gain_columns(window) for window in windows)
    burdened = windows[1].untouched < windows[0].untouched
    grade, earlier = at[0].grade, at[1].grade
    lost = (grade > earlier) & (grade != UNGRADED) & (earlier != UNGRADED)
    return np.asarray(lower(now, before).any(axis=0) | burdened | lost.any(axis=0))


def _gain_columns(window: Indicators) -> NDArray[np.float64]:
    """[gains, C]: as `_gains`, NaN where there is no chain."""
    with np.errstate(invalid="ignore", divide="ignore"):
        per_chain = np.where(window.chains > 0, window.activities / window.chains, np.nan)
    amounts = (in_money(window.captured_amount), in_money(window.incubated_amount))
    return np.stack([window.captured_count, amounts[0], window.incubated_count, amounts[1], per_chain])


def account_cases(panel: Panel, question: Question, places: NDArray[np.intp]) -> Iterator[AccountCase]:
    """Some customers, by their places in the panel, with their averages, grades and account indicators.

    One that did not exist in the previous period has no *previous*.
    """
    days = question.comparison
    at = moments(panel, days.days, 0)
    now, before = (indicators(panel, day, question.period).rows(places) for day in (days.as_of, days.previous))
    existed = at[1].exists[places]
    columns = zip(
        _customers(panel, places),
        in_money(open_opportunities(panel, question.as_of).amount[places]).tolist(),
        zip(*_movements(at, places), strict=True),
        zip(*_grade_moves(at, places, existed), strict=True),
        zip(*_steps(_gains(now), _gains(before), existed), strict=True),
        zip(*_steps(_burdens(now), _burdens(before), existed), strict=True),
        strict=True,
    )
    for (code, name, focus), amount, averages, grades, indicators_now, burdens in columns:
        yield AccountCase(code, name, focus, amount, averages, grades, indicators_now, burdens)


def _customers(panel: Panel, places: NDArray[np.intp]) -> Iterator[tuple[str, str, bool]]:
    for number, at in by_slab(places, panel.customer_offsets):
        table = panel.slabs[number].customers
        yield str(table.code[at]), str(table.name[at]), bool(table.focus[at])


def _movements(at: list[Moment], places: NDArray[np.intp]) -> Iterator[Iterator[Movement]]:
    """By degree, of every customer."""
    for degree, averages in zip(DEGREES, averages_by_degree(at, places), strict=True):
        yield map(Movement, repeat(degree), *averages)


def _grade_moves(at: list[Moment], places: NDArray[np.intp], existed: Flags) -> Iterator[Iterator[GradeMove]]:
    """By degree, of every customer."""
    for d, degree in enumerate(DEGREES):
        now, previous = (map(GRADES.__getitem__, each.grade[d, places].tolist()) for each in at[:2])
        yield map(GradeMove, repeat(degree), now, _where(existed, list(previous)))


def _steps(now: Figures, before: Figures, existed: Flags) -> Iterator[Iterator[Step]]:
    """By figure, of every customer."""
    for name, figures in now.items():
        yield map(Step, repeat(name), figures, _where(existed, before[name]))


def _where(existed: Flags, earlier: list[Any]) -> list[Any]:
    """None for a customer that did not exist then."""
    return [value if there else None for value, there in zip(earlier, existed.tolist(), strict=True)]


def _gains(window: Indicators) -> Figures:
    """The figures that are better high."""
    done = zip(window.activities.tolist(), window.chains.tolist(), strict=True)
    return {
        "captured_count": window.captured_count.tolist(),
        "captured_amount": in_money(window.captured_amount).tolist(),
        "incubated_count": window.incubated_count.tolist(),
        "incubated_amount": in_money(window.incubated_amount).tolist(),
        "activities_per_chain": [ratio(activities, chains) for activities, chains in done],
    }


def _burdens(window: Indicators) -> Figures:
    """The figures that are better low."""
    return {"untouched_members": window.untouched.tolist()}
