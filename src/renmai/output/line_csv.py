"""A line's list as CSV, for spreadsheets of any make."""

import io
from collections.abc import Iterator
from typing import TextIO

from renmai.intake.cells import csv_line, escape
from renmai.output.line_list import ListExport, Progress
from renmai.output.list_columns import Cell
from renmai.output.report import BOM


def write_line_csv(told: ListExport, stream: TextIO, progress: Progress | None = None) -> None:
    """UTF-8 with its mark, headings in the user's language; what a spreadsheet would run is escaped."""
    stream.write(BOM)
    stream.writelines(_lines(told, progress))


def line_csv(told: ListExport) -> bytes:
    stream = io.StringIO()
    write_line_csv(told, stream)
    return stream.getvalue().encode()


def _lines(told: ListExport, progress: Progress | None) -> Iterator[str]:
    yield csv_line(column.heading for column in told.columns)
    for row in told.rows(progress):
        yield csv_line(_text(cell) for cell in row)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return escape(cell) if isinstance(cell, str) else str(cell)
