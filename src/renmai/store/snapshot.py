"""One state of the database for several reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read in the body is as of one moment, and nobody who writes has to wait."""
    if connection.in_atomic_block:
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
