"""Teams: a forest of our company's units (spec 1.4)."""

from datetime import datetime

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.reporting_line import circle_through
from renmai.store.actions.coded import fill_new, refill
from renmai.store.actions.keeping import drop, keep
from renmai.store.actions.revision import recording
from renmai.store.cells import Cells
from renmai.store.models import Employee, Team


def add_team(cells: Cells, *, actor: str, now: datetime) -> None:
    """A new team from cells of the bundle. Raises `RenmaiError` with the `column` that cannot be so."""
    with recording("add team", actor, now) as record:
        team = Team()
        fill_new(team, "teams", cells)
        keep(record, team, None)


def edit_team(code: str, wanted: Cells, seen: Cells, *, actor: str, now: datetime) -> None:
    """Rename, move or lead a team otherwise; `seen` are the cells that the form showed.

    Raises `ConflictError`, and `RenmaiError` with the `column` that cannot be so: TEAM_CYCLE,
    MISSING_VALUE, BAD_VALUE.
    """
    with recording("edit team", actor, now) as record:
        team = _team(code)
        held = refill(team, wanted, seen)
        _check_above(team)
        keep(record, team, held)


def remove_team(code: str, *, actor: str, now: datetime) -> None:
    """Take away a team on which nothing hangs. Raises `RenmaiError(TEAM_IN_USE)` else."""
    with recording("remove team", actor, now) as record:
        team = _team(code)
        below = Team.objects.filter(parent=team).count()
        people = Employee.objects.filter(team=team).count()
        if below or people:
            raise RenmaiError(ErrorCode.TEAM_IN_USE, people=people, teams=below)
        drop(record, team)


def _team(code: str) -> Team:
    found = Team.objects.select_related("parent", "leader").filter(code=code).first()
    if found is None:
        raise RenmaiError(ErrorCode.UNKNOWN_TEAM, team=code)
    return found


def _check_above(team: Team) -> None:
    above: dict[str, str | None] = dict(Team.objects.values_list("code", "parent__code"))
    above[team.code] = team.parent.code if team.parent else None
    circle = circle_through(above, team.code)
    if circle:
        raise RenmaiError(ErrorCode.TEAM_CYCLE, column="parent", path=" → ".join([*circle, circle[0]]))
