"""Whom a candidate claims to know: a pasted list, a CSV or an XLSX, read in memory and never kept.

One person a line: name, company, department, title, and whether or how the candidate can sway the person. A
first line that says what the columns are may put them in any order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.likeness import plain
from renmai.intake.loose_table import Cells, rows_of

MOST: Final = 500
"""Persons of one list."""
LONGEST: Final = 200
"""Characters of one cell."""
FORMULA: Final = ("=", "+", "@", "-")
COLUMNS: Final = ("name", "company", "department", "title", "sways")
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("姓名", "名字", "人名", "联系人", "name", "person", "contact"),
    "company": ("公司", "客户", "单位", "企业", "公司名称", "company", "customer", "organisation", "organization"),
    "department": ("部门", "department"),
    "title": ("职务", "职位", "职称", "title", "position"),
    "sways": ("可影响", "影响力", "能否影响", "如何影响", "关系", "影响", "influence", "sways", "how", "relationship"),
}
_COLUMN_OF: Final = {plain(word): name for name, words in HEADINGS.items() for word in words}
_BETWEEN: Final = re.compile(r"[\t,，;；|｜]")


@dataclass(frozen=True, slots=True)
class Claim:
    """One line: whom the candidate claims to know, and how far."""

    name: str
    company: str = ""
    department: str = ""
    title: str = ""
    sways: str = ""


def read_text(text: str) -> list[Claim]:
    """The claims of a pasted list. Raises `RenmaiError`: LIST_EMPTY, LIST_TOO_LONG, LIST_UNREADABLE, LIST_LINE."""
    if "\0" in text:
        raise RenmaiError(ErrorCode.LIST_UNREADABLE)
    lines = [_BETWEEN.split(line, maxsplit=len(COLUMNS) - 1) for line in text.splitlines()]
    return _claims(lines)


def read_file(name: str, content: bytes) -> list[Claim]:
    """The claims of a CSV or XLSX, by what is in it. Raises as `read_text`, and LIST_TOO_LARGE for a trap."""
    del name  # what it is called says nothing
    return _claims(rows_of(content, MOST + 2))


def _claims(lines: Iterable[Cells]) -> list[Claim]:
    kept = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(lines, start=1)
        if any(cell.strip() for cell in cells)
    ]
    columns = _columns(kept[0][1]) if kept else None
    rows = kept[1:] if columns else kept
    if not rows:
        raise RenmaiError(ErrorCode.LIST_EMPTY)
    if len(rows) > MOST:
        raise RenmaiError(ErrorCode.LIST_TOO_LONG, most=MOST)
    return [_claim(number, cells, columns or COLUMNS) for number, cells in rows]


def _columns(cells: Cells) -> Sequence[str] | None:
    """What the first line calls the columns, blank for one that is not known; None where it names no name."""
    found = [_COLUMN_OF.get(plain(cell), "") for cell in cells]
    return found if "name" in found else None


def _claim(number: int, cells: Cells, columns: Sequence[str]) -> Claim:
    told = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    if not told.get("name"):
        raise RenmaiError(ErrorCode.LIST_LINE, line=number, reason="nameless")
    for cell in told.values():
        if len(cell) > LONGEST:
            raise RenmaiError(ErrorCode.LIST_LINE, line=number, reason="long", longest=LONGEST)
        if not cell.isprintable():
            raise RenmaiError(ErrorCode.LIST_LINE, line=number, reason="unreadable")
    if told["name"].startswith(FORMULA):
        raise RenmaiError(ErrorCode.LIST_LINE, line=number, reason="formula")
    return Claim(**told)
