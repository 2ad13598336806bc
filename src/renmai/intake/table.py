"""Reading one file of the bundle into rows of texts, with every cell that is wrong (spec 2)."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Final

from renmai.domain.issues import Level, Problem, ProblemKind
from renmai.intake.cells import Cells, unescape
from renmai.intake.columns import Column, File, Kind, Row
from renmai.intake.sheets import Line, Sheet, SheetError

CHUNK: Final = 5000
SHOWN: Final = 200
"""Characters of a wrong cell that a problem repeats."""


@dataclass(slots=True)
class Table:
    """The rows of one file in the order found. Lists of the same length: `rows` and `lines`.

    `absent`: positions of declared columns that the header does not have; their cells hold the
    default. `unreadable`: the codes of the file are not all known, so nothing can be said about
    references into it. `wrong_codes`: codes found that cannot be kept. `rejected`: positions of rows with an error.
    """

    file: File
    rows: list[Row] = field(default_factory=list)
    lines: "array[int]" = field(default_factory=lambda: array("q"))
    absent: frozenset[int] = frozenset()
    unreadable: bool = False
    missing_columns: bool = False
    wrong_codes: set[str] = field(default_factory=set)
    rejected: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def report(self, position: int, column: str | None, value: str, kind: ProblemKind, **params: str) -> None:
        """Note an error of the row at `position`."""
        self.rejected.add(position)
        self.problems.append(
            Problem(self.file.csv_name, self.lines[position], column, value[:SHOWN], kind, params=params)
        )


def read_table(file: File, sheet: Sheet) -> Iterator[Table]:
    """Read the sheet; the same growing table is yielded after every chunk, for the progress bar."""
    table = Table(file)
    try:
        lines = sheet.lines()
        header = next(filter(is_filled, lines), (1, []))
        reader = _TableReader(table, header, sheet.ragged)
        while chunk := list(islice(lines, CHUNK)):
            if filled := list(filter(is_filled, chunk)):
                reader.read(filled)
            yield table
    except SheetError as error:
        table = Table(file, unreadable=True)
        table.problems.append(Problem(file.csv_name, error.line, None, "", error.kind))
    yield table


def is_filled(line: Line) -> bool:
    """A line without a single word is no row."""
    cells = line[1]
    return bool(cells) and (bool(cells[0].strip()) or any(map(str.strip, cells)))


class _TableReader:
    """Turns chunks of lines into rows of the table, column by column."""

    def __init__(self, table: Table, header: Line, ragged: bool) -> None:
        self.table = table
        self.header_line, cells = header
        self.names = [cell.strip() for cell in cells]
        if ragged:
            while self.names and not self.names[-1]:
                self.names.pop()
        self.ragged = ragged
        self.found = [self._position(column) for column in table.file.columns]
        self.cells = [Cells(column) for column in table.file.columns]
        table.absent = frozenset(at for at, position in enumerate(self.found) if position is None)
        self._check_header()

    def _position(self, column: Column) -> int | None:
        return self.names.index(column.name) if column.name in self.names else None

    def _check_header(self) -> None:
        for column, position in zip(self.table.file.columns, self.found, strict=True):
            if position is None and column.required:
                self.table.missing_columns = True
                self.table.unreadable |= column.name in self.table.file.key
                self._header_problem(column.name, ProblemKind.MISSING_COLUMN)
            elif self.names.count(column.name) > 1:
                self.table.missing_columns = True
                self._header_problem(column.name, ProblemKind.DUPLICATE_COLUMN)
        for name in dict.fromkeys(self.names):
            if name not in self.table.file.names:
                self._header_problem(name, ProblemKind.EXTRA_COLUMN, Level.NOTICE)

    def _header_problem(self, name: str, kind: ProblemKind, level: Level = Level.ERROR) -> None:
        params = {"columns": ", ".join(self.table.file.names)}
        self.table.problems.append(
            Problem(self.table.file.csv_name, self.header_line, name, name[:SHOWN], kind, level, params)
        )

    def read(self, chunk: Sequence[Line]) -> None:
        table, width = self.table, len(self.names)
        first = len(table.rows)
        table.lines.extend(line for line, _ in chunk)
        if self.ragged:
            chunk = [(line, _stretched(cells, width)) for line, cells in chunk]
        misshapen = [at for at, (_, cells) in enumerate(chunk) if len(cells) != width]
        raw = list(zip(*(_fitted(cells, width) if misshapen else cells for _, cells in chunk), strict=True))
        columns = [self._column(at, raw, len(chunk)) for at in range(len(self.found))]
        table.rows.extend(zip(*columns, strict=True))
        self._report_cells(first, raw, frozenset(misshapen))
        for at in misshapen:
            self._report_shape(first + at, chunk[at][1])
        if table.missing_columns:
            table.rejected.update(range(first, len(table.rows)))

    def _column(self, at: int, raw: list[tuple[str, ...]], length: int) -> Iterator[str | None]:
        position = self.found[at]
        if position is None:
            column = self.table.file.columns[at]
            return repeat(None if column.required else column.default, length)
        return map(self.cells[at].__getitem__, raw[position])

    def _report_cells(self, first: int, raw: list[tuple[str, ...]], misshapen: frozenset[int]) -> None:
        for cells, position in zip(self.cells, self.found, strict=True):
            if position is None or not (cells.wrong or cells.formulas):
                continue
            for at, text in enumerate(raw[position]):
                if at in misshapen:
                    continue
                if text in cells.wrong:
                    self._report_wrong(first + at, cells, text)
                elif text in cells.formulas:
                    self._report_formula(first + at, cells.column, text)

    def _report_wrong(self, position: int, cells: Cells, text: str) -> None:
        column, kind = cells.column, cells.wrong[text]
        params = {"choices": ", ".join(column.choices), "longest": str(column.longest)}
        self.table.report(position, column.name, text.strip(), kind, **params)
        if column.kind is Kind.CODE:
            self.table.wrong_codes.add(unescape(text.strip()))

    def _report_formula(self, position: int, column: Column, text: str) -> None:
        table = self.table
        table.problems.append(
            Problem(
                table.file.csv_name,
                table.lines[position],
                column.name,
                text.strip()[:SHOWN],
                ProblemKind.FORMULA,
                Level.NOTICE,
            )
        )

    def _report_shape(self, position: int, cells: list[str]) -> None:
        """One problem for the row; of its cells only the code is trusted, others may have moved."""
        table = self.table
        code = table.rows[position][0] if table.file.coded else None
        table.rows[position] = (code, *repeat(None, len(table.file.columns) - 1))
        counts = {"found": str(len(cells)), "expected": str(len(self.names))}
        table.report(position, None, ",".join(cells), ProblemKind.ROW_SHAPE, **counts)


def _fitted(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


def _stretched(cells: list[str], width: int) -> list[str]:
    """A spreadsheet's row keeps no empty cells at its end, or keeps too many."""
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return cells[:width]
    return _fitted(cells, max(width, len(cells)))
