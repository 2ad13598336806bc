"""Taking back what one revision did, so far as nobody changed it since."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.db.models import ProtectedError

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.guided_questions.evidence import replaced
from renmai.store.actions.activity import keep_activity
from renmai.store.actions.keeping import conflict, drop, keep
from renmai.store.actions.private_relation import hides
from renmai.store.actions.proposal import FILE as PROPOSALS
from renmai.store.actions.proposal import take_back as take_back_proposal
from renmai.store.actions.reporting_line import refuse_broken_lines
from renmai.store.actions.revision import Recording, recording
from renmai.store.actions.withdrawal import cannot_return
from renmai.store.cells import Cells, cells_of, fill, find
from renmai.store.facts import MANAGERS
from renmai.store.models import Activity, AuditEntry, Influence, InfluenceUse, Opportunity, Revision, Status

LINES: Final = ("key_people", "reporting")
"""Files that say who reports to whom, by the key person's code."""


def undo(revision: Revision, *, actor: str, now: datetime) -> int | None:
    """Bring every row of the revision back to what it was; the new revision, which can be undone too.

    Only what the revision changed goes back: later changes of other values stay. Raises
    `ConflictError` for a value that somebody changed since, and `RenmaiError(CANNOT_UNDO)` where
    other facts were built on a row that would vanish, a row is gone, or what would come back
    does not go with what was recorded since.
    """
    with recording("undo", actor, now) as record:
        entries = list(revision.entries.order_by("-pk"))
        try:
            for entry in entries:
                _take_back(record, entry)
        except (ProtectedError, ObjectDoesNotExist, IntegrityError) as built_on:
            raise RenmaiError(ErrorCode.CANNOT_UNDO) from built_on
        for person in sorted({entry.subject for entry in entries if entry.file in LINES}):
            refuse_broken_lines(person)
        return record.made


def _take_back(record: Recording, entry: AuditEntry) -> None:
    if entry.file == PROPOSALS:
        take_back_proposal(record, entry)
        return
    if entry.file == "influence_uses":
        _refuse_settled(entry)
    row = find(entry.file, entry.key) if entry.file in MANAGERS else None
    if (row is None) != (entry.after is None):
        raise RenmaiError(ErrorCode.CANNOT_UNDO)
    if row is None:
        _bring_back(record, entry)
        return
    earlier = _earlier(row, entry.before or {}, entry.after or {})
    if entry.before is None:
        drop(record, row)
    else:
        _set_back(record, row, earlier)


def _refuse_settled(entry: AuditEntry) -> None:
    """A use of a closed deal stands, one without a name cannot be told from others, an answer is the helper's."""
    opportunity, helper = entry.key[:2]
    closed = Opportunity.unscoped.filter(code=opportunity).exclude(status=Status.OPEN).exists()
    row = find(entry.file, entry.key)
    if closed or not helper or (row is not None and row.employee_confirmed_on):
        raise RenmaiError(ErrorCode.CANNOT_UNDO)


def _earlier(row: Any, before: Cells, after: Cells) -> dict[str, str]:
    """What the columns were that the entry changed, all of which must be as it left them."""
    held = cells_of(row)
    earlier = {}
    for name in after:
        if (was := before.get(name)) == after[name]:
            continue
        found = _taken_back(name, held[name], was, after[name])
        if found is None:
            raise conflict(row, held, name, after[name])
        earlier[name] = found
    return earlier


def _taken_back(column: str, held: str, was: str | None, made: str) -> str | None:
    """The cell with one change taken back; None where somebody changed it since.

    `was` is None where the row was new: it goes only as a whole.
    """
    if column == "evidence" and was is not None:
        return replaced(held, was, made)
    return (was or "") if held == made else None


def _bring_back(record: Recording, entry: AuditEntry) -> None:
    row = MANAGERS[entry.file].model()
    cells = entry.before or {}
    fill(row, cells)
    _refuse_private(row)
    _keep(record, row, cells, None)


def _refuse_private(row: Any) -> None:
    """A relation or a use that somebody took back, or has told without a name, comes back with none."""
    if not isinstance(row, Influence | InfluenceUse) or row.employee is None:
        return
    if hides(row.employee) or cannot_return(row.employee, row.key_person):
        raise RenmaiError(ErrorCode.CANNOT_UNDO)


def _set_back(record: Recording, row: Any, cells: Cells) -> None:
    before = cells_of(row)
    fill(row, cells)
    _refuse_private(row)
    _keep(record, row, {**before, **cells}, before)


def _keep(record: Recording, row: Any, cells: Cells, before: Cells | None) -> None:
    if isinstance(row, Activity):
        keep_activity(record, row, cells["key_people"], before)
    else:
        keep(record, row, before)
