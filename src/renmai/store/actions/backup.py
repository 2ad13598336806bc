"""Copying the whole database while others write: what is copied is as of one moment (docs/adr/0027)."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.backup import PASSING, password_file, working_on


@contextmanager
def copied(path: Path) -> Iterator[None]:
    """Copy the database to `path`; in the body this process reads what was copied, and nothing later.

    The rows of `PASSING` are left out: a session is a key to an account. Raises `RenmaiError` where PostgreSQL's
    programs are missing or refuse.
    """
    path.touch(0o600)
    if connection.vendor == "postgresql":
        with _one_snapshot() as snapshot:
            _dump(path, snapshot)
            yield
    else:
        _copy(path)
        with working_on(path):
            yield
        _as_one_file(path)


def _copy(path: Path) -> None:
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(sqlite3.connect(path)) as copy, copy:
        connection.connection.backup(copy)
        # What was deleted would else stay in the file.
        copy.execute("PRAGMA secure_delete = ON")
        there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in there.intersection(PASSING):
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 a name of ours
    _as_one_file(path)


def _as_one_file(path: Path) -> None:
    """Without the files that SQLite keeps beside it while it is at work."""
    with connection.wrap_database_errors, closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _one_snapshot() -> Iterator[str]:
    """A transaction that sees one moment, which `pg_dump` may look at too: its name."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (name,) = cursor.fetchone()
        yield str(name)


def _dump(path: Path, snapshot: str) -> None:
    left_out = [f"--exclude-table-data={table}" for table in PASSING]
    whole = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    run_program(["pg_dump", *whole, *left_out, f"--file={path}"], path.parent)


def run_program(command: list[str], folder: Path) -> None:
    """Run one of PostgreSQL's programs on our database. Raises `RenmaiError` if it is not there, or refuses."""
    with program_environment(folder) as environment:
        done = subprocess.run(  # noqa: S603 a command of ours
            [program(command[0]), *command[1:]], env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise RenmaiError(ErrorCode.PROGRAM_FAILED, program=command[0], reason=_last_line(done.stderr))


def program(name: str) -> str:
    """Where the program is. Raises `RenmaiError(PROGRAM_MISSING)`."""
    found = shutil.which(name)
    if found is None:
        raise RenmaiError(ErrorCode.PROGRAM_MISSING, program=name)
    return found


@contextmanager
def program_environment(folder: Path) -> Iterator[dict[str, str]]:
    """The environment that leads a program to our database; the password lies in a file while it runs."""
    told = connection.settings_dict
    named = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGDATABASE": told["NAME"]}
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "RENMAI_"))}
    secret = password_file(folder)
    try:
        yield {**quiet, **{name: str(value) for name, value in named.items() if value}, "PGPASSFILE": str(secret)}
    finally:
        secret.unlink()


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
