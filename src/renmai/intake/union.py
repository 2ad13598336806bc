"""What will be stored: the rows of the bundle laid over the rows of the database (spec 2)."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Final

from renmai.domain.issues import Problem, ProblemKind
from renmai.intake.bundle import BY_NAME, FILES
from renmai.intake.columns import File, Key, Row
from renmai.intake.table import Table
from renmai.store import facts
from renmai.store.facts import Stored

FEW: Final = 2000
"""Up to so many codes are asked for one by one, instead of going through everything."""
BATCH: Final = 500


class StoredRows:
    """The rows of the database by file and key, each file loaded when first asked for."""

    def __init__(self) -> None:
        self._files: dict[str, dict[Key, Stored]] = {}

    def of(self, name: str) -> dict[Key, Stored]:
        if name not in self._files:
            file = BY_NAME[name]
            key_of = file.key_of
            self._files[name] = {key_of(stored.cells): stored for stored in facts.rows(name, file.names)}
        return self._files[name]

    def each(self, name: str, keys: Collection[Key]) -> Iterator[tuple[Key, Stored]]:
        """Stored rows one by one, unless they are kept already; all that have one of the keys."""
        if name in self._files:
            return iter(self._files[name].items())
        file = BY_NAME[name]
        key_of = file.key_of
        return ((key_of(stored.cells), stored) for stored in _rows_of(file, keys))


def _rows_of(file: File, keys: Collection[Key]) -> Iterator[Stored]:
    """Everything, or for few keys the rows that share the first text of one of them."""
    firsts = {key if isinstance(key, str) else key[0] for key in keys if key is not None}
    if len(firsts) > FEW:
        return facts.rows(file.name, file.names)
    wanted = sorted(filter(None, firsts))
    batches = (wanted[at : at + BATCH] for at in range(0, len(wanted), BATCH))
    return chain.from_iterable(facts.rows(file.name, file.names, within=(file.key[0], batch)) for batch in batches)


class FileUnion:
    """One file of the union. Rows of the bundle are told by position, rows of the database by None.

    `current`: the row that holds for each key: the first of a code, the last of other keys.
    `superseded`: earlier rows of the same key, with the one that holds. `without`: positions of
    rows that do not count.
    """

    def __init__(self, file: File, table: Table, stored: StoredRows, without: frozenset[int]) -> None:
        self.file = file
        self.table = table
        self.without = without
        self._stored = stored
        self.current: dict[Key, int] = {}
        self.superseded: list[tuple[int, Key]] = []
        self.duplicates: list[int] = []
        self.told: set[tuple[int, str, ProblemKind]] = set()
        key_of = file.key_of
        for position, row in self.checked():
            self._place(key_of(row), position)

    def _place(self, key: Key, position: int) -> None:
        if key is None or (isinstance(key, tuple) and None in key):
            return
        before = self.current.setdefault(key, position)
        if before == position:
            return
        if self.file.coded:
            self.duplicates.append(position)
        else:
            self.superseded.append((before, key))
            self.current[key] = position

    def checked(self) -> Iterator[tuple[int, Row]]:
        """The bundle's rows that count, with their positions."""
        if not self.without:
            return enumerate(self.table.rows)
        return ((at, row) for at, row in enumerate(self.table.rows) if at not in self.without)

    @property
    def stored(self) -> Mapping[Key, Stored]:
        return self._stored.of(self.file.name)

    def replaced(self) -> Iterator[tuple[int, Stored]]:
        """The stored rows for which the bundle has one, each with its position there."""
        for key, stored in self._stored.each(self.file.name, self.current.keys()):
            position = self.current.get(key)
            if position is not None:
                yield position, stored

    def stored_only(self) -> Iterator[tuple[None, Row]]:
        """The database's rows that the bundle does not replace."""
        return ((None, stored.cells) for key, stored in self.stored.items() if key not in self.current)

    def bundled(self) -> Iterator[tuple[int, Row]]:
        """The bundle's rows that hold."""
        return ((position, self.table.rows[position]) for position in self.current.values())

    def all(self) -> Iterator[tuple[int | None, Row]]:
        yield from self.bundled()
        yield from self.stored_only()

    def changed(self, column: str) -> bool:
        """Whether the bundle gives a stored row another text in this column."""
        at = self.file.position(column)
        return any(
            key in self.stored and self.stored[key].cells[at] != self.table.rows[position][at]
            for key, position in self.current.items()
        )

    @cached_property
    def rejected_keys(self) -> frozenset[Key]:
        """Keys that only rows which do not count would give."""
        key_of = self.file.key_of
        return frozenset(key_of(self.table.rows[at]) for at in self.without) - self.current.keys()

    def knows(self, code: str) -> bool:
        """Whether a row of this code will be there."""
        return code in self.current or (code in self.stored and code not in self.rejected_keys)

    def texts(self, column: str) -> dict[str, str | None]:
        """A column by code, over the union."""
        at, code = self.file.position(column), self.file.position("code")
        return {known: row[at] for _, row in self.all() if (known := row[code]) is not None}


class Union:
    """All files. `without`: positions of rejected rows by file. `problems`: of files that are not there."""

    def __init__(self, tables: Mapping[str, Table], stored: StoredRows, without: Mapping[str, set[int]]) -> None:
        self.tables = tables
        self.problems: list[Problem] = []
        self.files = {
            file.name: FileUnion(
                file, tables.get(file.name, Table(file)), stored, frozenset(without.get(file.name, ()))
            )
            for file in FILES
        }

    def __getitem__(self, name: str) -> FileUnion:
        return self.files[name]

    def bundled(self) -> Iterator[FileUnion]:
        """The files that the bundle has."""
        return (self.files[name] for name in self.tables)


def fill_absent(table: Table, stored: StoredRows) -> None:
    """A column that the file does not have keeps what is stored (spec 2)."""
    if not table.absent:
        return
    key_of = table.file.key_of
    positions: dict[Key, list[int]] = {}
    for position, row in enumerate(table.rows):
        positions.setdefault(key_of(row), []).append(position)
    for key, old in stored.each(table.file.name, positions.keys()):
        for position in positions.get(key, ()):
            row = table.rows[position]
            table.rows[position] = tuple(old.cells[at] if at in table.absent else cell for at, cell in enumerate(row))
