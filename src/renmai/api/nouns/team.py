"""Teams: the units of our company, kept by administrators."""

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Removing, Rows, held, pick
from renmai.intake.bundle import TEAMS
from renmai.store.actions.team import add_team, edit_team, remove_team
from renmai.store.models import Team


def _rows(caller: Caller) -> Rows:
    del caller
    return Team.objects.select_related("parent", "leader")


def _create(call: Call, cells: dict[str, str]) -> Team:
    add_team(cells, actor=call.caller.employee.code, now=call.now)
    return Team.objects.get(code=cells["code"])


def _change(call: Call, row: Team, cells: dict[str, str]) -> None:
    edit_team(row.code, cells, held(row), actor=call.caller.employee.code, now=call.now)


def _remove(call: Call, row: Team) -> None:
    remove_team(row.code, actor=call.caller.employee.code, now=call.now)


NOUN = Noun(
    path="teams",
    one="team",
    many="teams",
    file=TEAMS,
    rows=_rows,
    filters={"parent": "parent__code", "leader": "leader__code"},
    example={"code": "north", "name": "华北组", "parent": "sales", "leader": "leader", "revision": 1},
    create=Creating(
        pick(TEAMS, "code", "name", "parent", "leader"),
        _create,
        {"code": "east", "name": "华东组", "parent": "sales"},
        "A unit of our company.",
        admins_only=True,
    ),
    change=Changing(
        pick(TEAMS, "name", "parent", "leader"),
        _change,
        {"leader": "mate"},
        "Renames, moves, or is led otherwise.",
        admins_only=True,
    ),
    remove=Removing(_remove, "Only a team on which nothing hangs.", admins_only=True),
)
