"""Stages: the company's own words for how far an opportunity has come, in their order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store import facts
from renmai.store.actions.keeping import changed_by
from renmai.store.actions.revision import Recording, recording
from renmai.store.cells import Cells, plain_columns
from renmai.store.models import Opportunity, Stage

FILE: Final = "stages"
"""Not in the bundle, but in the audit trail like every other file."""
LONGEST: Final = 500


def add_stage(name: str, *, actor: str, now: datetime) -> None:
    """Put a stage at the end of the list. Raises `RenmaiError`: MISSING_VALUE, NAME_TAKEN."""
    with recording("add stage", actor, now) as record:
        _check_name(name)
        listed = _listed()
        stage = Stage(code=f"S{record.number}", name=name, position=len(listed) + 1)
        _keep(record, stage, None)


def rename_stage(code: str, name: str, seen: str, *, actor: str, now: datetime) -> int:
    """Give a stage another name, also in every opportunity that is at it; how many those are.

    `seen` is the name that the form showed. Raises `ConflictError` where it is another one by now,
    and `RenmaiError`: UNKNOWN_STAGE, MISSING_VALUE, NAME_TAKEN.
    """
    with recording("rename stage", actor, now) as record:
        stage = _stage(code)
        if name == stage.name:
            return 0
        _check_name(name)
        before, old = _cells(stage), stage.name
        if old != seen:
            raise changed_by(stage.revision, "name", was=seen, now=old)
        stage.name = name
        _keep(record, stage, before)
        return _carry(record, old, name)


def move_stage(code: str, place: int, *, actor: str, now: datetime) -> None:
    """Put a stage at a place of the list, from 1; beyond either end is that end."""
    with recording("move stage", actor, now) as record:
        moved = _stage(code)
        rest = [stage for stage in _listed() if stage.pk != moved.pk]
        at = min(max(place - 1, 0), len(rest))
        _number(record, [*rest[:at], moved, *rest[at:]])


def remove_stage(code: str, *, actor: str, now: datetime) -> None:
    """Take a stage off the list. Raises `RenmaiError(STAGE_IN_USE)` while opportunities are at it."""
    with recording("remove stage", actor, now) as record:
        stage = _stage(code)
        used = Opportunity.unscoped.filter(stage=stage.name).count()
        if used:
            raise RenmaiError(ErrorCode.STAGE_IN_USE, opportunities=used)
        record.audit(FILE, [stage.code], _cells(stage), None)
        stage.delete()
        _number(record, _listed())


def _listed() -> list[Stage]:
    return list(Stage.objects.order_by("position", "pk"))


def _stage(code: str) -> Stage:
    found = Stage.objects.select_related("revision").filter(code=code).first()
    if found is None:
        raise RenmaiError(ErrorCode.UNKNOWN_STAGE, stage=code)
    return found


def _check_name(name: str) -> None:
    if not name:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    if len(name) > LONGEST:
        raise RenmaiError(ErrorCode.TOO_LONG, column="name", longest=LONGEST)
    if Stage.objects.filter(name=name).exists():
        raise RenmaiError(ErrorCode.NAME_TAKEN, column="name", name=name)


def _number(record: Recording, stages: Iterable[Stage]) -> None:
    for place, stage in enumerate(stages, start=1):
        before = _cells(stage)
        stage.position = place
        _keep(record, stage, before)


def _keep(record: Recording, stage: Stage, before: Cells | None) -> None:
    after = _cells(stage)
    if before == after:
        return
    stage.revision_id = record.number
    stage.save()
    record.audit(FILE, [stage.code], before, after)


def _cells(stage: Stage) -> Cells:
    return {"code": stage.code, "name": stage.name, "position": str(stage.position)}


def _carry(record: Recording, old: str, new: str) -> int:
    """Write the new name into the opportunities, each with its entry in the trail."""
    columns = sorted(plain_columns("opportunities"))
    for row in facts.rows("opportunities", columns, within=("stage", [old])):
        before = dict(zip(columns, row.cells, strict=True))
        record.audit("opportunities", [before["code"]], before, {**before, "stage": new})
    carried = Opportunity.unscoped.filter(stage=old)
    record.touch(carried.values_list("customer_id", flat=True))
    return carried.update(stage=new, revision_id=record.number)
