"""Checking a bundle that was read: against itself and against what is stored (spec 2)."""

from typing import Final

from renmai.domain.issues import Problem
from renmai.intake.bundle import FILES
from renmai.intake.erased import keep_erased
from renmai.intake.reading import Bundle
from renmai.intake.references import check_references
from renmai.intake.relations import check_relations
from renmai.intake.rules import check_rows
from renmai.intake.union import StoredRows, Union, fill_absent

_ORDER: Final = {file.csv_name: at for at, file in enumerate(FILES)}


def check(bundle: Bundle, stored: StoredRows) -> Union:
    """Check the tables against each other and the database; problems are noted in the tables.

    Gives what would be stored if nothing were wrong.
    """
    for table in bundle.tables.values():
        fill_absent(table, stored)
    bundle.problems += keep_erased(bundle.tables, stored)
    union = Union(bundle.tables, stored, {})
    _run_checks(union, again=False)
    bundle.problems += union.problems
    return union


def close(bundle: Bundle, stored: StoredRows, union: Union) -> Union:
    """Reject rows that depend on rejected ones, or break something without them, until the rest holds.

    Gives what would then be stored.
    """
    rejected = _rejected(bundle)
    unread = any(table.unreadable for table in bundle.tables.values())
    while unread or any(rejected.values()):
        union = Union(bundle.tables, stored, rejected)
        _run_checks(union, again=True)
        before, rejected = rejected, _rejected(bundle)
        if before == rejected:
            break
    return union


def problems_of(bundle: Bundle) -> list[Problem]:
    """Everything found so far, in the order of files and lines."""
    found = bundle.problems + [problem for table in bundle.tables.values() for problem in table.problems]
    return sorted(found, key=lambda problem: (_ORDER.get(problem.file, len(_ORDER)), problem.line or 0))


def _run_checks(union: Union, *, again: bool) -> None:
    check_rows(union)
    check_references(union, again=again)
    check_relations(union)


def _rejected(bundle: Bundle) -> dict[str, set[int]]:
    return {name: set(table.rejected) for name, table in bundle.tables.items()}
