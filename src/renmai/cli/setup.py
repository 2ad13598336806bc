"""What every command needs first: settings, the user's language, a database that is up to date."""

import fcntl
import gettext
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from psycopg.errors import LockNotAvailable

from renmai.wording.compile import PACKAGE, compile_stale

DEFAULT_LANGUAGE: Final = "zh-hans"
LANGUAGES: Final = (DEFAULT_LANGUAGE, "zh-hant", "en")
_TRADITIONAL: Final = ("tw", "hk", "mo", "hant")
_LOCK: Final = 0x52454E53
LOCK_TIMEOUT: Final = "3s"
"""How long a migration waits for a table on PostgreSQL: whoever comes after it waits behind it."""
TRIES: Final = 10
PAUSE: Final = 5.0
"""Seconds in which those who waited behind it are served, before the next try."""


def language_of(environment: Mapping[str, str]) -> str:
    """The language of LC_ALL, LC_MESSAGES or LANG; nothing set: simplified Chinese; any other: English."""
    values = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, values), "C").split(".")[0].lower().replace("-", "_")
    if name in ("c", "posix"):
        return DEFAULT_LANGUAGE
    language, *rest = name.split("_")
    if language == "zh":
        return "zh-hant" if any(part in _TRADITIONAL for part in rest) else DEFAULT_LANGUAGE
    return "en"


def start(language: str) -> None:
    """Set up Django and speak `language`; translations that changed are compiled first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renmai.config.settings")
    compile_stale()
    django.setup()
    translation.activate(language)
    # argparse asks the standard gettext for its own sentences.
    os.environ["LANGUAGE"] = translation.to_locale(language)
    gettext.bindtextdomain("django", PACKAGE / "wording" / "locale")
    gettext.textdomain("django")


def ready_database() -> None:
    """Create or migrate the database (spec 2); two commands at once take turns.

    Raises `OperationalError` if somebody holds on to a table that a migration needs; what was migrated stays.
    """
    if _is_behind():
        with _alone():
            _migrate()


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    for left in reversed(range(TRIES)):
        try:
            with _impatient():
                call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            if not left or not isinstance(error.__cause__, LockNotAvailable):
                raise
            time.sleep(PAUSE)
        else:
            return


@contextmanager
def _impatient() -> Iterator[None]:
    """Waits for no table longer than `LOCK_TIMEOUT`; SQLite has a timeout of its own."""
    if connection.vendor != "postgresql":
        yield
        return
    _set_lock_timeout(LOCK_TIMEOUT)
    try:
        yield
    finally:
        _set_lock_timeout("0")


def _set_lock_timeout(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [value])


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with (settings.DATA_DIR / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
