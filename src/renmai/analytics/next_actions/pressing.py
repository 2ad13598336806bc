"""The first few subjects of a wide view with their actions, without looking closely at everybody.

What a case's actions can at most be worth is seen without building the case. The most promising
persons are looked at first, until no other could come before what was found; of the rest only
those customers that could.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Flags
from renmai.analytics.moment import moment
from renmai.analytics.next_actions.account import account_cases, resource_cases
from renmai.analytics.next_actions.decision_chain import chain_cases
from renmai.analytics.next_actions.employee import employee_cases
from renmai.analytics.next_actions.influence import view_case
from renmai.analytics.next_actions.key_person import at_stake, cases_of, notice
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.table import Table
from renmai.domain.principles import Cases, next_actions
from renmai.domain.principles.base import NextAction, Urgency, rank
from renmai.domain.principles.cases import PersonCase
from renmai.domain.question import Question

FIRST_LOOK: Final = 32
"""Persons looked at in the first round; four times as many in each further one."""


Group = list[NextAction]
"""All actions about one subject, the most pressing first."""


class Worth(NamedTuple):
    """What decides the order of actions, the larger first."""

    priority: int
    amount: float


NOTHING: Final = Worth(-1, 0.0)


def by_subject(actions: Iterable[NextAction]) -> list[Group]:
    """Ranked actions in groups, in the order of each one's first."""
    groups: dict[tuple[str, str], Group] = {}
    for action in actions:
        groups.setdefault((action.subject.type, action.subject.code), []).append(action)
    return list(groups.values())


def most_pressing(panel: Panel, question: Question, count: int) -> list[Group]:
    """The first `count` groups of the ranked actions."""
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    found = _of_people(panel, question, chosen, count)
    others = _others(panel, question, chosen, _last(found, count))
    return by_subject(sorted([*found, *next_actions(others, panel.policy)], key=rank))[:count]


def _last(found: list[NextAction], count: int) -> Worth:
    """What an action must be worth to put its subject among the first `count`."""
    groups = by_subject(found)
    return Worth(groups[count - 1][0].priority, groups[count - 1][0].amount) if len(groups) >= count else NOTHING


def _of_people(panel: Panel, question: Question, chosen: Flags, count: int) -> list[NextAction]:
    """All actions of at least the first `count` key persons."""
    day = question.as_of.toordinal()
    promising = _promising(panel, day, chosen)
    taken, found = FIRST_LOOK, list[NextAction]()
    while True:
        found = next_actions(Cases(people=_cases(panel, day, promising.place[:taken])), panel.policy)
        if taken >= len(promising) or _last(found, count) > promising.worth(taken):
            return found
        taken *= 4


@dataclass(frozen=True, slots=True, eq=False)
class _Promising(Table):
    """Who may ask for something, by place in the panel, and what that can at most be worth."""

    place: NDArray[np.intp]
    priority: NDArray[np.int64]
    amount: NDArray[np.float64]

    def worth(self, at: int) -> Worth:
        return Worth(int(self.priority[at]), float(self.amount[at]))


NOBODY: Final = _Promising(place=np.zeros(0, np.intp), priority=np.zeros(0, np.int64), amount=np.zeros(0))


def _promising(panel: Panel, day: int, chosen: Flags) -> _Promising:
    """The most promising first."""
    parts = [NOBODY]
    for number, slab in enumerate(panel.slabs):
        noticed = notice(slab, day, chosen[panel.customer_offsets[number] : panel.customer_offsets[number + 1]])
        at = np.flatnonzero(noticed.asks)
        parts.append(_Promising(at + panel.person_offsets[number], noticed.priority[at], noticed.amount[at]))
    everybody = _Promising.joined(parts)
    return everybody.rows(np.lexsort((-everybody.amount, -everybody.priority)))


def _cases(panel: Panel, day: int, places: NDArray[np.intp]) -> Iterator[PersonCase]:
    for number, slab in enumerate(panel.slabs):
        first, last = panel.person_offsets[number : number + 2]
        people = np.zeros(last - first, dtype=np.bool_)
        people[places[(first <= places) & (places < last)] - first] = True
        if people.any():
            yield from cases_of(slab, panel.roster, day, people)


def _others(panel: Panel, question: Question, chosen: Flags, least: Worth) -> Cases:
    """What is no person, as far as it could be worth as much: no vote hangs on it."""
    day, customers = question.as_of, chosen & _could_reach(panel, question.as_of.toordinal(), least)
    return Cases(
        chains=chain_cases(panel, day, customers),
        resources=resource_cases(panel, question, customers),
        accounts=account_cases(panel, question, customers),
        employees=employee_cases(panel, question) if least.priority <= Urgency.MISSING else (),
        views=[view_case(panel, question)] if least.priority <= Urgency.AGAINST_US else (),
    )


def _could_reach(panel: Panel, day: int, least: Worth) -> Flags:
    """[C]: at which customers an action about the customer or a chain could be worth so much.

    The opportunity of a chain is open, so it is part of the amount; only those in focus are asked.
    """
    parts = [np.zeros(0, np.bool_)]
    for slab in panel.slabs:
        amount, table = at_stake(slab, day), slab.opportunities
        focus = slab.customers.focus.copy()
        focus[table.customer[table.focus]] = True
        priority = Urgency.AGAINST_US + focus + (amount > 0)
        parts.append((priority > least.priority) | ((priority == least.priority) & (amount >= least.amount)))
    return np.concatenate(parts)
