"""A migration waits for its turn, and lets nobody wait long behind it."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from renmai.cli import setup

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite locks no tables"),
]


@pytest.fixture
def reader() -> Iterator[psycopg.Connection]:
    """Somebody whose long question holds on to the customers' table."""
    given = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{name: given[name] for name in names if given.get(name)}) as other:
        other.execute("SELECT count(*) FROM store_customer")
        yield other


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A migration that needs this table for itself; what each try found."""
    made: list[str] = []

    def migrate(*_: object, **__: object) -> None:
        made.append("had to wait")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE store_customer IN ACCESS EXCLUSIVE MODE")
        made[-1] = "done"

    monkeypatch.setattr(setup, "call_command", migrate)
    monkeypatch.setattr(setup, "_is_behind", lambda: True)
    monkeypatch.setattr(setup, "LOCK_TIMEOUT", "50ms")
    monkeypatch.setattr(setup, "TRIES", 3)
    monkeypatch.setattr(setup, "PAUSE", 0.0)
    return made


def lock_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return str(cursor.fetchone()[0])


def is_somebody_elses_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE locktype = 'advisory' AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def test_migration_gives_up_where_somebody_holds_a_table(reader: psycopg.Connection, tries: list[str]) -> None:
    with pytest.raises(OperationalError, match="lock timeout"):
        setup.ready_database()
    assert tries == ["had to wait"] * 3
    assert lock_timeout() == "0"
    assert not is_somebody_elses_turn()


def test_migration_goes_on_once_the_table_is_free(
    reader: psycopg.Connection, tries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("renmai.cli.setup.time.sleep", lambda _: reader.rollback())
    setup.ready_database()
    assert tries == ["had to wait", "done"]


def test_migration_that_breaks_is_not_tried_again(tries: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        tries.append("broken")
        raise OperationalError("disk full")

    monkeypatch.setattr(setup, "call_command", broken)
    with pytest.raises(OperationalError, match="disk full"):
        setup.ready_database()
    assert tries == ["broken"]
    assert not is_somebody_elses_turn()
