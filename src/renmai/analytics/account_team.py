"""Account teams 運營鐵三角 on a day: which roles are filled at every customer, and by whom at one (spec 1.8)."""

from datetime import date
from typing import Final, NamedTuple

import numpy as np

from renmai.analytics.facts import Small
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.domain.account_team import TeamRole

ROLES: Final = tuple(role.value for role in TeamRole)


class TeamMember(NamedTuple):
    """One of our people in a role; `employee` is the code, `since` the first day in it."""

    role: str
    employee: str
    since: date


def roles_held(slab: Slab, day: int) -> Small:
    """[C]: a bit for each of `ROLES` that somebody has on the day, the first role being bit 0."""
    return slab.memo.through(("roles", day), lambda: _counted_roles(slab, day))


def _counted_roles(slab: Slab, day: int) -> Small:
    table = slab.account_team
    holds = (table.start <= day) & (day < table.stop)
    held = np.zeros(len(slab.customers), dtype=np.int8)
    np.bitwise_or.at(held, table.customer[holds], np.int8(1) << table.role[holds])
    return held


def roles_of(held: int) -> list[str]:
    """The roles whose bits are set."""
    return [role for bit, role in enumerate(ROLES) if held >> bit & 1]


def team_on(panel: Panel, day: date) -> list[TeamMember]:
    """The account team of a panel of one customer, by role, then by how long somebody has had it."""
    table, at = panel.slabs[0].account_team, day.toordinal()
    rows = zip(*(column.tolist() for column in (table.role, table.employee, table.start, table.stop)), strict=True)
    employees = panel.roster.employee_of_id
    return [
        TeamMember(ROLES[role], employees[employee].code, date.fromordinal(start))
        for role, employee, start, stop in rows
        if start <= at < stop and employee in employees
    ]
