"""The sheets of an .xlsx: real dates, numbers and booleans become the text a CSV would hold (spec 2)."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final, Protocol, TypeVar

import openpyxl

from renmai.domain.issues import ProblemKind
from renmai.intake.sheets import (
    WIDEST,
    Line,
    Sheet,
    SheetError,
    open_archive,
    refuse_traps,
    told_as_damaged,
    unreadable,
)

_T = TypeVar("_T")
_CHUNK: Final = 200
AT_ONCE: Final = 256 * 2**20
"""Bytes of what a workbook holds beside its sheets: texts and styles, which are read before the first row."""
SHEETS: Final = "xl/worksheets/"
LAST_ROW: Final = 2**20
"""A sheet has no more rows; a number beyond would be led up to with empty ones."""
_ESCAPED = re.compile(r"_x(?!0000|D[89A-F])([0-9A-F]{4})_")
"""How XLSX writes characters that XML cannot; those that no text can hold stay as they are."""


class _Worksheet(Protocol):
    title: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...


@contextmanager
def workbook_sheets(path: Path) -> Iterator[list[Sheet]]:
    """The sheets of the workbook, read row by row; chart sheets are passed over."""
    _refuse_traps(path)
    book = _quietly(path, lambda: openpyxl.load_workbook(path, read_only=True, data_only=True))
    try:
        sheets = [_sheet(path, worksheet) for worksheet in book.worksheets]
        if len({sheet.name for sheet in sheets}) < len(sheets):
            raise unreadable(path, "ambiguous")
        yield sheets
    finally:
        book.close()


def _refuse_traps(path: Path) -> None:
    with open_archive(path) as archive:
        members = archive.infolist()
    refuse_traps(path, members)
    at_once = (member for member in members if not member.filename.lower().startswith(SHEETS))
    if sum(member.file_size for member in at_once) > AT_ONCE:
        raise unreadable(path, "too_large")


def _sheet(path: Path, worksheet: _Worksheet) -> Sheet:
    name = worksheet.title.strip().removesuffix(".csv")
    return Sheet(name, worksheet.title, lambda: _lines(path, worksheet), ragged=True)


def _lines(path: Path, worksheet: _Worksheet) -> Iterator[Line]:
    # The size that a workbook claims is often wrong, and would cut off cells.
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(values_only=True)
    number = 0
    while chunk := _quietly(path, lambda: list(islice(rows, _CHUNK))):
        for values in chunk:
            number += 1
            if number > LAST_ROW:
                raise unreadable(path, "damaged")
            if any(value is not None for value in values[WIDEST:]):
                raise SheetError(ProblemKind.ROW_TOO_LONG, number)
            yield number, [cell_text(value) for value in values[:WIDEST]]


def _quietly(path: Path, read: Callable[[], _T]) -> _T:
    """Read, without remarks on styles; a damaged workbook raises whatever it likes."""
    with warnings.catch_warnings(), told_as_damaged(path):
        warnings.simplefilter("ignore")
        return read()


def cell_text(value: object) -> str:
    """The text that a CSV would hold in place of a cell's value."""
    match value:
        case None:
            return ""
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return value.isoformat() if isinstance(value, date) else str(value)
