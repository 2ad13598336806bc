"""Writing down what may be lost: at once or not at all, so that no page waits for an import."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import IntegrityError, OperationalError, connection, transaction

HASTY: Final = "PRAGMA busy_timeout = 200"
"""Milliseconds: an import may hold SQLite's only writer's lock for minutes, a page does not wait for it."""
PATIENT: Final = "PRAGMA busy_timeout = 30000"
"""What every connection begins with (`config.env.database`)."""


def hastily(write: Callable[[], object]) -> None:
    """Write at once or not at all; what another page wrote first is kept.

    No context manager: where the lock is not to be had, its body could not be left out.
    """
    try:
        with _short_wait(), transaction.atomic():
            write()
    except IntegrityError:
        return  # the other page was quicker
    except OperationalError as error:
        if "locked" not in str(error):
            raise


@contextmanager
def _short_wait() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(HASTY)
        try:
            yield
        finally:
            cursor.execute(PATIENT)
