"""A report as JSON, CSV, XLSX or a table for the terminal (spec 3)."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, BinaryIO, TextIO

import xlsxwriter
from rich.console import Console
from rich.table import Table

from renmai.intake.cells import escape
from renmai.output.report_sheets import HEADER, METRIC, Cell, Sheet, list_of, sheets
from renmai.output.terminal import harmless
from renmai.wording.report_keys import label, section

BOM = "\ufeff"
"""Without it a Chinese spreadsheet takes UTF-8 for GB18030."""
DASH = "—"
IN_WORDS = (
    "key_",
    "figure",
    "grades.",
    "reading",
    "strategy",
    "recommended",
    "veto",
    "approver",
    "principle",
    "line",
    "subject.type",
)
"""Columns whose cells are codes that have words."""


def write_json(report: Mapping[str, Any], stream: TextIO) -> None:
    json.dump(report, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def write_csv(report: Mapping[str, Any], stream: TextIO) -> None:
    """The report's list, with the keys of the contract as column names."""
    sheet = list_of(report)
    writer = csv.writer(stream, lineterminator="\n")
    stream.write(BOM)
    writer.writerow(sheet.columns)
    writer.writerows([_escaped(cell) for cell in row] for row in sheet.rows)


def _escaped(cell: Cell) -> Cell:
    return escape(cell) if isinstance(cell, str) else cell


def write_xlsx(report: Mapping[str, Any], stream: BinaryIO) -> None:
    """One sheet per section; the first tells what was asked."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        asked = book.add_worksheet("report")
        for row, key in enumerate(HEADER):
            asked.write_row(row, 0, [key, str(report[key])])
        for sheet in sheets(report):
            page = book.add_worksheet(sheet.name)
            page.write_row(0, 0, sheet.columns, bold)
            for row, cells in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(cells):
                    _write_cell(page, row, column, cell)
    stream.write(buffer.getvalue())


def _write_cell(page: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif cell is not None:
        page.write_string(row, column, escape(cell))


def write_table(report: Mapping[str, Any], console: Console) -> None:
    """Every section as an aligned table; full-width characters count two columns."""
    console.print(harmless(" · ".join(str(report[key]) for key in HEADER)), highlight=False, markup=False)
    for sheet in sheets(report):
        console.print(_table(sheet))


def _table(sheet: Sheet) -> Table:
    table = Table(title=section(sheet.name), title_justify="left", box=None, pad_edge=False)
    shown = [column for column in sheet.columns if not _is_too_much(column)]
    for column in shown:
        numeric = all(not isinstance(row[sheet.columns.index(column)], str) for row in sheet.rows)
        table.add_column(label(column), justify="right" if numeric else "left", no_wrap=True)
    for row in sheet.rows:
        table.add_row(*(_shown(column, row[sheet.columns.index(column)]) for column in shown))
    return table


def _is_too_much(column: str) -> bool:
    """In lists, only value and change of a metric fit a terminal's width; reasons are in the other formats."""
    if column.startswith("preconditions."):
        return True
    return "." in column and column.rsplit(".", 1)[1] in METRIC and not column.endswith((".value", ".change"))


def _shown(column: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return DASH
    if isinstance(cell, bool):
        return label("yes") if cell else label("no")
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    if isinstance(cell, int):
        return f"{cell:,}"
    return label(cell) if column.startswith(IN_WORDS) else harmless(cell).replace("[", r"\[")
