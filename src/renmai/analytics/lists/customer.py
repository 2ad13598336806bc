"""The customer line's list: what customers are searched, narrowed and sorted by."""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Days, Flags, Ids
from renmai.analytics.lists.arrangement import Condition, Key, Places, Sorts, Subjects
from renmai.analytics.lists.keys import by_average, by_employee, by_number, by_text, column
from renmai.analytics.moment import GRADES, Moment, moment
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.search import belonging_to, rows_with
from renmai.analytics.strategy_codes import STRATEGIES, strategy_codes
from renmai.analytics.strategy_fit import cases_of
from renmai.analytics.touch import NOT_YET, last_activity
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, FEATURES
from renmai.domain.strategies import UNDECIDED

SEARCHED: Final = ("name", "code")


def subjects(panel: Panel, question: Question, scope: Scope) -> Subjects:
    del scope  # every customer of a view one may see may be seen
    at = moment(panel, question.as_of, panel.party_id(question.party))
    sorts: Sorts = {
        **{name: partial(by_text, panel, "customers", name) for name in ("name", "industry", "region")},
        **{degree: partial(by_average, at.average[d]) for d, degree in enumerate(DEGREES)},
        "owner": lambda: by_employee(panel, at.owner),
        "amount": lambda: by_number(open_opportunities(panel, question.as_of).amount),
        "opportunities": lambda: by_number(open_opportunities(panel, question.as_of).number),
        "key_people": lambda: by_number(at.people),
        "strategy": lambda: _by_strategy(panel, question),
        "completeness": lambda: by_average(completeness(panel, question)),
        "contact": lambda: by_day(contacted(panel, question)),
        "focus": lambda: by_number(column(panel, "customers", "focus")),
    }
    return Subjects(
        at.owner,
        lambda word: rows_with(panel, "customers", SEARCHED, word) | belonging_to(panel, at.owner, word),
        sorts,
        _conditions(panel, question, at),
    )


def _conditions(panel: Panel, question: Question, at: Moment) -> dict[str, Condition]:
    grades = frozenset(grade.value for grade in GRADES)
    return {
        "owner": Condition(lambda code: owned_by(panel, at.owner, code)),
        **{degree: Condition(partial(_graded, at, d), grades) for d, degree in enumerate(DEGREES)},
        "strategy": Condition(
            lambda name: strategy_codes(panel, question) == STRATEGIES.index(name), frozenset(STRATEGIES)
        ),
    }


def owned_by(panel: Panel, owners: Ids, code: str) -> Flags:
    """Which rows belong to an employee; none to one who is not there."""
    employee = panel.roster.employee_of_code.get(code)
    return owners == employee.id if employee else np.zeros(len(owners), np.bool_)


def _graded(at: Moment, degree: int, grade: str) -> Flags:
    return np.asarray(at.grade[degree] == [each.value for each in GRADES].index(grade))


def _by_strategy(panel: Panel, question: Question) -> Key:
    codes = strategy_codes(panel, question)
    return by_number(codes, codes != STRATEGIES.index(UNDECIDED))


def completeness(panel: Panel, question: Question) -> NDArray[np.float64]:
    """[C]: known features towards us of all that could be known, 0 of nobody (spec 1.1)."""
    cases = cases_of(panel, question)
    people = cases.at[0].people.astype(np.int64)
    return np.asarray(cases.features[0] / np.maximum(people * FEATURES, 1), dtype=np.float64)


def contacted(panel: Panel, question: Question) -> Days:
    """[C]: the last day with an activity, `NOT_YET` for none."""
    day = question.as_of.toordinal()
    return np.concatenate([np.zeros(0, np.int32), *(last_activity(slab, day) for slab in panel.slabs)])


def by_day(days: Days) -> Key:
    return by_number(days, days != NOT_YET)


def seen(panel: Panel, scope: Scope, owners: Ids) -> Flags:
    """[n]: which customers with these owners the viewer may see on the owners' day."""
    if scope.everything:
        return np.ones(len(owners), np.bool_)
    mine = [panel.roster.employee_of_code[code].id for code in scope.employees]
    return np.isin(owners, mine)


def totals(panel: Panel, question: Question, places: Places) -> dict[str, int]:
    """The open amount, in units, and the number of open opportunities of some customers."""
    opened = open_opportunities(panel, question.as_of)
    return {"amount": int(sum(opened.amount[places].tolist())), "opportunities": int(opened.number[places].sum())}
