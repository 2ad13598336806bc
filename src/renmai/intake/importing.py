"""Importing a bundle: read, check against what is stored, write all of it or nothing (spec 2)."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, cast

from renmai.domain.issues import Level, Problem
from renmai.intake.checking import check, close, problems_of
from renmai.intake.reading import Bundle, Progress, no_progress, open_sheets, read_bundle
from renmai.intake.rejects import Rejects
from renmai.intake.sheets import Sheet
from renmai.intake.union import FileUnion, StoredRows
from renmai.store.actions.import_facts import Changed, FileChanges, write
from renmai.store.actions.import_private import leave_out, unname_imported
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
    """What an import came to. `problems` in the order of files and lines.

    `left_out` rows tell of relations that their owners took back or have told without a name; they count as
    unchanged.
    """

    status: ImportStatus
    problems: list[Problem]
    counts: dict[str, Counts]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Watch:
    """Whom to tell how far it is: rows read of a file, that checking begins, rows written of a file."""

    reading: Progress = no_progress
    checking: Callable[[], None] = lambda: None
    writing: Progress = no_progress


@dataclass(frozen=True, slots=True)
class Delivery:
    """Sheets to be imported, by name, and what is to be said of a problem found in them."""

    sheets: dict[str, Sheet]
    retell: Callable[[Problem], Problem] = lambda problem: problem


def import_bundle(
    path: Path, *, actor: str, now: datetime, partial: Rejects | None = None, progress: Progress = no_progress
) -> Outcome:
    """Import the bundle at `path`; for the rest see `import_delivery`."""
    with open_sheets(path) as sheets:
        watch = Watch(reading=progress, writing=progress)
        return import_delivery(Delivery(sheets), actor=actor, now=now, partial=partial, watch=watch)


def import_delivery(
    delivery: Delivery, *, actor: str, now: datetime, partial: Rejects | None = None, watch: Watch
) -> Outcome:
    """Import the sheets.

    Any error rejects everything; with `partial`, the good rows are imported and the others are
    written there. Raises `RenmaiError` for what is no bundle, for a folder of rejected rows that
    is there already, and for a database that stays busy. What `watch` raises leaves everything as it was.
    """
    with no_collection():
        bundle = read_bundle(delivery.sheets, watch.reading)
        with recording(ACTION, actor, now) as record:
            watch.checking()
            stored = StoredRows()
            union = check(bundle, stored)
            if partial is not None:
                union = close(bundle, stored, union)
            problems = list(map(delivery.retell, problems_of(bundle)))
            errors = any(problem.level is Level.ERROR for problem in problems)
            if errors and partial is None:
                return Outcome(ImportStatus.REJECTED, problems, _rejected_counts(bundle))
            changes = [changes_of(union[name]) for name in bundle.tables]
            left_out = leave_out(changes)
            if errors and partial is not None:
                _write_rejects(delivery.sheets, bundle, problems, partial)
            write(record, changes, watch.writing)
            unname_imported(record)
            watch.checking()
    status = ImportStatus.PARTIAL if errors else ImportStatus.IMPORTED
    return Outcome(status, problems, counts_of(bundle, changes), left_out)


@contextmanager
def no_collection() -> Iterator[None]:
    """Millions of rows come and none goes: looking for garbage among them takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def changes_of(found: FileUnion) -> FileChanges:
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


def counts_of(bundle: Bundle, changes: list[FileChanges]) -> dict[str, Counts]:
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
