"""A backup: the whole database with its manifest in one file (docs/adr/0027)."""

import hashlib
import os
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from renmai import __version__
from renmai.domain.backup import Database, Manifest
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.backup import DATABASE, MANIFEST
from renmai.refresh.fingerprint import fingerprints
from renmai.store import backup as state
from renmai.store.actions.backup import copied
from renmai.store.scratch import scratch
from renmai.store.second_step import key_of_second_step


def write_backup(path: Path, *, today: date, now: datetime) -> Manifest:
    """Write the database to `path`, for its owner's eyes only; the file appears when it is complete and on disk.

    Nothing is written to the database, and nobody who writes has to wait. Raises `RenmaiError`: ALREADY_THERE if
    something is at `path`, or for what keeps PostgreSQL's own programs from working.
    """
    if path.exists():
        raise RenmaiError(ErrorCode.ALREADY_THERE, path=str(path))
    with scratch(path.parent) as folder:
        copy, packed = folder / DATABASE, folder / "packed"
        with copied(copy):
            told = _manifest(today, now)
        manifest = Manifest(**told, size=copy.stat().st_size, checksum=checksum(copy))
        _pack(packed, copy, manifest)
        _keep(packed, path)
    return manifest


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(today: date, now: datetime) -> dict[str, Any]:
    """All but the copy's size and checksum, as of the moment that was copied."""
    return {
        "version": __version__,
        "database": state.database(),
        "made_at": now,
        "day": today,
        "revision": state.last_revision(),
        "migrations": state.applied(),
        "counts": state.counts(),
        "reports": {} if state.is_behind() else fingerprints(today),
        "second_step": key_of_second_step(),
    }


def _pack(packed: Path, copy: Path, manifest: Manifest) -> None:
    packed.touch(0o600)
    # PostgreSQL's own copy is compressed already.
    method = zipfile.ZIP_STORED if manifest.database is Database.POSTGRESQL else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(packed, "w", method, compresslevel=1) as archive:
        archive.write(copy, DATABASE)
        archive.writestr(MANIFEST, manifest.as_json())


def _keep(packed: Path, path: Path) -> None:
    """The last step: all of it is on disk before it has its name."""
    with packed.open("rb") as file:
        os.fsync(file.fileno())
    packed.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
