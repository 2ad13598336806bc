"""Whether references lead somewhere (spec 2)."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from renmai.domain.issues import Problem, ProblemKind
from renmai.intake.bundle import INFLUENCER_TARGETS
from renmai.intake.columns import Column, Kind, Row
from renmai.intake.union import FileUnion, Union

Cell = Any
"""What decides where a row refers to: the text of its cell, for influencers with their kind."""

Leads = list[tuple[str, str]]
"""File and code of everything a cell refers to."""


def check_references(union: Union, *, again: bool) -> None:
    """Report every reference that leads nowhere.

    `again`: the bundle was checked before and its rejected rows are left out, so what leads
    nowhere now depends on one of them.
    """
    for found in union.bundled():
        for at, column in enumerate(found.file.columns):
            if column.kind in (Kind.REFERENCE, Kind.REFERENCES):
                _check_column(union, found, at, column, again)
    if not again:
        _report_missing_files(union)


def _check_column(union: Union, found: FileUnion, at: int, column: Column, again: bool) -> None:
    cell_of = _cell_of(found, at, column)
    nowhere = {}
    for cell in set(map(cell_of, map(itemgetter(1), found.checked()))):
        missing = [lead for lead in _leads(column, cell) if _leads_nowhere(union[lead[0]], lead[1], again)]
        if missing:
            nowhere[cell] = missing[0]
    if not nowhere:
        return
    kind = ProblemKind.DEPENDS_ON_REJECTED if again else ProblemKind.DANGLING_REFERENCE
    for position, row in found.checked():
        cell = cell_of(row)
        if cell in nowhere:
            target, code = nowhere[cell]
            found.table.report(position, column.name, row[at] or "", kind, target=f"{target}.csv", code=code)


def _cell_of(found: FileUnion, at: int, column: Column) -> Callable[[Row], Cell]:
    return itemgetter(found.file.position("kind"), at) if column.name == "influencer" else itemgetter(at)


def _leads(column: Column, cell: Cell) -> Leads:
    if column.name == "influencer":
        kind, code = cell
        return [(INFLUENCER_TARGETS[kind], code)] if kind and code else []
    if not cell:
        return []
    codes = cell.split(";") if column.kind is Kind.REFERENCES else [cell]
    return [(column.target, code) for code in codes]


def _leads_nowhere(target: FileUnion, code: str, again: bool) -> bool:
    if target.knows(code):
        return False
    # Of a file that cannot be read nobody knows the codes: the file is the defect, not the row.
    return again or not (target.table.unreadable or code in target.table.wrong_codes)


def _report_missing_files(union: Union) -> None:
    """A file that is not there explains many references that lead nowhere."""
    missed = {
        problem.params["target"]
        for table in union.tables.values()
        for problem in table.problems
        if problem.kind is ProblemKind.DANGLING_REFERENCE
    }
    for name, found in union.files.items():
        if found.file.csv_name in missed and name not in union.tables and not found.stored:
            union.problems.append(
                Problem(found.file.csv_name, None, None, found.file.csv_name, ProblemKind.MISSING_FILE)
            )
