"""One state of the database for several reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from psycopg.pq import TransactionStatus

from renmai.store.replicas import reading_from


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read in the body is as of one moment, and nobody who writes has to wait; one may lie in another."""
    connection = connections[reading_from()]
    if _is_within(connection):
        yield
        return
    # Django's own transactions are IMMEDIATE on SQLite, which would lock writers out.
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ" if postgresql else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def only_looking() -> Iterator[None]:
    """As `one_moment`, and the database itself refuses whatever would write."""
    connection = connections[reading_from()]
    if _is_within(connection):
        yield
        return
    sqlite = connection.vendor == "sqlite"
    with one_moment(), connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON" if sqlite else "SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if sqlite:
                cursor.execute("PRAGMA query_only = OFF")


def _is_within(connection: Any) -> bool:
    """Whether a transaction is open, of Django's or of ours."""
    if connection.in_atomic_block:
        return True
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        return bool(connection.connection.info.transaction_status != TransactionStatus.IDLE)
    return bool(connection.connection.in_transaction)
