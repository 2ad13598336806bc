"""The contacts that an employee brings to a survey: typed rows, a telephone's vCards, LinkedIn's export, a table.

Everything is read in memory, for one answer, and nothing is kept. What tells neither a name nor a company
is passed over: an address book is full of such entries, and nobody can correct it here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.likeness import plain
from renmai.intake.candidate_list import HEADINGS as CLAIM_HEADINGS
from renmai.intake.candidate_list import LONGEST
from renmai.intake.loose_table import Cells, rows_of, rows_of_text, text_of
from renmai.intake.vcard import BEGIN, cards_of, joined_name

MOST: Final = 5000
"""Contacts of one file."""
PREAMBLE: Final = 8
"""Lines before the heading of LinkedIn's export."""
COLUMNS: Final = ("name", "company", "department", "title")
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    **{name: CLAIM_HEADINGS[name] for name in COLUMNS},
    "company": (*CLAIM_HEADINGS["company"], "company name", "organization name"),
    "title": (*CLAIM_HEADINGS["title"], "job title", "organization title"),
    "given": ("first name", "given name", "名"),
    "surname": ("last name", "family name", "姓", "姓氏"),
}
_COLUMN_OF: Final = {plain(word): name for name, words in HEADINGS.items() for word in words}
FORMULA: Final = "="


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom somebody may know; a name, a company, or both."""

    name: str
    company: str = ""
    department: str = ""
    title: str = ""


def contacts_of(content: bytes) -> list[Contact]:
    """The contacts of a file, by what is in it, each once.

    Raises `RenmaiError`: CONTACTS_EMPTY, LIST_TOO_LONG, CONTACTS_UNREADABLE, CONTACTS_TOO_LARGE for a trap, LIST_LINE
    for a name that is a formula.
    """
    try:
        return kept(_read(content))
    except RenmaiError as refused:
        told = {
            ErrorCode.LIST_UNREADABLE: ErrorCode.CONTACTS_UNREADABLE,
            ErrorCode.LIST_TOO_LARGE: ErrorCode.CONTACTS_TOO_LARGE,
        }
        raise RenmaiError(told.get(refused.code, refused.code), **refused.params) from None


def _read(content: bytes) -> Iterable[Contact]:
    if content.startswith(b"PK"):
        return _of_rows(rows_of(content, MOST + PREAMBLE + 2))
    text = text_of(content)
    if text[:200].lstrip().upper().startswith(BEGIN):
        return [Contact(one.name, one.company, one.department, one.title) for one in cards_of(text, MOST + 1)]
    return _of_rows(rows_of_text(text, MOST + PREAMBLE + 2))


def kept(contacts: Iterable[Contact]) -> list[Contact]:
    """Those that tell something, each once. Raises `RenmaiError`: CONTACTS_EMPTY, LIST_TOO_LONG, LIST_LINE."""
    found: dict[Contact, None] = {}
    for number, one in enumerate(contacts, start=1):
        cells = [_clean(cell) for cell in (one.name, one.company, one.department, one.title)]
        if any(cell.startswith(FORMULA) for cell in cells[:2]):
            raise RenmaiError(ErrorCode.LIST_LINE, line=number, reason="formula")
        if cells[0] or cells[1]:
            found[Contact(*cells)] = None
    if not found:
        raise RenmaiError(ErrorCode.CONTACTS_EMPTY)
    if len(found) > MOST:
        raise RenmaiError(ErrorCode.LIST_TOO_LONG, most=MOST)
    return list(found)


def _clean(cell: str) -> str:
    """One line of what can be read; blank where it is longer than any name."""
    text = " ".join("".join(one if one.isprintable() else " " for one in cell[: LONGEST + 1]).split())
    return text if len(cell) <= LONGEST else ""


def _of_rows(rows: Sequence[Cells]) -> Iterable[Contact]:
    """Below the heading where there is one within the first lines, else in the order of `COLUMNS`."""
    for at, row in enumerate(rows[: PREAMBLE + 1]):
        columns = [_COLUMN_OF.get(plain(cell), "") for cell in row]
        if "name" in columns or {"given", "surname"} <= set(columns):
            return (_contact(cells, columns) for cells in rows[at + 1 :])
    return (_contact(cells, COLUMNS) for cells in rows)


def _contact(cells: Cells, columns: Sequence[str]) -> Contact:
    told: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip():
            told.setdefault(column, cell)
    name = told.get("name") or joined_name(told.get("given", ""), told.get("surname", ""))
    return Contact(name, *(told.get(column, "") for column in COLUMNS[1:]))
