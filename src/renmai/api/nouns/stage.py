"""Stages: the company's own words for how far an opportunity has come, in their order, kept by administrators."""

from collections.abc import Sequence
from typing import Any, Final

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Removing, Rows, pick
from renmai.intake.columns import Column, File, Kind
from renmai.store.actions.stage import LONGEST, add_stage, move_stage, remove_stage, rename_stage
from renmai.store.models import Stage

STAGES: Final = File(
    "stages",
    "how far an opportunity has come, in the company's own words",
    ("code",),
    (
        Column("code", Kind.CODE, "what identifies the stage", required=True, longest=40),
        Column("name", Kind.TEXT, "what opportunities hold as their stage", required=True, longest=LONGEST),
        Column("position", Kind.INTEGER, "place in the list, from 1"),
    ),
)
"""In no bundle: there the stage is a text of the opportunity."""


def _rows(caller: Caller) -> Rows:
    del caller
    return Stage.objects.all()


def _tell(caller: Caller, rows: Sequence[Any]) -> list[dict[str, str]]:
    del caller
    return [{"code": row.code, "name": row.name, "position": str(row.position)} for row in rows]


def _create(call: Call, cells: dict[str, str]) -> Stage:
    add_stage(cells["name"], actor=call.caller.employee.code, now=call.now)
    return Stage.objects.get(name=cells["name"])


def _change(call: Call, row: Stage, cells: dict[str, str]) -> None:
    actor = call.caller.employee.code
    if "name" in cells:
        rename_stage(row.code, cells["name"], row.name, actor=actor, now=call.now)
    if cells.get("position"):
        move_stage(row.code, int(cells["position"]), actor=actor, now=call.now)


def _remove(call: Call, row: Stage) -> None:
    remove_stage(row.code, actor=call.caller.employee.code, now=call.now)


NOUN = Noun(
    path="stages",
    one="stage",
    many="stages",
    file=STAGES,
    rows=_rows,
    tell=_tell,
    example={"code": "S3", "name": "方案", "position": 2, "revision": 3},
    create=Creating(
        pick(STAGES, "name"),
        _create,
        {"name": "商务谈判"},
        "At the end of the list. Renmai gives the code.",
        admins_only=True,
    ),
    change=Changing(
        pick(STAGES, "name", "position"),
        _change,
        {"position": 1},
        "Another name, in every opportunity that is at it too, or another place.",
        admins_only=True,
    ),
    remove=Removing(_remove, "Only a stage at which no opportunity is.", admins_only=True),
)
