"""Writes docs/import-format.md from the columns that `intake` declares: `make documents`."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renmai.config.settings")
django.setup()

from renmai.intake.bundle import FILES  # noqa: E402 the choices are those of the models
from renmai.intake.columns import Column, File, Kind  # noqa: E402

PAGE = Path(__file__).parent.parent / "docs" / "import-format.md"
FORMS = {
    Kind.CODE: "code",
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.AMOUNT: "amount ≥ 0",
    Kind.INTEGER: "whole number",
    Kind.DEGREE: "−2 … 2, blank: unknown",
    Kind.BOOLEAN: "yes / no",
}
INTRODUCTION = """\
# The bundle: what `renmai import` reads

A bundle is a folder, or a .zip, of UTF-8 CSV files with a header row, or an .xlsx with one sheet per file;
`renmai export` writes the same. Files and optional columns may be missing, unknown columns are reported and left alone.

- **Codes** are case-sensitive and unique within their file; other files refer to them. **Dates** are YYYY-MM-DD.
- **Amounts** take a decimal point, up to 18 digits before it and 4 behind. **Choices** are written exactly as below.
- Blanks around a cell are trimmed. A blank cell means what its column says, and *unknown* for degrees and votes.
- A row is the same row as before if its key is the same: a changed one updates, an equal one is left alone. Nothing is
  ever deleted. Of several rows with one key the last holds where the key is not a code.
- All or nothing: one wrong cell, and nothing is written. `--partial` imports the rows that are right and writes the
  others to a folder of the same shape, to correct and import.

Columns in **bold** must be filled. This page is generated from the columns themselves (`make documents`).
"""


def written() -> str:
    return "\n".join([INTRODUCTION, *(section(file) for file in FILES)])


def section(file: File) -> str:
    heading = f"## {file.csv_name}\n\n{file.meaning[0].upper()}{file.meaning[1:]}. Key: {', '.join(file.key)}.\n"
    rows = [f"| {name(column)} | {form(column)} | {column.meaning} |" for column in file.columns]
    return "\n".join([heading, "| column | form | meaning |", "|---|---|---|", *rows, ""])


def name(column: Column) -> str:
    return f"**{column.name}**" if column.required else column.name


def form(column: Column) -> str:
    if column.kind is Kind.CHOICE:
        return " / ".join(f"{choice} (default)" if choice == column.default else choice for choice in column.choices)
    if column.kind in (Kind.REFERENCE, Kind.REFERENCES):
        target = f"code in {column.target}" if column.target else "code"
        return f"{target}; several joined by `;`" if column.kind is Kind.REFERENCES else target
    return FORMS[column.kind]


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
