"""An import that writes nothing: what would be stored, and everything that is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from renmai.domain.issues import Level, Problem
from renmai.intake.checking import check, close, problems_of
from renmai.intake.columns import Row
from renmai.intake.importing import Counts, Delivery, changes_of, counts_of
from renmai.intake.reading import Bundle
from renmai.intake.table import Table
from renmai.intake.union import StoredRows
from renmai.store.actions.import_facts import FileChanges
from renmai.store.actions.import_private import leave_out
from renmai.store.snapshot import one_moment

SHOWN: Final = 20
"""Rows of each file that are shown as they would be stored."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A row as it would be stored; `before`: the stored one that it changes. `fate`: a field of `Counts`."""

    line: int
    fate: str
    cells: Row
    before: Row | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`problems` are told anyway; `consequences` are rows that go with rejected ones if the good rows are imported.

    `counts` are those of importing the good rows; `previews` the first rows by file; `left_out` as of an import.
    """

    problems: list[Problem]
    consequences: list[Problem]
    counts: dict[str, Counts]
    previews: dict[str, list[Preview]]
    left_out: int = 0

    @property
    def errors(self) -> int:
        return sum(problem.level is Level.ERROR for problem in self.problems)


def rehearse(bundle: Bundle, delivery: Delivery, checking: Callable[[], None] = lambda: None) -> Rehearsal:
    """Do everything that an import of the bundle, read from the delivery, would do, except writing."""
    with one_moment():
        stored = StoredRows()
        union = check(bundle, stored)
        first = problems_of(bundle)
        checking()
        union = close(bundle, stored, union)
        checking()
        changes = [changes_of(union[name]) for name in bundle.tables]
        left_out = leave_out(changes)
    known = set(map(id, first))
    later = [problem for problem in problems_of(bundle) if id(problem) not in known]
    previews = {change.file: _previews(bundle.tables[change.file], change) for change in changes}
    return Rehearsal(
        list(map(delivery.retell, first)),
        list(map(delivery.retell, later)),
        counts_of(bundle, changes),
        previews,
        left_out,
    )


def _previews(table: Table, change: FileChanges) -> list[Preview]:
    added = set(map(id, change.added))
    before = {id(changed.after): changed.before for changed in change.changed}
    previews = []
    for position, row in enumerate(table.rows[:SHOWN]):
        fate = "added" if id(row) in added else "changed" if id(row) in before else "unchanged"
        fate = "rejected" if position in table.rejected else fate
        previews.append(Preview(table.lines[position], fate, row, before.get(id(row))))
    return previews
