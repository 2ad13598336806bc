"""Reading one cell: from the text found to the text an export would write, or what is wrong (spec 2)."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from renmai.domain.guided_questions.evidence import EvidenceError, read, written
from renmai.domain.issues import ProblemKind
from renmai.intake.columns import Column, Kind

_ESCAPED = re.compile(r"'('*[=+\-@\t\r])")
_ESCAPE = re.compile(r"'*[=+\-@\t\r]")
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_FORMULA = ("=", "+", "-", "@")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"-?[0-9]+")
_AMOUNT = re.compile(r"0*([0-9]{1,18})(?:\.([0-9]{1,4}))?")
_NEGATIVE = re.compile(r"-[0-9]+(?:\.[0-9]+)?")
_BIGGEST: Final = 2**63
_MANY_DIGITS: Final = 20

REMEMBERED: Final = 200_000
"""Distinct texts of one column that are kept: enough for codes and dates, a bound for notes."""


class CellError(Exception):
    """The cell is wrong in this way."""

    def __init__(self, kind: ProblemKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


def escape(text: str) -> str:
    """The text as written to a file: a spreadsheet does not run it, reading gives it back."""
    return f"'{text}" if _ESCAPE.match(text) else text


def unescape(text: str) -> str:
    return text[1:] if text.startswith("'") and _ESCAPED.match(text) else text


def csv_line(cells: Iterable[str]) -> str:
    """One line of a CSV file. A lone return needs quotes too, which the csv module forgets."""
    return ",".join(_quoted(cell) for cell in cells) + "\n"


def _quoted(cell: str) -> str:
    if _NEEDS_QUOTES.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text as it was found, blanks around it removed."""
    return text.startswith(_FORMULA)


def _read_text(text: str, column: Column) -> str:
    text = unescape(text)
    if column.longest and len(text) > column.longest:
        raise CellError(ProblemKind.BAD_CODE if column.kind is Kind.CODE else ProblemKind.TOO_LONG)
    if column.no_semicolon and ";" in text:
        raise CellError(ProblemKind.BAD_CODE)
    return text


def _read_date(text: str, _: Column) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text)
    except ValueError:
        raise CellError(ProblemKind.BAD_DATE) from None
    return text


def _read_amount(text: str, _: Column) -> str:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise CellError(ProblemKind.NEGATIVE_AMOUNT if _NEGATIVE.fullmatch(text) else ProblemKind.BAD_NUMBER)
    whole, decimals = found[1].lstrip("0") or "0", (found[2] or "").rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _read_integer(text: str, _: Column) -> str:
    if not _INTEGER.fullmatch(text):
        raise CellError(ProblemKind.BAD_NUMBER)
    number = _number(text)
    if not -_BIGGEST <= number < _BIGGEST:
        raise CellError(ProblemKind.BAD_NUMBER)
    return str(number)


def _read_degree(text: str, _: Column) -> str:
    if not _INTEGER.fullmatch(text):
        raise CellError(ProblemKind.BAD_NUMBER)
    number = _number(text)
    if not -2 <= number <= 2:
        raise CellError(ProblemKind.OUT_OF_RANGE)
    return str(number)


def _number(text: str) -> int:
    # Python refuses to convert thousands of digits; twenty are more than anything that fits.
    digits = text.lstrip("-").lstrip("0")[:_MANY_DIGITS] or "0"
    return -int(digits) if text.startswith("-") else int(digits)


def _read_choice(text: str, column: Column) -> str:
    if text not in column.choices:
        raise CellError(ProblemKind.BAD_ENUM)
    return text


def _read_references(text: str, _: Column) -> str:
    codes = (code.strip() for code in unescape(text).split(";"))
    return ";".join(dict.fromkeys(code for code in codes if code))


def _read_evidence(text: str, column: Column) -> str:
    try:
        return written(read(text, column.guides))
    except EvidenceError:
        raise CellError(ProblemKind.BAD_EVIDENCE) from None


_READERS: Final[dict[Kind, Callable[[str, Column], str]]] = {
    Kind.CODE: _read_text,
    Kind.TEXT: _read_text,
    Kind.DATE: _read_date,
    Kind.AMOUNT: _read_amount,
    Kind.INTEGER: _read_integer,
    Kind.DEGREE: _read_degree,
    Kind.BOOLEAN: _read_choice,
    Kind.CHOICE: _read_choice,
    Kind.REFERENCE: _read_text,
    Kind.REFERENCES: _read_references,
    Kind.EVIDENCE: _read_evidence,
}


def read_cell(text: str, column: Column) -> str:
    """The cell of one text, as an export would write it; raises `CellError` where it is wrong."""
    text = text.strip()
    if text:
        return _READERS[column.kind](text, column)
    if column.required:
        raise CellError(ProblemKind.MISSING_VALUE)
    return column.default


class Cells(dict[str, str | None]):
    """All cells of one column: text found -> text kept, None where it is wrong.

    A mapping that remembers, so that a million dates cost a thousand conversions. What was wrong
    is in `wrong`, what looks like a formula in `formulas`, both by the text found.
    """

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column
        self.wrong: dict[str, ProblemKind] = {}
        self.formulas: set[str] = set()

    def __missing__(self, found: str) -> str | None:
        if len(self) >= REMEMBERED:
            self.clear()
        text = found.strip()
        try:
            value: str | None = read_cell(text, self.column)
        except CellError as error:
            self.wrong[found] = error.kind
            value = None
        else:
            if text.startswith(_FORMULA) and self.column.kind.is_text:
                self.formulas.add(found)
        self[found] = value
        return value
