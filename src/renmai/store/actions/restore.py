"""Putting a copy of the database in the place of the one that is there: all of it or nothing (docs/adr/0027).

`restored` shows what would be there while it can still be given up. On SQLite that is a file beside the database,
which takes its place in one transaction; on PostgreSQL it is a transaction of its own.
"""

import os
import re
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, transaction
from django_tasks_db.models import DBTaskResult
from psycopg.errors import LockNotAvailable

from renmai.domain.backup import Manifest
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.backup import program
from renmai.store.actions.revision import recording, take_turn
from renmai.store.backup import live_file, our_tables, working_on
from renmai.store.models import Job
from renmai.store.models.job import JobState
from renmai.store.second_step import cipher, key_of_second_step

FILE: Final = "restore"
"""Where the trail tells that a backup was brought back."""
TRIES: Final = 240
PAUSE: Final = 0.25
"""Seconds between two looks at a database that others are busy with."""
LOCK_TIMEOUT: Final = "200ms"
"""Shorter than the second after which PostgreSQL looks for a deadlock: whoever reads is not thrown out, we let go."""
SECTIONS: Final = ("pre-data", "data", "post-data")
COPY: Final = re.compile(rb"COPY .* FROM stdin;\n")
COPY_ENDS: Final = b"\\.\n"
DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def restored(copy: Path) -> Iterator[None]:
    """In the body the database holds what `copy` does; when it ends that is kept, if it raises all is as it was.

    Raises `RenmaiError`: BACKUP_DAMAGED for a copy that is none, DATABASE_BUSY.
    """
    if connection.vendor == "postgresql":
        with _in_one_transaction(copy):
            yield
        connection.close()
    else:
        _require_sound(copy)
        with working_on(copy):
            yield
        _take_place(copy, live_file())
        connection.close()


def _require_sound(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as found:
            said = [line for (line,) in found.execute("PRAGMA integrity_check(1)")]
    except sqlite3.DatabaseError as error:
        raise RenmaiError(ErrorCode.BACKUP_DAMAGED, path=copy.name, reason=str(error)) from error
    if said != ["ok"]:
        raise RenmaiError(ErrorCode.BACKUP_DAMAGED, path=copy.name, reason=said[0])


def _take_place(copy: Path, live: Path) -> None:
    """One transaction of SQLite's own: whoever reads sees either what was there or all of the copy.

    The file stays the same, so that no process goes on with one that nobody sees any more.
    """
    try:
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(live, timeout=0)) as target:
            source.backup(target, progress=_Patience(TRIES))
            target.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in DAMAGED:
            raise OperationalError(*error.args) from error
        _put_aside(copy, live)


class _Patience:
    """Gives up when somebody else writes for too long; SQLite's own way is to wait for ever."""

    def __init__(self, tries: int) -> None:
        self.left = tries

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        self.left -= status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if self.left < 0:
            raise RenmaiError(ErrorCode.DATABASE_BUSY)


def _put_aside(copy: Path, live: Path) -> None:
    """What is there is no database any more: it is kept beside, and the copy gets its name."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as source:
        source.execute("PRAGMA journal_mode = DELETE")
    aside = live.with_name(f"{live.name}.damaged")
    aside.unlink(missing_ok=True)
    os.link(live, aside)
    for ending in ("-wal", "-shm"):
        live.with_name(live.name + ending).unlink(missing_ok=True)
    copy.replace(live)


@contextmanager
def _in_one_transaction(copy: Path) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        take_turn()
        # What is loaded is checked as it comes: migrations cannot alter a table that waits to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        tables = our_tables()
        _lock_out(cursor, tables)
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        for section in SECTIONS:
            with _statements_of(copy, section) as lines:
                _run(cursor, lines)
        # The copy's own statements begin by setting it to nothing.
        cursor.execute("RESET search_path")
        ContentType.objects.clear_cache()
        yield


def _lock_out(cursor: Any, tables: list[str]) -> None:
    """Hold all tables alone. Readers hold some and wait for others, in any order: all are let go, and tried again.

    Raises `RenmaiError(DATABASE_BUSY)`.
    """
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                _lock(cursor, tables)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            time.sleep(PAUSE)
        else:
            return
    raise RenmaiError(ErrorCode.DATABASE_BUSY)


def _lock(cursor: Any, tables: list[str]) -> None:
    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
    for table in tables:
        cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN ACCESS EXCLUSIVE MODE")
    cursor.execute("SELECT set_config('lock_timeout', '0', true)")


@contextmanager
def _statements_of(copy: Path, section: str) -> Iterator[IO[bytes]]:
    """The copy as statements. Nothing but the file is read: no connection, no password."""
    command = [program("pg_restore"), f"--section={section}", "--no-owner", "--no-privileges", "--file=-", str(copy)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 ours
        assert process.stdout is not None  # noqa: S101 asked for
        assert process.stderr is not None  # noqa: S101
        yield process.stdout
        said = process.stderr.read().decode(errors="replace").strip()
        if process.wait():
            raise RenmaiError(ErrorCode.BACKUP_DAMAGED, path=copy.name, reason=said.splitlines()[-1] if said else "")


def _run(cursor: Any, lines: Iterable[bytes]) -> None:
    """Statements run as a whole, rows are copied; what only `psql` understands is left out."""
    statements: list[bytes] = []
    found = iter(lines)
    for line in found:
        if COPY.fullmatch(line):
            _run_all(cursor, statements)
            with cursor.copy(line.decode()) as rows:
                for row in iter(found.__next__, COPY_ENDS):
                    rows.write(row)
        elif not line.startswith((b"\\", b"--")):
            statements.append(line)
    _run_all(cursor, statements)


def _run_all(cursor: Any, statements: list[bytes]) -> None:
    text = b"".join(statements).decode().strip()
    statements.clear()
    if text:
        cursor.execute(text)


def settle(manifest: Manifest, *, actor: str, now: datetime) -> None:
    """What a database that was brought back needs: nobody is at its jobs, and its second steps open with our key.

    The trail says that it was brought back, and every process loads everything anew.
    """
    with recording("restore", actor, now) as record:
        DBTaskResult.objects.all().delete()
        begun = Job.objects.filter(state__in=(JobState.WAITING, JobState.RUNNING))
        begun.update(state=JobState.INTERRUPTED, finished_at=now)
        if manifest.second_step != key_of_second_step():
            _encrypt_anew(manifest.second_step)
        record.everything = record.structure = True
        made = manifest.made_at.isoformat(timespec="seconds")
        record.audit(FILE, [made], None, {"rows": str(sum(manifest.counts.values()))})


def _encrypt_anew(key: str) -> None:
    """Secrets of second steps, from another server's key to ours; one that does not open stays as it is."""
    theirs, ours = cipher(key), cipher()

    def anew(secret: str) -> str:
        return ours.encrypt(theirs.decrypt(secret.encode())).decode()

    for one in Authenticator.objects.all():
        try:
            one.data = {name: _changed(anew, value) for name, value in one.data.items()}
        except InvalidToken:
            continue
        one.save(update_fields=["data"])


def _changed(anew: Any, value: Any) -> Any:
    match value:
        case str():
            return anew(value)
        case list():
            return [_changed(anew, one) for one in value]
        case _:
            return value
