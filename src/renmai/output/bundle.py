"""The whole database as a bundle: folder, .zip or .xlsx (spec 2)."""

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import xlsxwriter

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import FILES
from renmai.intake.cells import csv_line, escape
from renmai.intake.columns import File
from renmai.store import facts
from renmai.store.actions.exports import record_export
from renmai.store.actions.look import record_bundle_looks
from renmai.store.snapshot import one_moment

Progress = Callable[[str, int], None]
Counts = dict[str, int]
Lines = Iterator[list[str]]

EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The age of everything in a packed bundle: the same facts give the same bytes."""
SHOWN_EVERY: Final = 5000


def write_bundle(path: Path, *, actor: str, now: datetime, progress: Progress) -> Counts:
    """Write every fact to `path`, sorted by key, and give the rows by file.

    The form follows the ending: .zip, .xlsx, else a folder. The bundle appears when it is
    complete. Every export is in the audit trail. Raises `RenmaiError`: ALREADY_THERE if something
    is at `path`, DOES_NOT_FIT for facts that an .xlsx cannot hold.
    """
    write = {".zip": _write_archive, ".xlsx": _write_workbook}.get(path.suffix.lower(), _write_folder)
    with unfinished(path) as place:
        record_export(path.name, actor, now)
        record_bundle_looks(actor, now.date())
        with one_moment():
            return write(place, progress)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A place beside `path`, which becomes `path` when the body is done."""
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise RenmaiError(ErrorCode.ALREADY_THERE, path=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    place = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        yield place
        if path.is_dir():
            path.rmdir()
        place.rename(path)
    finally:
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)


def _files() -> list[File]:
    """Those that are written, in declared order."""
    return [file for file in FILES if not (file.sparse and facts.is_empty(file.name))]


def _lines(file: File, progress: Progress) -> Lines:
    """Header and rows as they are written: what a spreadsheet would run is escaped."""
    columns = [column for column in file.columns if not column.sparse or facts.holds(file.name, column.name)]
    names = [column.name for column in columns]
    yield names
    texts = [column.kind.is_text for column in columns]
    rows = 0
    for rows, stored in enumerate(facts.rows(file.name, names, order=file.key), start=1):
        yield [escape(cell) if text else cell for cell, text in zip(stored.cells, texts, strict=True)]
        if rows % SHOWN_EVERY == 0:
            progress(file.csv_name, rows)
    progress(file.csv_name, rows)


def _write_folder(path: Path, progress: Progress) -> Counts:
    path.mkdir()
    counts = {}
    for file in _files():
        with (path / file.csv_name).open("w", encoding="utf-8", newline="") as out:
            counts[file.csv_name] = _write_csv(out, file, progress)
    return counts


def _write_archive(path: Path, progress: Progress) -> Counts:
    counts = {}
    with zipfile.ZipFile(path, "w") as archive:
        for file in _files():
            member = zipfile.ZipInfo(file.csv_name, EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as out:
                counts[file.csv_name] = _write_csv(out, file, progress)
    return counts


def _write_csv(out: IO[str], file: File, progress: Progress) -> int:
    written = -1
    for line in _lines(file, progress):
        out.write(csv_line(line))
        written += 1
    return written


def _write_workbook(path: Path, progress: Progress) -> Counts:
    counts = {}
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"created": EPOCH})
        for file in _files():
            counts[file.csv_name] = _write_sheet(book.add_worksheet(file.name), file, progress)
    return counts


def _write_sheet(sheet: "xlsxwriter.worksheet.Worksheet", file: File, progress: Progress) -> int:
    written = -1
    for row, line in enumerate(_lines(file, progress)):
        for column, text in enumerate(line):
            # The writer takes such a text for markup of its own.
            markup = text.startswith("<r>") and text.endswith("</r>")
            if markup or sheet.write_string(row, column, text) != 0:
                raise RenmaiError(ErrorCode.DOES_NOT_FIT, file=file.csv_name)
        written = row
    return written
