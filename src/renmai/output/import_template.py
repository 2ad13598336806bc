"""An empty workbook to fill in: one sheet per file, each column with a note that explains it (spec 2)."""

import io
from collections.abc import Callable
from typing import Final

import xlsxwriter
from django.utils.translation import gettext

from renmai.intake.bundle import FILES
from renmai.intake.columns import Column, File, Kind
from renmai.wording.meanings import meaning

WIDTH: Final = 16
LAST_ROW: Final = 1048575
LONGEST_LIST: Final = 255
"""Characters that a list of choices may have in a spreadsheet."""

Label = Callable[[str, str], str]
"""The label of a column, by its name and its file's."""


def import_template(label: Label) -> bytes:
    """The workbook; notes are in the language of the moment."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        formats = {
            "required": book.add_format({"bold": True, "bg_color": "#E3E8FB", "bottom": 1}),
            "optional": book.add_format({"bg_color": "#F4F5F7", "bottom": 1}),
            "text": book.add_format({"num_format": "@"}),
        }
        for file in FILES:
            _sheet(book.add_worksheet(file.name), file, formats, label)
    return made.getvalue()


def _sheet(
    sheet: "xlsxwriter.worksheet.Worksheet", file: File, formats: "dict[str, xlsxwriter.format.Format]", label: Label
) -> None:
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(file.columns):
        sheet.set_column(at, at, WIDTH, formats["text"])
        sheet.write_string(0, at, column.name, formats["required" if column.required else "optional"])
        sheet.write_comment(0, at, explained(file, column, label), {"x_scale": 2})
        choices = ",".join(column.choices)
        if choices and len(choices) <= LONGEST_LIST:
            # A warning, not a stop: what does not fit is told by the import, with all the rest.
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(1, at, LAST_ROW, at, rule)


def explained(file: File, column: Column, label: Label) -> str:
    """What a column is called, what it means and how it is written."""
    lines = [label(column.name, file.name), meaning(column.meaning), how_written(column)]
    if column.required:
        lines.append(gettext("required"))
    return "\n".join(filter(None, lines))


def how_written(column: Column) -> str:
    """The form of a cell, in a few words."""
    if column.choices:
        return " / ".join(column.choices)
    if column.target:
        return gettext("code of a row of %(file)s") % {"file": column.target}
    return {
        Kind.DATE: "YYYY-MM-DD",
        Kind.AMOUNT: "1200.50",
        Kind.INTEGER: "1",
        Kind.DEGREE: "-2 / -1 / 0 / 1 / 2",
    }.get(column.kind, "")
