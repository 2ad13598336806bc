"""Adding and changing rows of the company's own structure: teams, employees, competitors, stages, policy."""

from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.keeping import refuse_changed
from renmai.store.cells import Cells, cells_of, fill, find

LONGEST_CODE: Final = 500
REQUIRED: Final = ("code", "name")


def fill_new(row: Any, file: str, cells: Cells) -> None:
    """Set a new row from its cells. Raises `RenmaiError` with the `column` that cannot be so."""
    code = cells["code"]
    if len(code) > LONGEST_CODE:
        raise RenmaiError(ErrorCode.TOO_LONG, column="code", longest=LONGEST_CODE)
    _fill(row, cells)
    if find(file, [code]) is not None:
        raise RenmaiError(ErrorCode.CODE_TAKEN, column="code", taken=code)


def refill(row: Any, wanted: Cells, seen: Cells) -> Cells:
    """Set what the form changes, in memory; the cells that the row held before.

    Raises `ConflictError` for what somebody else changed meanwhile, and `RenmaiError` with the
    `column` that cannot be so.
    """
    held = cells_of(row)
    changed = {column: text for column, text in wanted.items() if text != seen.get(column)}
    refuse_changed(row, held, changed, seen)
    _fill(row, changed)
    return held


def _fill(row: Any, cells: Cells) -> None:
    for column, text in cells.items():
        if not text and column in REQUIRED:
            raise RenmaiError(ErrorCode.MISSING_VALUE, column=column)
        try:
            fill(row, {column: text})
        except (ObjectDoesNotExist, ValueError, KeyError):
            raise RenmaiError(ErrorCode.BAD_VALUE, column=column, name=column, value=text) from None
