"""DuckDB: one machine, in this process; what does not fit into its memory goes to disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb
import ibis.expr.types as ir

from renmai.analytics.portable.engines import Row, failed, sql_of
from renmai.analytics.portable.schema import SCHEMAS
from renmai.domain.errors import ErrorCode, RenmaiError

MEMORY: Final = "--memory"


@dataclass(frozen=True, slots=True)
class DuckDB:
    """One connection; expressions are compiled by Ibis and run by DuckDB itself."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, expression: ir.Table) -> list[Row]:
        answer = self.connection.execute(sql_of(expression, "duckdb"))
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


@contextmanager
def duckdb_on(folder: Path, memory: str = "") -> Iterator[DuckDB]:
    """Over an export. `memory` bounds what DuckDB holds, such as `2GB`; blank: DuckDB's own bound.

    What does not fit lies in a folder of its own below `TMPDIR` until the body is done.
    Raises `RenmaiError` for a bound that is none, and for whatever DuckDB fails at within the body.
    """
    with TemporaryDirectory(prefix="renmai-duckdb-") as spill, duckdb.connect() as connection:
        connection.execute("SET temp_directory = ?", [spill])
        if memory:
            _bound(connection, memory)
        try:
            view_parquet(connection, folder)
            yield DuckDB(connection)
        except duckdb.Error as error:
            raise failed("DuckDB", error) from error


def view_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """`FILE.parquet` of every table, by its name."""
    for file in SCHEMAS:
        connection.read_parquet(str(folder / f"{file}.parquet")).create_view(file)


def _bound(connection: duckdb.DuckDBPyConnection, memory: str) -> None:
    try:
        connection.execute("SET memory_limit = ?", [memory])
    except duckdb.Error:
        raise RenmaiError(ErrorCode.BAD_VALUE, name=MEMORY, value=memory) from None
    # Rows in their order would have to be kept until the last is known; nothing here depends on it.
    connection.execute("SET preserve_insertion_order = false")
