"""Which foreign table is which of our files, and which of its columns are which of ours."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from renmai.domain.likeness import plain
from renmai.intake.bundle import BY_NAME
from renmai.intake.columns import Column, File, Kind
from renmai.intake.foreign import Found

Target = str
"""A column of ours as `file.column`."""

BESIDE: Final[dict[str, tuple[str, ...]]] = {
    "customers": ("ownerships",),
    "key_people": ("customers", "ownerships", "assessments"),
    "opportunities": ("customers",),
}
"""Files that a row of a table about this one may fill as well: a list of contacts names companies too."""

LINKS: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("key_people", "customers"): ("key_people", "customer"),
    ("opportunities", "customers"): ("opportunities", "customer"),
    ("customers", "ownerships"): ("ownerships", "customer"),
    ("key_people", "ownerships"): ("ownerships", "customer"),
    ("key_people", "assessments"): ("assessments", "key_person"),
}
"""The column that ties the row beside to the row itself: it is filled by itself."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one foreign table is used for.

    `file`: which of ours its rows are (blank: it is left out). `columns`: by position of the foreign
    column the target in ours. `constants`: by target one value for all new rows. `values`: by
    target what a foreign value stands for, where the usual words do not say.
    """

    sheet: str
    line: int
    file: str
    columns: Mapping[int, Target] = field(default_factory=dict)
    constants: Mapping[Target, str] = field(default_factory=dict)
    values: Mapping[Target, Mapping[str, str]] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        """The files that it fills: its own, and those beside of which a column is given."""
        if not self.file:
            return []
        given = {target.partition(".")[0] for target in self.columns.values()}
        return [self.file, *(name for name in BESIDE.get(self.file, ()) if name in given)]

    def position(self, target: Target) -> int | None:
        return next((at for at, given in self.columns.items() if given == target), None)

    def as_json(self) -> dict[str, Any]:
        columns = {str(at): target for at, target in self.columns.items()}
        values = {target: dict(known) for target, known in self.values.items()}
        return {
            "sheet": self.sheet,
            "line": self.line,
            "file": self.file,
            "columns": columns,
            "constants": dict(self.constants),
            "values": values,
        }


def use_from(stored: Mapping[str, Any]) -> Use:
    columns = {int(at): target for at, target in stored["columns"].items()}
    return Use(stored["sheet"], stored["line"], stored["file"], columns, stored["constants"], stored["values"])


def signature(found: Found) -> str:
    """The same for tables with the same headings in the same order."""
    return hashlib.sha256("\n".join(map(plain, found.headings)).encode()).hexdigest()


def targets_of(file: str) -> Iterator[tuple[File, Column]]:
    """The columns that a table about this file may give, first its own, links left out."""
    filled = {LINKS[file, name] for name in BESIDE.get(file, ())}
    for name in (file, *BESIDE.get(file, ())):
        for column in BY_NAME[name].columns:
            if name == file or (name, column.name) not in filled:
                yield BY_NAME[name], column


def target_name(file: File, column: Column) -> Target:
    return f"{file.name}.{column.name}"


def wanted_constants(use: Use) -> list[tuple[File, Column]]:
    """Required columns that the table does not have, and that can be the same for all rows."""
    return [
        (BY_NAME[name], column)
        for name in use.files
        for column in BY_NAME[name].columns
        if column.required and use.position(f"{name}.{column.name}") is None and not _fills_itself(use, name, column)
    ]


def _fills_itself(use: Use, name: str, column: Column) -> bool:
    if column.kind is Kind.CODE:
        return True
    return any(LINKS[use.file, beside] == (name, column.name) for beside in use.files[1:])


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a mapping from being used; `target` or `file` says where."""

    kind: str
    sheet: str
    what: str


def faults(uses: Sequence[Use]) -> list[Fault]:
    """Columns given twice, required ones not given, files filled by two tables; nothing to import at all."""
    found = [fault for use in uses for fault in (*_twice(use), *_missing(use))]
    filled: dict[str, str] = {}
    for use in uses:
        for name in use.files:
            if name in filled:
                found.append(Fault("file_twice", use.sheet, name))
            filled.setdefault(name, use.sheet)
    if not filled:
        found.append(Fault("nothing", "", ""))
    return found


def _twice(use: Use) -> Iterator[Fault]:
    given = list(use.columns.values())
    return (Fault("column_twice", use.sheet, target) for target in dict.fromkeys(given) if given.count(target) > 1)


def _missing(use: Use) -> Iterator[Fault]:
    missing = (f"{file.name}.{column.name}" for file, column in wanted_constants(use))
    yield from (Fault("missing", use.sheet, target) for target in missing if not use.constants.get(target))
    for name in use.files:
        columns = BY_NAME[name].names
        if "code" in columns and "name" in columns and _nameless(use, name):
            yield Fault("no_code", use.sheet, f"{name}.code")


def _nameless(use: Use, name: str) -> bool:
    return use.position(f"{name}.code") is None and use.position(f"{name}.name") is None
