"""Rejected rows as they were found, with reasons, in files to be corrected and imported (spec 2)."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.issues import Problem
from renmai.intake.cells import csv_line, escape, is_formula
from renmai.intake.sheets import Sheet
from renmai.intake.table import Table, is_filled

PROBLEMS: Final = "problems"
"""The column with the reasons. On the way in it is a column too many, noticed as such."""


@dataclass(frozen=True, slots=True)
class Rejects:
    """Where rejected rows go, a folder of its own, and the sentence for each problem."""

    folder: Path
    explain: Callable[[Problem], str]

    def refuse_existing(self) -> None:
        """Raises `RenmaiError(ALREADY_THERE)`: earlier rejected rows are never written over."""
        if self.folder.exists() and not (self.folder.is_dir() and not any(self.folder.iterdir())):
            raise RenmaiError(ErrorCode.ALREADY_THERE, path=str(self.folder))

    def write_rows(self, table: Table, sheet: Sheet, reasons: Mapping[int | None, list[Problem]]) -> None:
        """The rejected rows of the table in the layout they came in, reasons in front."""
        wanted = {table.lines[position] for position in table.rejected}
        lines = filter(is_filled, sheet.lines())
        header_line, header = next(lines)
        kept = [at for at, name in enumerate(header) if name.strip() != PROBLEMS]
        numbers = _number_columns(table, header)
        # A byte order mark: these files are corrected in spreadsheets, which need it.
        with self._path(table).open("w", encoding="utf-8-sig", newline="") as out:
            out.write(csv_line([PROBLEMS, *(header[at] for at in kept)]))
            for line, cells in lines:
                if line in wanted:
                    why = reasons.get(line) or reasons.get(header_line, [])
                    shape = [*kept, *range(len(header), len(cells))]
                    texts = (_harmless(cells[at], at in numbers) for at in shape if at < len(cells))
                    out.write(csv_line([" ".join(dict.fromkeys(map(self.explain, why))), *texts]))

    def copy(self, table: Table, sheet: Sheet) -> None:
        """A file that could not be read goes back as it is."""
        if sheet.raw is not None:
            with sheet.raw() as found, self._path(table).open("wb") as out:
                shutil.copyfileobj(found, out)

    def _path(self, table: Table) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / table.file.csv_name


def _number_columns(table: Table, header: list[str]) -> set[int]:
    numbers = {column.name for column in table.file.columns if not column.kind.is_text}
    return {at for at, name in enumerate(header) if name.strip() in numbers}


def _harmless(text: str, number: bool) -> str:
    return escape(text.strip()) if not number and is_formula(text.strip()) else text
