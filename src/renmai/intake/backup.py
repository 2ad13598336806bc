"""Reading a backup, and refusing what is none: nothing of it is trusted before all of it has been looked at."""

import errno
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from renmai import __version__
from renmai.domain.backup import FORMAT, Database, Manifest, format_of, read_manifest
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.scratch import scratch

DATABASE: Final = "database"
MANIFEST: Final = "manifest.json"
LONGEST_MANIFEST: Final = 1 << 20
BEGINS: Final = b"PK\x03\x04"
"""As every zip with something in it."""
CHUNK: Final = 1 << 20
UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, OverflowError, ValueError)
"""A flipped bit may make anything of an archive: encrypted, packed in another way, longer than a file can be."""


def manifest_of(path: Path) -> Manifest:
    """What the backup says of itself. Raises `RenmaiError`: NOT_A_BACKUP, BACKUP_DAMAGED, BACKUP_NEWER; `OSError`."""
    with _opened(path) as archive:
        text = archive.read(MANIFEST)[:LONGEST_MANIFEST].decode("utf-8")
        if format_of(text) > FORMAT:
            raise RenmaiError(ErrorCode.BACKUP_NEWER, path=str(path), theirs="?", ours=__version__)
        return read_manifest(text)


def require_fitting(path: Path, manifest: Manifest, database: Database, known: Collection[str]) -> None:
    """Raise `RenmaiError` for a backup of the other database, or of a later version than this one."""
    if manifest.is_newer_than(__version__, known):
        raise RenmaiError(ErrorCode.BACKUP_NEWER, path=str(path), theirs=manifest.version, ours=__version__)
    if manifest.database is not database:
        names = {Database.SQLITE: "SQLite", Database.POSTGRESQL: "PostgreSQL"}
        theirs, ours = names[manifest.database], names[database]
        raise RenmaiError(ErrorCode.BACKUP_OTHER_DATABASE, path=str(path), theirs=theirs, ours=ours)


@contextmanager
def unpacked(path: Path, manifest: Manifest, beside: Path) -> Iterator[Path]:
    """The copy of the database, in a folder in `beside` that goes again. Raises `RenmaiError(BACKUP_DAMAGED)`."""
    with scratch(beside) as folder:
        copy = folder / path.name
        copy.touch(0o600)
        with _opened(path) as archive, archive.open(DATABASE) as packed, copy.open("wb") as out:
            found = _unpack(packed, out, manifest.size)
        if found != (manifest.size, manifest.checksum):
            raise RenmaiError(ErrorCode.BACKUP_DAMAGED, path=str(path), reason="SHA-256")
        yield copy


def _unpack(packed: IO[bytes], out: IO[bytes], most: int) -> tuple[int, str]:
    """Bytes and checksum of what was unpacked: at most a chunk more than there should be."""
    size, digest = 0, hashlib.sha256()
    while size <= most and (chunk := packed.read(CHUNK)):
        out.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever cannot be read in the body is told as damage."""
    with path.open("rb") as file:
        if file.read(4) != BEGINS:
            raise RenmaiError(ErrorCode.NOT_A_BACKUP, path=str(path))
    try:
        with zipfile.ZipFile(path) as archive:
            if not {DATABASE, MANIFEST} <= set(archive.namelist()):
                raise RenmaiError(ErrorCode.NOT_A_BACKUP, path=str(path))
            yield archive
    except (*UNREADABLE, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise  # a full disk, say; a place before the file's beginning is damage
        raise RenmaiError(ErrorCode.BACKUP_DAMAGED, path=str(path), reason=str(error)) from error
