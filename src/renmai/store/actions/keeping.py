"""Keeping one row within a recorded action: what was seen, what changed, what the trail says (spec 1.2)."""

from collections.abc import Mapping
from functools import reduce
from typing import Any, Final

from renmai.domain.erasure import IDENTITY
from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.store.actions.revision import Recording
from renmai.store.cells import Cells, cells_of, file_of, key_of
from renmai.store.models import AuditEntry, Employee, Erasure, KeyPerson, Revision
from renmai.store.models.recorded import Recorded
from renmai.store.visible import Gated

LOOKED_BACK: Final = 500
"""Entries of one file searched for who changed a value: it happened since a form was opened."""


def keep(record: Recording, row: Any, before: Cells | None) -> bool:
    """Write the row with its revision and audit entry, if it is not what `before` says (None: it is new).

    `before` are the cells that `cells_of` gave when the row was read under the action's lock.
    Raises `RenmaiError(ERASED)` for what would tell again who an erased person was.
    """
    after = cells_of(row)
    if before == after:
        return False
    _refuse_identity(row, after)
    row.revision_id = record.number
    row.save()
    note(record, row, before, after)
    return True


def _refuse_identity(row: Any, after: Cells) -> None:
    if not isinstance(row, (KeyPerson, Employee)) or row.pk is None:
        return
    told = [column for column, text in IDENTITY[file_of(row)].items() if after[column] != text]
    erased = {"key_person" if isinstance(row, KeyPerson) else "employee": row.pk}
    if told and Erasure.objects.filter(**erased).exists():
        raise RenmaiError(ErrorCode.ERASED, column=told[0])


def drop(record: Recording, row: Any) -> None:
    """Delete the row; the trail keeps what it was. Raises `ProtectedError` while others refer to it."""
    before = cells_of(row)
    note(record, row, before, None)
    row.delete()


def note(record: Recording, row: Any, before: Cells | None, after: Cells | None) -> None:
    """Tell the trail, and which customer changed, of a row that the caller writes."""
    file = file_of(row)
    record.audit(file, key_of(file, after or before or {}), before, after)
    if isinstance(row, Gated):
        record.touch([_customer_pk(row)] if row.is_fact else [])
    else:
        record.structure = True


def _customer_pk(row: Any) -> int:
    """The customer on whom the row hangs."""
    pk: int = reduce(getattr, row.customer_path.split("__"), row)
    return pk


def refuse_changed(row: Recorded, held: Cells, wanted: Mapping[str, str], seen: Mapping[str, str]) -> None:
    """Raise `ConflictError` for a value that is neither what the form showed nor what it wants.

    `held` are the row's cells under the action's lock, `wanted` and `seen` cells by column. What
    the form does not change may be changed by others meanwhile: that merges.
    """
    for column in wanted.keys() & seen.keys():
        if held[column] not in (seen[column], wanted[column]):
            raise conflict(row, held, column, seen[column])


def conflict(row: Recorded, held: Cells, column: str, seen: str) -> ConflictError:
    """The error that says who made the value what it is, and when."""
    made = Revision.objects.get(number=_writer(row, held, column))
    return changed_by(made, column, was=seen, now=held[column], file=file_of(row))


def changed_by(made: Revision, column: str, *, was: str, now: str, file: str = "") -> ConflictError:
    """The error that says whose revision made what the form showed as `was` what it is `now`, and when."""
    name = Employee.objects.filter(code=made.actor).values_list("name", flat=True).first()
    return ConflictError(column, who=name or made.actor, when=made.recorded_at, was=was, now=now, file=file)


def _writer(row: Recorded, held: Cells, column: str) -> int:
    """The revision that last changed the column; that of the row where the trail does not say."""
    file = file_of(row)
    key = key_of(file, held)
    for entry in AuditEntry.objects.filter(file=file).order_by("-revision_id", "-pk")[:LOOKED_BACK]:
        if entry.key == key and (entry.before or {}).get(column) != (entry.after or {}).get(column):
            return int(entry.revision_id)
    return int(row.revision_id)


def with_note(earlier: str, said: str) -> str:
    """Both notes, each once: what one person noted is not lost to what another says later that day."""
    if not said or said in earlier.split("\n"):
        return earlier
    return f"{earlier}\n{said}" if earlier else said
