"""Importing a bundle: read, check against what is stored, write all of it or nothing (spec 2)."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

from renmai.domain.issues import Level, Problem
from renmai.intake.bundle import FILES
from renmai.intake.reading import Bundle, Progress, no_progress, open_sheets, read_bundle
from renmai.intake.references import check_references
from renmai.intake.rejects import Rejects
from renmai.intake.relations import check_relations
from renmai.intake.rules import check_rows
from renmai.intake.sheets import Sheet
from renmai.intake.union import FileUnion, StoredRows, Union, fill_absent
from renmai.store.actions.import_facts import Changed, FileChanges, write
from renmai.store.actions.revision import recording

ACTION: Final = "import"


class ImportStatus(StrEnum):
    IMPORTED = "imported"
    PARTIAL = "partial"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one file: `read` is the sum of the others. A row that a later one corrects is unchanged."""

    read: int
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import came to. `problems` in the order of files and lines."""

    status: ImportStatus
    problems: list[Problem]
    counts: dict[str, Counts]


def import_bundle(
    path: Path, *, actor: str, now: datetime, partial: Rejects | None = None, progress: Progress = no_progress
) -> Outcome:
    """Import the bundle at `path`.

    Any error rejects everything; with `partial`, the good rows are imported and the others are
    written there. Raises `RenmaiError` for what is no bundle, for a folder of rejected rows that
    is there already, and for a database that stays busy.
    """
    with _no_collection(), open_sheets(path) as sheets:
        bundle = read_bundle(sheets, progress)
        with recording(ACTION, actor, now) as record:
            union = check(bundle, closed=partial is not None)
            problems = _sorted(
                bundle.problems + [found for table in bundle.tables.values() for found in table.problems]
            )
            errors = any(problem.level is Level.ERROR for problem in problems)
            if errors and partial is None:
                return Outcome(ImportStatus.REJECTED, problems, _rejected_counts(bundle))
            changes = [_changes(union[name]) for name in bundle.tables]
            if errors and partial is not None:
                _write_rejects(sheets, bundle, problems, partial)
            write(record, changes, progress)
    status = ImportStatus.PARTIAL if errors else ImportStatus.IMPORTED
    return Outcome(status, problems, _counts(bundle, changes))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of rows come and none goes: looking for garbage among them takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check(bundle: Bundle, *, closed: bool) -> Union:
    """Check the tables against each other and the database; problems are noted in the tables.

    `closed`: rows that depend on rejected ones, or break something without them, are rejected
    too, until what is left holds. Gives what would then be stored.
    """
    stored = StoredRows()
    for table in bundle.tables.values():
        fill_absent(table, stored)
    union = Union(bundle.tables, stored, {})
    _run_checks(union, again=False)
    bundle.problems += union.problems
    rejected = _rejected(bundle)
    unread = any(table.unreadable for table in bundle.tables.values())
    while closed and (unread or any(rejected.values())):
        union = Union(bundle.tables, stored, rejected)
        _run_checks(union, again=True)
        before, rejected = rejected, _rejected(bundle)
        if before == rejected:
            break
    return union


def _run_checks(union: Union, *, again: bool) -> None:
    check_rows(union)
    check_references(union, again=again)
    check_relations(union)


def _rejected(bundle: Bundle) -> dict[str, set[int]]:
    return {name: set(table.rejected) for name, table in bundle.tables.items()}


def _sorted(problems: list[Problem]) -> list[Problem]:
    order = {file.csv_name: at for at, file in enumerate(FILES)}
    return sorted(problems, key=lambda found: (order.get(found.file, len(order)), found.line or 0))


def _changes(found: FileUnion) -> FileChanges:
    """What the rows that hold change; those that say what is stored change nothing."""
    changes = FileChanges(found.file.name, found.file.names, found.file.key)
    rows = cast(list[tuple[str, ...]], found.table.rows)  # a row with a wrong cell is rejected
    same, known = bytearray(len(rows)), bytearray(len(rows))
    for position, old in found.replaced() if found.current else ():
        known[position] = True
        same[position] = old.cells == rows[position]
        if not same[position]:
            changes.changed.append(Changed(old.pk, old.cells, rows[position]))
    changes.added.extend(rows[position] for position in found.current.values() if not known[position])
    for position, key in found.superseded:
        holds = found.current[key]
        if not same[holds]:
            changes.superseded.append((rows[position], rows[holds]))
    return changes


def _counts(bundle: Bundle, changes: list[FileChanges]) -> dict[str, Counts]:
    counts = {}
    for change in changes:
        table = bundle.tables[change.file]
        read, rejected = len(table.rows), len(table.rejected)
        added, changed = len(change.added), len(change.changed)
        counts[table.file.csv_name] = Counts(read, added, changed, read - rejected - added - changed, rejected)
    return counts


def _rejected_counts(bundle: Bundle) -> dict[str, Counts]:
    tables = bundle.tables.values()
    return {table.file.csv_name: Counts(len(table.rows), rejected=len(table.rejected)) for table in tables}


def _write_rejects(sheets: dict[str, Sheet], bundle: Bundle, problems: list[Problem], rejects: Rejects) -> None:
    rejects.refuse_existing()
    told: dict[str, dict[int | None, list[Problem]]] = {}
    for problem in problems:
        if problem.level is Level.ERROR:
            told.setdefault(problem.file, {}).setdefault(problem.line, []).append(problem)
    for name, table in bundle.tables.items():
        lines = told.get(table.file.csv_name, {})
        if table.rejected:
            rejects.write_rows(table, sheets[name], lines)
        elif table.unreadable:
            rejects.copy(table, sheets[name])
