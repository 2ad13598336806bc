"""The sheets of an .xlsx: real dates, numbers and booleans become the text a CSV would hold (spec 2)."""

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final, Protocol, TypeVar

import openpyxl

from renmai.intake.sheets import Line, Sheet, refuse_traps, unreadable

_T = TypeVar("_T")
_CHUNK: Final = 1000
_ESCAPED = re.compile(r"_x(?!0000|D[89A-F])([0-9A-F]{4})_")
"""How XLSX writes characters that XML cannot; those that no text can hold stay as they are."""


class _Worksheet(Protocol):
    title: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]: ...


@contextmanager
def workbook_sheets(path: Path) -> Iterator[list[Sheet]]:
    """The sheets of the workbook, read row by row; chart sheets are passed over."""
    _refuse_damaged(path)
    book = _quietly(path, lambda: openpyxl.load_workbook(path, read_only=True, data_only=True))
    try:
        sheets = [_sheet(path, worksheet) for worksheet in book.worksheets]
        if len({sheet.name for sheet in sheets}) < len(sheets):
            raise unreadable(path, "ambiguous")
        yield sheets
    finally:
        book.close()


def _refuse_damaged(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_traps(path, archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError):
        raise unreadable(path, "damaged") from None


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
            yield number, [cell_text(value) for value in values]


def _quietly(path: Path, read: Callable[[], _T]) -> _T:
    """Read, without remarks on styles; a damaged workbook raises whatever it likes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return read()
        except Exception as error:
            raise unreadable(path, "damaged") from error


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
