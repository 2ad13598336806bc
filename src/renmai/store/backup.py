"""The state of the database as a backup tells it: what it is, how far it is migrated, how much it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from renmai.domain.backup import Database
from renmai.store.facts import table_of
from renmai.store.models import Revision
from renmai.store.texts import every_model, rows_of

PASSING: Final = ("django_session", "usersessions_usersession", "django_tasks_db_dbtaskresult")
"""Tables whose rows belong to the running server alone: who is signed in now, and the queue of jobs."""

OURS: Final = "store_"
"""How the names of our own tables begin."""


def database() -> Database:
    return Database(connection.vendor)


def applied() -> tuple[str, ...]:
    """The migrations that were applied, by name."""
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def known() -> frozenset[str]:
    """The migrations that this version has."""
    nodes = MigrationLoader(None).disk_migrations or {}
    return frozenset(f"{app}.{name}" for app, name in nodes)


def is_behind() -> bool:
    """Whether migrations are waiting: reports can only be told of what this version understands."""
    return not known() <= set(applied())


def our_tables() -> list[str]:
    """The tables that are there and are ours, of another version too; somebody may have put others beside them."""
    ours = {MigrationRecorder.Migration._meta.db_table}  # noqa: SLF001 Django documents _meta
    ours |= {table_of(model) for model in apps.get_models(include_auto_created=True)}
    there = connection.introspection.table_names()
    return sorted(name for name in there if name in ours or name.startswith(OURS))


def last_revision() -> int:
    found: int | None = Revision.objects.aggregate(last=models.Max("number"))["last"]
    return found or 0


def counts() -> dict[str, int]:
    """Rows by table, of those that a backup holds."""
    there = set(connection.introspection.table_names()).difference(PASSING)
    found = (model for model in apps.get_models(include_auto_created=True) if table_of(model) in there)
    return {table_of(model): rows_of(model).count() for model in found}


def holds_data() -> bool:
    """Whether somebody wrote anything: a database that was only migrated holds nothing, nor does one without tables.

    One that does not answer may hold something.
    """
    try:
        there = set(connection.introspection.table_names())
        return any(table_of(model) in there and rows_of(model).exists() for model in every_model())
    except DatabaseError:
        return True


@contextmanager
def working_on(path: Path) -> Iterator[None]:
    """In the body this process works on another SQLite file; nobody else notices."""
    before = connection.settings_dict["NAME"]
    _point_at(str(path))
    try:
        yield
    finally:
        _point_at(before)


def _point_at(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def password_file(folder: Path) -> Path:
    """Where PostgreSQL's programs read the password: never on a command line, nor in their environment."""
    password = str(connection.settings_dict["PASSWORD"]).replace("\\", "\\\\").replace(":", "\\:")
    path = folder / "password"
    path.touch(0o600)
    path.write_text(f"*:*:*:*:{password}\n", encoding="utf-8")
    return path


def live_file() -> Path:
    """The file of the SQLite database that the settings name."""
    return Path(str(settings.DATABASES["default"]["NAME"]))
