"""What the panel knows for one employee's notices: chains, closes, stale values, the first next action.

About the customers that the employee owns on the day; of opportunities, about those whose owner the
employee is, at customers within the scope.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import stale
from renmai.analytics.chain_moment import chain_moment
from renmai.analytics.facts import NEVER, Flags
from renmai.analytics.moment import moment
from renmai.analytics.next_actions import by_subject, marked, ranked
from renmai.analytics.panel import Panel
from renmai.analytics.reading_codes import READINGS, readings_in
from renmai.analytics.roster import among, ids_of
from renmai.analytics.slab import Slab
from renmai.domain.notices.base import SPAN
from renmai.domain.notices.cases import ActionCase, CloseCase, ReadingCase, StaleCase
from renmai.domain.notices.reading_worse import is_worse
from renmai.domain.principles.base import Line, NextAction
from renmai.domain.principles.mark import Mark
from renmai.domain.question import Question, View, ViewKind
from renmai.domain.scope import Scope

FIRST_SUBJECTS = 5
"""Subjects among which the first action of the customer line is looked for."""


def own_view(employee: str, today: date) -> Question:
    """The employee's own customers, whatever else they may see."""
    return Question(today, view=View(ViewKind.PERSONAL, employee), own_of=employee)


def readings(panel: Panel, employee: str, today: date) -> list[ReadingCase]:
    """Chains at the employee's customers that read worse than `SPAN` ago; nobody in `by` yet."""
    return [case for slab, mine in _own(panel, employee, today) for case in _worse_in(panel, slab, mine, today)]


def _own(panel: Panel, employee: str, today: date) -> Iterator[tuple[Slab, Flags]]:
    """Slabs in which the employee owns a customer on the day, with [C]: which."""
    at = moment(panel, today, 0)
    mine = at.exists & (at.owner == panel.roster.employee_of_code[employee].id)
    for number, slab in enumerate(panel.slabs):
        flags = mine[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        if flags.any():
            yield slab, flags


def _worse_in(panel: Panel, slab: Slab, mine: Flags, today: date) -> Iterator[ReadingCase]:
    then, now = (today - SPAN).toordinal(), today.toordinal()
    live = chain_moment(slab, then, 0).live & chain_moment(slab, now, 0).live & mine[slab.opportunities.customer]
    # Readings are coded worst first.
    fell = readings_in(slab, now, panel.policy) < readings_in(slab, then, panel.policy)
    for at in np.flatnonzero(live & fell).tolist():
        case = _fallen(panel, slab, at, today)
        if is_worse(case.before, case.now):
            yield case


def _fallen(panel: Panel, slab: Slab, at: int, today: date) -> ReadingCase:
    """Since which day the chain reads as it does, and how it read the day before."""
    day = today.toordinal()
    now = before = int(readings_in(slab, day, panel.policy)[at])
    while before == now:
        day -= 1
        before = int(readings_in(slab, day, panel.policy)[at])
    table = slab.opportunities
    customer = int(table.customer[at])
    return ReadingCase(
        opportunity=str(table.code[at]),
        name=str(table.name[at]),
        customer=str(slab.customers.code[customer]),
        customer_name=str(slab.customers.name[customer]),
        before=READINGS[before],
        now=READINGS[now],
        since=date.fromordinal(day + 1),
    )


def closes(panel: Panel, employee: str, scope: Scope, today: date) -> list[CloseCase]:
    """The employee's open opportunities with an expected close, at customers that may be seen on the day."""
    own, at = panel.roster.employee_of_code[employee].id, moment(panel, today, 0)
    seen = at.exists & (scope.everything or among(at.owner, _ids(panel, scope)))
    return [
        case
        for number, slab in enumerate(panel.slabs)
        for case in _closes_in(
            slab, own, seen[panel.customer_offsets[number] : panel.customer_offsets[number + 1]], today
        )
    ]


def _ids(panel: Panel, scope: Scope) -> NDArray[np.int64]:
    return ids_of(panel.roster.employee_of_code[code] for code in scope.employees)


def _closes_in(slab: Slab, own: int, seen: Flags, today: date) -> Iterator[CloseCase]:
    table, day = slab.opportunities, today.toordinal()
    is_open = (table.opened <= day) & (day < table.closed) & (table.expected != NEVER)
    for at in np.flatnonzero(is_open & (table.owner == own) & seen[table.customer]).tolist():
        customer = int(table.customer[at])
        yield CloseCase(
            opportunity=str(table.code[at]),
            name=str(table.name[at]),
            customer=str(slab.customers.code[customer]),
            customer_name=str(slab.customers.name[customer]),
            expected_on=date.fromordinal(int(table.expected[at])),
        )


def growing_stale(panel: Panel, employee: str, scope: Scope, today: date) -> StaleCase:
    found = stale.listing(panel, own_view(employee, today), scope)
    return StaleCase(len(found), panel.policy.stale_days)


def top_action(panel: Panel, employee: str, today: date, marks: Sequence[Mark] = ()) -> ActionCase | None:
    """The first next action of the customer line that is not marked.

    Those of the influence line tell whom a colleague can sway.
    """
    left = marked(ranked(panel, own_view(employee, today)), marks).open
    groups = by_subject(left, 0, FIRST_SUBJECTS).groups
    found = (action for group in groups for action in group if action.line is Line.CUSTOMER)
    action = next(found, None)
    return _action(panel, action) if action else None


def _action(panel: Panel, action: NextAction) -> ActionCase:
    customer = action.customer or ""
    return ActionCase(
        principle=action.principle.value,
        type=action.subject.type.value,
        code=action.subject.code,
        name=action.subject.name,
        customer=customer,
        customer_name=str(panel.customer_card(customer)["name"]) if customer else "",
    )
