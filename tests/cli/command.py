"""Running `renmai` as people do: a process of its own, on a database of its own."""

import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

SQLITE = "renmai.sqlite3"
SHARED = Path(__file__).parents[3] / "shared" / "data"


class Renmai:
    """One installation: a data folder and a database, of the kind that the tests run on."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url

    def environment(self, language: str = "en") -> dict[str, str]:
        quiet = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "RENMAI_"))}
        own = {"RENMAI_DATA_DIR": str(self.folder), "RENMAI_DATABASE_URL": self.url, "LANG": f"{language}.UTF-8"}
        return {**quiet, **own}

    def start(self, *arguments: object, language: str = "en") -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "renmai.cli.main", *map(str, arguments)]
        return subprocess.Popen(
            command,
            env=self.environment(language),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: object, language: str = "en") -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        with self.start(*arguments, language=language) as process:
            output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors


@contextmanager
def installation(folder: Path, like: Renmai | None = None) -> Iterator[Renmai]:
    """One of its own in an empty folder; its database is empty, or begins as that of another one."""
    database = {name: str(value or "") for name, value in settings.DATABASES["default"].items()}
    if "postgresql" not in database["ENGINE"]:
        if like:
            _copy(like.folder / SQLITE, folder / SQLITE)
        yield Renmai(folder, f"sqlite:///{folder / SQLITE}")
        return
    server = f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}"
    name = f"renmai_cli_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", password=database["PASSWORD"] or None, autocommit=True) as connection:
        template = like.url.rpartition("/")[2] if like else "template1"
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield Renmai(folder, f"{server}/{name}")
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as made, closing(sqlite3.connect(target)) as new:
        made.backup(new)
