"""The row gate of the tables: who may look, and at which views (spec 1.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from renmai.analytics.facts import NEVER, Employee, Team
from renmai.analytics.panel import Panel
from renmai.analytics.roster import Roster
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import COMPANY, View, ViewKind
from renmai.domain.scope import Scope

SEES_EVERYTHING = ("executive", "admin")


def scope_of(panel: Panel, employee_code: str, today: date) -> Scope:
    """What an employee may see. Raises `RenmaiError(UNKNOWN_EMPLOYEE)` for somebody who is not
    employed today."""
    roster = panel.roster
    employee = roster.employee_of_code.get(employee_code)
    if employee is None or not employee.start <= today.toordinal() < employee.stop:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, employee=employee_code)
    if employee.role in SEES_EVERYTHING:
        return Scope(viewer=employee.code, everything=True, hides=employee.hides)
    teams = roster.with_teams_below(roster.led_by(employee))
    seen = {member.code for team in teams for member in roster.members(team)} | {employee.code}
    below = frozenset(team.code for team in teams)
    return Scope(employee.code, employees=frozenset(seen), teams=below, hides=employee.hides)


def scope_of_view(roster: Roster, view: View) -> Scope:
    """What a view that exists shows: its employees, and its teams with all below them."""
    if view.kind is ViewKind.COMPANY:
        return Scope(everything=True)
    employees = frozenset(employee.code for employee in roster.employees_in(view))
    if view.kind is ViewKind.PERSONAL:
        return Scope(employees=employees)
    teams = roster.with_teams_below([roster.team_of_code[view.code]])
    return Scope(employees=employees, teams=frozenset(team.code for team in teams))


def possible_owners(panel: Panel, scope: Scope, today: date) -> list[Employee]:
    """Whom a viewer may give a customer to: who sells and works here today, and whom the viewer may look at."""
    day = today.toordinal()
    here = (one for one in panel.roster.staff.employees if one.start <= day < one.stop)
    return [one for one in here if one.sales or scope.everything or one.code in scope.employees]


def who_sees(panel: Panel, owner: int, today: date) -> list[Employee]:
    """Who works here today and may see what an employee (by id, 0: nobody) owns, by code: `scope_of` the other way."""
    roster, day = panel.roster, today.toordinal()
    teams = {team.id: team for team in roster.staff.teams}
    found = {owner}
    employee = roster.employee_of_id.get(owner)
    team = teams.get(employee.team) if employee else None
    while team is not None:
        found.add(team.leader)
        team = teams.get(team.parent)
    sees = (one for one in roster.staff.employees if one.id in found or one.role in SEES_EVERYTHING)
    return sorted((one for one in sees if one.start <= day < one.stop), key=lambda one: one.code)


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """A view that one may pick: as written in a question, its name, and how deep it lies.

    Of an employee also the `team`'s name, which tells namesakes apart, and the first day not employed.
    """

    view: str
    name: str
    depth: int
    team: str = ""
    stop: int = NEVER


def view_choices(panel: Panel, scope: Scope) -> list[ViewChoice]:
    """Every view open to the viewer: the company, then teams as a tree with their employees."""
    return panel.roster.memo.through(("views", scope), lambda: _view_choices(panel.roster, scope))


def _view_choices(roster: Roster, scope: Scope) -> list[ViewChoice]:
    company = [ViewChoice(str(COMPANY), "", 0)] if scope.everything else []
    roots = list(roster.children(None)) if scope.everything else _topmost(roster, scope)
    tree = [choice for team in roots for choice in _branch(roster, team, 1)]
    listed = {choice.view for choice in tree}
    alone = [
        _person(employee, 1, "")
        for employee in sorted(roster.staff.employees, key=lambda employee: employee.code)
        if (scope.everything or employee.code in scope.employees) and f"personal:{employee.code}" not in listed
    ]
    return company + tree + alone


def _topmost(roster: Roster, scope: Scope) -> list[Team]:
    """The viewer's teams whose parent is not the viewer's."""
    mine = {team.id for team in roster.staff.teams if team.code in scope.teams}
    return sorted(
        (team for team in roster.staff.teams if team.id in mine and team.parent not in mine),
        key=lambda team: team.code,
    )


def _branch(roster: Roster, team: Team, depth: int) -> Iterator[ViewChoice]:
    yield ViewChoice(str(View(ViewKind.TEAM, team.code)), team.name, depth)
    yield from (_person(employee, depth + 1, team.name) for employee in roster.members(team))
    for below in roster.children(team):
        yield from _branch(roster, below, depth + 1)


def _person(employee: Employee, depth: int, team: str) -> ViewChoice:
    return ViewChoice(str(View(ViewKind.PERSONAL, employee.code)), employee.name, depth, team, employee.stop)


def widest_view(panel: Panel, scope: Scope) -> View:
    """Where a viewer starts: the company, else the first team led, else oneself."""
    if scope.everything:
        return COMPANY
    teams = _topmost(panel.roster, scope)
    if teams:
        return View(ViewKind.TEAM, teams[0].code)
    return View(ViewKind.PERSONAL, scope.viewer or "")
