"""Who is who in our company, by code and by id: employees, teams, competitors."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from renmai.analytics.facts import UNNAMED, Competitor, Employee, Flags, Ids, Staff, Team
from renmai.analytics.memo import Memo
from renmai.domain.question import View, ViewKind


class Roster:
    """Look-ups over the staff of one revision."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.memo = Memo()
        self.employee_of_code = {employee.code: employee for employee in staff.employees}
        self.employee_of_id = {employee.id: employee for employee in staff.employees}
        self.team_of_code = {team.code: team for team in staff.teams}
        self.competitor_of_code = {competitor.code: competitor for competitor in staff.competitors}
        self.competitor_of_id = {competitor.id: competitor for competitor in staff.competitors}

    def influencer(self, key: int) -> Employee:
        """The employee of this id, `UNNAMED` for whoever has not agreed to be named."""
        return self.employee_of_id.get(key, UNNAMED)

    @cached_property
    def competitors(self) -> list[Competitor]:
        return sorted(self.staff.competitors, key=lambda competitor: competitor.code)

    @cached_property
    def _children(self) -> dict[int, list[Team]]:
        children: dict[int, list[Team]] = {}
        for team in sorted(self.staff.teams, key=lambda team: team.code):
            children.setdefault(team.parent, []).append(team)
        return children

    @cached_property
    def _members(self) -> dict[int, list[Employee]]:
        members: dict[int, list[Employee]] = {}
        for employee in sorted(self.staff.employees, key=lambda employee: employee.code):
            members.setdefault(employee.team, []).append(employee)
        return members

    def children(self, team: Team | None) -> list[Team]:
        """The teams right below; of None: those without a parent."""
        return self._children.get(team.id if team else 0, [])

    def with_teams_below(self, teams: Iterable[Team]) -> list[Team]:
        found: dict[int, Team] = {}
        waiting = list(teams)
        while waiting:
            team = waiting.pop()
            if team.id not in found:
                found[team.id] = team
                waiting.extend(self.children(team))
        return list(found.values())

    def members(self, team: Team) -> list[Employee]:
        return self._members.get(team.id, [])

    def led_by(self, employee: Employee) -> list[Team]:
        return [team for team in self.staff.teams if team.leader == employee.id]

    def employees_in(self, view: View) -> list[Employee]:
        """The employees of a view that exists."""
        if view.kind is ViewKind.PERSONAL:
            return [self.employee_of_code[view.code]]
        if view.kind is ViewKind.COMPANY:
            return list(self.staff.employees)
        teams = self.with_teams_below([self.team_of_code[view.code]])
        return [employee for team in teams for employee in self.members(team)]

    def exists(self, view: View) -> bool:
        if view.kind is ViewKind.TEAM:
            return view.code in self.team_of_code
        return view.kind is ViewKind.COMPANY or view.code in self.employee_of_code


def ids_of(employees: Iterable[Employee]) -> Ids:
    return np.array(sorted(employee.id for employee in employees), dtype=np.int64)


def among(values: Ids, chosen: Ids) -> Flags:
    """Which values are in the sorted, distinct `chosen`; 0 never is."""
    if not len(chosen):
        return np.zeros(len(values), dtype=np.bool_)
    place = np.minimum(np.searchsorted(chosen, values), len(chosen) - 1)
    return np.asarray(chosen[place] == values)
