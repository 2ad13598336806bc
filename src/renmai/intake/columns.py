"""What a column of the bundle is: declared once, used to read, check, write and document it (spec 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

Row = tuple[str | None, ...]
"""The cells of one row in the order of the declared columns, each as the text that an export
would write. None: a cell that is wrong, and told as a problem."""

Key = str | None | tuple[str | None, ...]
"""What identifies a row within its file: its code, or the texts of its key columns."""

MAX_CODE = 500
MAX_CONTACT = 500


class Kind(StrEnum):
    """How the text of a cell is read."""

    CODE = "code"
    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"
    INTEGER = "integer"
    DEGREE = "degree"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    REFERENCE = "reference"
    REFERENCES = "references"
    EVIDENCE = "evidence"

    @property
    def is_text(self) -> bool:
        """Whether a spreadsheet could take the cell for a formula."""
        return self in (Kind.CODE, Kind.TEXT, Kind.REFERENCE, Kind.REFERENCES)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `target` is the file that a reference leads to, where every row has the same.

    `default` is what a blank cell stands for; `longest` the most characters that are kept (0: any).
    `sparse`: an export leaves the column out where every cell of it would be blank. `guides`: whose
    answers a cell of evidence may hold.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    target: str = ""
    longest: int = 0
    no_semicolon: bool = False
    sparse: bool = False
    guides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file; `key` names the columns that identify a row.

    `sparse`: an export leaves the file out where it would have no row.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    sparse: bool = False

    @property
    def csv_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def coded(self) -> bool:
        """Whether rows are identified by a code, which must not come twice."""
        return self.key == ("code",)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def key_of(self) -> Callable[[Row], Key]:
        """Takes the key out of a row."""
        positions = [self.position(name) for name in self.key]
        return itemgetter(*positions)

    def position(self, name: str) -> int:
        return self.names.index(name)

    def column(self, name: str) -> Column:
        return self.columns[self.position(name)]
