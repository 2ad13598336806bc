"""At which row of the bundle a broken relation is told: the one that says it, or the one that broke it (spec 2)."""

from collections.abc import Iterable, Mapping

from renmai.domain.issues import ProblemKind
from renmai.domain.reporting_line import cycles
from renmai.intake.union import FileUnion

Place = tuple[FileUnion, int | None, str, str]
"""File, position in the bundle (None: only stored), column, and the text of the cell."""


def report_first(places: Iterable[Place], kind: ProblemKind, **params: str) -> None:
    """Report at the first place that is a row of the bundle, however much it has broken."""
    for found, position, column, value in places:
        if position is not None:
            if (position, column, kind) not in found.told:
                found.told.add((position, column, kind))
                found.table.report(position, column, value, kind, **params)
            return


def row_of(found: FileUnion, code: str | None, column: str) -> Place:
    position = found.current.get(code) if code else None
    value = found.table.rows[position][found.file.position(column)] if position is not None else None
    return found, position, column, value or ""


def report_cycles(found: FileUnion, column: str, kind: ProblemKind, above: Mapping[str, str | None]) -> None:
    """Every circle at each of its rows that the bundle has."""
    for cycle in cycles(above):
        path = told_path(cycle)
        for code in cycle:
            if code in found.current:
                found.table.report(found.current[code], column, above[code] or "", kind, path=path)


def told_path(cycle: list[str]) -> str:
    return " → ".join([*cycle, cycle[0]])
