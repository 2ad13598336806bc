"""Tables as others make them: any name, any encoding, headings wherever they stand."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, Final

from renmai.domain.issues import ProblemKind
from renmai.domain.likeness import plain
from renmai.intake.bundle import BY_NAME
from renmai.intake.sheets import Line, Sheet, SheetError, bounded_rows
from renmai.intake.synonyms import COLUMNS
from renmai.intake.table import is_filled

HEAD: Final = 2000
"""Rows that are looked at before anything is decided."""
HEADINGS_WITHIN: Final = 10
"""Rows among which the headings are looked for: titles and remarks may stand above."""
ENCODINGS: Final = ("gb18030", "big5hkscs")
"""What spreadsheets in Chinese write instead of UTF-8."""
DELIMITERS: Final = (",", "\t", ";")
_DIVIDED: Final = re.compile("[,\t;]")
_SAMPLE: Final = 2**16

HEADINGS: Final = frozenset(
    plain(word) for columns in COLUMNS.values() for words in columns.values() for word in words.split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A table as it was found: headings (each as written, trimmed) on a line, rows of cells below."""

    sheet: str
    shown_as: str
    line: int
    headings: tuple[str, ...]
    rows: list[Line]


def is_ours(sheet: Sheet) -> bool:
    """Whether the sheet has one of our names, and unless it cannot be read one of our columns."""
    if sheet.name not in BY_NAME:
        return False
    try:
        _, cells = next(filter(is_filled, sheet.lines()), (1, []))
    except SheetError:
        return True
    names = {cell.strip() for cell in cells}
    return not names or not names.isdisjoint(BY_NAME[sheet.name].names)


def readable(sheet: Sheet) -> Sheet:
    """The sheet with its text decoded and divided the way it was written. Raises `SheetError`."""
    if sheet.raw is None:
        return sheet
    with sheet.raw() as stream:
        encoding = _encoding(stream)
    with sheet.raw() as stream:
        delimiter = _delimiter(stream.read(_SAMPLE).decode(encoding, errors="ignore"))
    if (encoding, delimiter) == ("utf-8-sig", ","):
        return sheet
    return replace(sheet, lines=lambda: _lines(sheet, encoding, delimiter))


def _encoding(stream: IO[bytes]) -> str:
    start = stream.read(_SAMPLE)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if _decodes("utf-8", start, stream):
        return "utf-8-sig"
    likely = sorted(ENCODINGS, key=lambda encoding: -_headings_in(start.decode(encoding, errors="replace")))
    return likely[0]


def _decodes(encoding: str, start: bytes, stream: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while start:
            decoder.decode(start)
            start = stream.read(_SAMPLE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _headings_in(text: str) -> int:
    """How many well-known headings stand in the first lines, however they are divided."""
    lines = text.splitlines()[:HEADINGS_WITHIN]
    return sum(plain(cell) in HEADINGS for line in lines for cell in _DIVIDED.split(line))


def _delimiter(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=line.count)


def _lines(sheet: Sheet, encoding: str, delimiter: str) -> Iterator[Line]:
    assert sheet.raw is not None  # noqa: S101 asked by the only caller
    begins = 1
    try:
        with sheet.raw() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
            for begins, cells in bounded_rows(text, delimiter=delimiter):
                yield begins, [cell.replace("\0", "") for cell in cells]
    except UnicodeDecodeError:
        raise SheetError(ProblemKind.WRONG_ENCODING, begins) from None


def found_in(sheet: Sheet, *, line: int | None = None, most: int | None = HEAD) -> Found:
    """The table of a sheet, up to so many rows (None: all). `line`: where its headings stand, if that is known.

    Raises `SheetError`.
    """
    rows = filter(is_filled, readable(sheet).lines())
    start = list(islice(rows, HEADINGS_WITHIN))
    at = _heading_row(start) if line is None else next((at for at, row in enumerate(start) if row[0] == line), 0)
    number, cells = start[at] if start else (1, [])
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    below = [*start[at + 1 :], *(rows if most is None else islice(rows, most))]
    return Found(sheet.name, sheet.found_as, number, tuple(cell.strip() for cell in cells), below)


def _heading_row(rows: list[Line]) -> int:
    """The row with the most words that head columns elsewhere; else the first that is no lone title."""
    known = [sum(plain(cell) in HEADINGS for cell in cells) for _, cells in rows]
    if any(count > 1 for count in known):
        return known.index(max(known))
    filled = [sum(bool(cell.strip()) for cell in cells) for _, cells in rows]
    return next((at for at, count in enumerate(filled) if count > 1), 0)
