"""Rows of a CSV or XLSX that somebody has at hand: read in memory, never on disk, and no more than is asked for."""

import csv
import io
import zipfile
from collections.abc import Sequence
from itertools import islice
from typing import Final

import openpyxl

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.workbook import cell_text

UNPACKED: Final = 16 * 2**20
"""Bytes to which a workbook may unpack: far more than some thousand persons need."""
WIDEST: Final = 60
"""Columns that are looked at."""
ENCODINGS: Final = ("utf-8-sig", "gb18030")
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

Cells = Sequence[str]


def rows_of(content: bytes, most: int) -> list[Cells]:
    """At most `most` rows, by what is in the file. Raises `RenmaiError`: LIST_UNREADABLE, LIST_TOO_LARGE for a trap."""
    return _workbook(content, most) if content.startswith(b"PK") else rows_of_text(text_of(content), most)


def text_of(content: bytes) -> str:
    """Raises `RenmaiError(LIST_UNREADABLE)` for what is no text in UTF-8, UTF-16 with its mark, or GB 18030."""
    for encoding in (_MARKS[content[:2]],) if content[:2] in _MARKS else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise RenmaiError(ErrorCode.LIST_UNREADABLE)


def rows_of_text(text: str, most: int) -> list[Cells]:
    """At most `most` rows of a CSV. Raises `RenmaiError(LIST_UNREADABLE)`."""
    first = text.partition("\n")[0]
    between = max(",\t;", key=first.count)
    try:
        return [row[:WIDEST] for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=between), most)]
    except csv.Error:
        raise RenmaiError(ErrorCode.LIST_UNREADABLE) from None


def _workbook(content: bytes, most: int) -> list[Cells]:
    try:
        _refuse_traps(content)
        return _first_sheet(content, most)
    except RenmaiError:
        raise
    except Exception as error:  # a damaged workbook raises whatever it likes
        raise RenmaiError(ErrorCode.LIST_UNREADABLE) from error


def _refuse_traps(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise RenmaiError(ErrorCode.LIST_UNREADABLE)
    if sum(member.file_size for member in members) > UNPACKED:
        raise RenmaiError(ErrorCode.LIST_TOO_LARGE)


def _first_sheet(content: bytes, most: int) -> list[Cells]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = islice(sheet.iter_rows(values_only=True), most)
        return [[cell_text(value) for value in row[:WIDEST]] for row in rows]
    finally:
        book.close()
