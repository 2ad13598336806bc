"""Reading a whole bundle: all tables, and what is wrong with them on their own (spec 2)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from renmai.domain.issues import Level, Problem, ProblemKind
from renmai.intake.bundle import BY_NAME, FILES
from renmai.intake.sheets import Sheet, archive_sheets, folder_sheets, unreadable
from renmai.intake.table import Table, read_table
from renmai.intake.workbook import workbook_sheets

Progress = Callable[[str, int], None]
"""Called with the file's name and the rows done so far."""


def no_progress(_name: str, _rows: int) -> None:
    """For callers with nobody watching."""


@dataclass(slots=True)
class Bundle:
    """`tables` by file name, in declared order; `problems` of the bundle as such."""

    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@contextmanager
def open_sheets(path: Path) -> Iterator[dict[str, Sheet]]:
    """The sheets of a bundle by name. Raises `RenmaiError(UNREADABLE_BUNDLE)`."""
    with open_any(path) as sheets:
        yield _named(path, sheets)


@contextmanager
def open_any(path: Path) -> Iterator[list[Sheet]]:
    """The sheets at `path`, whatever they are called. Raises `RenmaiError(UNREADABLE_BUNDLE)`."""
    try:
        if path.is_dir():
            yield folder_sheets(path)
        elif not path.is_file():
            raise unreadable(path, "missing" if not path.exists() else "unknown_type")
        elif path.suffix.lower() == ".xlsx":
            with workbook_sheets(path) as sheets:
                yield sheets
        elif path.suffix.lower() == ".zip":
            with archive_sheets(path) as sheets:
                yield sheets
        else:
            raise unreadable(path, "unknown_type")
    except PermissionError:
        raise unreadable(path, "not_allowed") from None


def _named(path: Path, sheets: list[Sheet]) -> dict[str, Sheet]:
    found = {sheet.name: sheet for sheet in sheets}
    if not found.keys() & BY_NAME.keys():
        raise unreadable(path, "empty")
    return found


def read_bundle(sheets: dict[str, Sheet], progress: Progress = no_progress) -> Bundle:
    """Read every known sheet; unknown ones are noticed, never guessed at."""
    bundle = Bundle()
    for sheet in sheets.values():
        if sheet.name not in BY_NAME:
            found_as = sheet.found_as
            bundle.problems.append(Problem(found_as, None, None, found_as, ProblemKind.EXTRA_FILE, Level.NOTICE))
    for file in FILES:
        if file.name in sheets:
            for table in read_table(file, sheets[file.name]):
                progress(file.name, len(table.rows))
            bundle.tables[file.name] = table
    return bundle
