"""The imported company that a load works on, in a database of its own that is thrown away."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from bench.dataset import Dataset
from bench.store import DATABASE, import_into
from bench.with_postgres import DEFAULT_SERVER, SERVER

SQLITE, POSTGRESQL = "sqlite", "postgresql"
KEPT: Final = "renmai_load_kept_{}"


@dataclass(frozen=True, slots=True)
class Company:
    """A data folder, and the address of a database; blank: SQLite in the folder."""

    folder: Path
    url: str


@contextmanager
def company(kind: str, data: Dataset, kept: Path | None) -> Iterator[Company]:
    """The data set imported by the command line. `kept` is a folder that spares a second import."""
    with TemporaryDirectory(prefix="renmai-load-") as name:
        if kind == POSTGRESQL:
            with _on_postgres(Path(name), data, keep=kept is not None) as found:
                yield found
        else:
            yield _on_sqlite(Path(name), data, kept)


def _on_sqlite(folder: Path, data: Dataset, kept: Path | None) -> Company:
    source = kept / str(data.size) if kept else folder / "imported"
    if not (source / DATABASE).exists():
        import_into(source, data)
    copyfile(source / DATABASE, folder / DATABASE)
    return Company(folder, "")


@contextmanager
def _on_postgres(folder: Path, data: Dataset, *, keep: bool) -> Iterator[Company]:
    """In a copy of a database that stays where it is to be kept, else in one that is imported into."""
    server, name = os.environ.get(SERVER, DEFAULT_SERVER), f"renmai_load_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as admin:
        if keep:
            _keep(admin, server, folder, data)
            _create(admin, name, template=KEPT.format(data.size))
        else:
            _create(admin, name)
            import_into(folder, data, _address(server, name))
        try:
            yield Company(folder, _address(server, name))
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _keep(admin: psycopg.Connection, server: str, folder: Path, data: Dataset) -> None:
    name = KEPT.format(data.size)
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        _create(admin, name)
        import_into(folder, data, _address(server, name))


def _create(admin: psycopg.Connection, name: str, template: str = "template0") -> None:
    # Another collation or encoding would order and compare otherwise than a database that operators create.
    made = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE {}")
    admin.execute(made.format(sql.Identifier(name), sql.Identifier(template)))


def _address(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()
