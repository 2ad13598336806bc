"""A whole bundle into a database and out again: what was accepted gives the same bundle."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.core.management import call_command
from django.db import transaction

from renmai.domain.errors import RenmaiError
from renmai.intake.bundle import FILES
from renmai.intake.importing import Counts, ImportStatus, import_bundle
from renmai.intake.rejects import Rejects
from renmai.output.bundle import write_bundle

NOW: Final = datetime(2026, 9, 30, 12, tzinfo=UTC)
BETWEEN: Final = b"\n--\n"
"""Stands between two files; the first byte of each says which it is."""


def empty_database() -> None:
    """Tables for facts."""
    call_command("migrate", verbosity=0)


def whole_import(data: bytes) -> None:
    """Files of a bundle, good rows and bad: the good ones, exported, come in again and change nothing."""
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        _in_and_out(Path(folder), data)
        transaction.set_rollback(True)


def _in_and_out(folder: Path, data: bytes) -> None:
    (folder / "in").mkdir()
    for part in data.split(BETWEEN):
        if part:
            (folder / "in" / FILES[part[0] % len(FILES)].csv_name).write_bytes(part[1:])
    rejects = Rejects(folder / "rejected", lambda problem: problem.kind.value)
    try:
        import_bundle(folder / "in", actor="fuzz", now=NOW, partial=rejects)
    except RenmaiError:
        return
    write_bundle(folder / "out", actor="fuzz", now=NOW, progress=lambda _name, _rows: None)
    again = import_bundle(folder / "out", actor="fuzz", now=NOW)
    assert again.status is ImportStatus.IMPORTED, again.problems
    moved = {
        name: counts for name, counts in again.counts.items() if counts != Counts(counts.read, unchanged=counts.read)
    }
    assert moved == {}, moved
