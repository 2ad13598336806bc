"""Many rows of one table at once, past the ORM: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from django.db import connection

Value = str | int | bool | None
Values = Sequence[Value]

CHUNK: Final = 5000


class Bulk:
    """Writes rows of one table with primary keys chosen by the caller, who holds the write lock."""

    def __init__(self, table: str) -> None:
        self.table = table
        self._quoted = connection.ops.quote_name(table)

    def next_pk(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {self._quoted}")  # noqa: S608 a name of ours
            (pk,) = cursor.fetchone()
        return int(pk)

    def insert(self, columns: Sequence[str], rows: Iterable[Values], progress: Callable[[int], None]) -> None:
        """Insert rows, `id` first; `progress` gets the number inserted so far."""
        names = ", ".join(map(connection.ops.quote_name, columns))
        done = 0
        for chunk in _chunks(rows):
            if connection.vendor == "postgresql":
                self._copy(names, chunk)
            else:
                places = ", ".join(["%s"] * len(columns))
                self._execute_many(f"INSERT INTO {self._quoted} ({names}) VALUES ({places})", chunk)  # noqa: S608
            done += len(chunk)
            progress(done)
        if done and connection.vendor == "postgresql":
            self._advance_sequence()

    def update(self, columns: Sequence[str], rows: Iterable[Values]) -> None:
        """Set the columns of existing rows; each row ends with its primary key."""
        places = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in columns)
        for chunk in _chunks(rows):
            self._execute_many(f"UPDATE {self._quoted} SET {places} WHERE id = %s", chunk)  # noqa: S608

    def delete(self, column: str, values: Iterable[int]) -> None:
        name = connection.ops.quote_name(column)
        for chunk in _chunks([value] for value in values):
            self._execute_many(f"DELETE FROM {self._quoted} WHERE {name} = %s", chunk)  # noqa: S608

    def _execute_many(self, sql: str, rows: list[Values]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)

    def _copy(self, names: str, rows: list[Values]) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {self._quoted} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _advance_sequence(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT MAX(id) FROM {self._quoted}))",  # noqa: S608
                [self._quoted],
            )


def _chunks(rows: Iterable[Values]) -> Iterator[list[Values]]:
    found = iter(rows)
    while chunk := list(islice(found, CHUNK)):
        yield chunk
