"""The account indicators of a whole view, as its page shows them (spec 1.9, docs/metrics/account.md).

Every figure belongs to a day and looks back one period, as the rows of `account_line` do; the
customers are those in scope on that day. Numbers and amounts are sums of these rows.

| figure | of | null |
|---|---|---|
| captured, incubated | sums over the customers in scope | never |
| relationship | mean of all known values of their key persons, each person the same | nothing known |
| rose, fell | customers with a better, a worse grade than one period before; graded on both days | never |
| behaviour | sums; `per_chain` activities ÷ chains | `per_chain` without a chain |
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.account_line import indicators, window_start
from renmai.analytics.facts import Flags
from renmai.analytics.listing import Row
from renmai.analytics.metric import compare, money, ratio
from renmai.analytics.moment import GRADES, moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.grade import Grade
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES

UNGRADED: Final = GRADES.index(Grade.UNGRADED)
ROSE, FELL = "rose", "fell"


def figures(panel: Panel, question: Question) -> Row:
    """A metric for every figure; each of the three days looks back one period of its own."""
    found: Row = compare(*(measures(panel, question, day) for day in question.comparison.days))
    return found


def series(panel: Panel, question: Question, days: Sequence[date]) -> list[Mapping[str, Any]]:
    """The figures of some days, each looking back one period."""
    return [measures(panel, question, day) for day in days]


def measures(panel: Panel, question: Question, day: date) -> Mapping[str, Any]:
    """The figures of one day, nested as in the report; of nobody the numbers are 0 and the means None."""
    key = ("account figures", question.view, question.filters, question.period, day)
    return panel.memo.through(key, lambda: _measures(panel, question, day))


def _measures(panel: Panel, question: Question, day: date) -> Mapping[str, Any]:
    at, window = moment(panel, day, 0), indicators(panel, day, question.period)
    chosen = in_scope(panel, question, at)
    known, total = at.known[:, chosen].sum(axis=1).tolist(), at.total[:, chosen].sum(axis=1).tolist()
    steps = grade_steps(panel, question, day)
    activities, chains = _sum(window.activities, chosen), _sum(window.chains, chosen)
    return {
        "customers": int(chosen.sum()),
        "captured": _new(window.captured_count, window.captured_amount, chosen),
        "incubated": _new(window.incubated_count, window.incubated_amount, chosen),
        "relationship": {degree: ratio(total[d], known[d]) for d, degree in enumerate(DEGREES)},
        "known": dict(zip(DEGREES, known, strict=True)),
        "people": int(at.people[chosen].sum()),
        ROSE: {degree: int((steps[d] > 0).sum()) for d, degree in enumerate(DEGREES)},
        FELL: {degree: int((steps[d] < 0).sum()) for d, degree in enumerate(DEGREES)},
        "behaviour": {
            "activities": activities,
            "chains": chains,
            "per_chain": ratio(activities, chains),
            "untouched_members": _sum(window.untouched, chosen),
        },
    }


def _sum(column: NDArray[Any], chosen: Flags) -> int:
    return int(column[chosen].sum())


def _new(count: NDArray[Any], amount: NDArray[Any], chosen: Flags) -> Row:
    """Amounts are added as Python integers: a whole company may leave 64 bits."""
    return {"count": _sum(count, chosen), "amount": money(int(sum(amount[chosen].tolist())))}


def grade_steps(panel: Panel, question: Question, day: date) -> NDArray[np.int8]:
    """[3, C]: grades gained (> 0) or lost (< 0) against one period before; 0 where either day has no grade."""
    now = moment(panel, day, 0)
    then = moment(panel, window_start(day, question.period), 0)
    graded = (now.grade != UNGRADED) & (then.grade != UNGRADED)
    compared = graded & in_scope(panel, question, now) & then.exists
    return np.where(compared, then.grade - now.grade, 0).astype(np.int8)
