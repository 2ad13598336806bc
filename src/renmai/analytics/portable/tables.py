"""The stored facts as table expressions, and the engine that answers them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from renmai.analytics.portable.schema import KEYS, SCHEMAS
from renmai.domain.policy import POLICY, Policy

# Engines fuse selects themselves; done here as well it more than doubles the time to compile.
ibis.options.sql.fuse_selects = False

Row = dict[str, Any]
"""An engine's row by column; its types are those of the expression asked."""

Bundle = Mapping[str, Iterable[Mapping[str, object]]]
"""File name without ending -> rows by column; dates, integers, decimals, None for a blank."""


class Engine(Protocol):
    """Whatever holds tables of the names and columns in `SCHEMAS`."""

    def rows(self, expression: ir.Table) -> list[Row]:
        """All rows of the expression, in no order."""
        ...


@dataclass(frozen=True, slots=True)
class DuckDB:
    """One connection; expressions are compiled by Ibis and run by DuckDB itself."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, expression: ir.Table) -> list[Row]:
        answer = self.connection.execute(str(ibis.to_sql(expression, dialect="duckdb", pretty=False)))
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


@dataclass(frozen=True, slots=True)
class Tables:
    """One table expression per bundle file, bound to an engine only when rows are asked for.

    `policy` is read with them: a bundle holds none.
    """

    engine: Engine
    teams: ir.Table
    employees: ir.Table
    competitors: ir.Table
    customers: ir.Table
    ownerships: ir.Table
    account_team: ir.Table
    strategy_choices: ir.Table
    key_people: ir.Table
    reporting: ir.Table
    assessments: ir.Table
    influences: ir.Table
    opportunities: ir.Table
    chain_members: ir.Table
    influence_uses: ir.Table
    activities: ir.Table
    policy: Policy = POLICY

    @classmethod
    def on(cls, engine: Engine) -> "Tables":
        columns = {file: ibis.Schema.from_pyarrow(schema) for file, schema in SCHEMAS.items()}
        return cls(engine, **{file: ibis.table(schema, name=file) for file, schema in columns.items()})

    @classmethod
    def on_duckdb(cls, bundle: Bundle) -> "Tables":
        """Load a valid bundle into a DuckDB of its own in memory; missing files are empty."""
        connection = duckdb.connect()
        for file, table in stored(bundle).items():
            connection.from_arrow(table).create(file)
        return cls.on(DuckDB(connection))

    @classmethod
    def on_parquet(cls, folder: Path) -> "Tables":
        """Read `FILE.parquet` of every bundle file, as written from `stored`, with DuckDB."""
        connection = duckdb.connect()
        for file in SCHEMAS:
            connection.read_parquet(str(folder / f"{file}.parquet")).create_view(file)
        return cls.on(DuckDB(connection))

    def rows(self, expression: ir.Table) -> list[Row]:
        return self.engine.rows(expression)


def stored(bundle: Bundle) -> dict[str, pa.Table]:
    """The state a bundle leaves in the store: of several rows of one key the last holds (spec 2)."""
    return {
        file: pa.Table.from_pylist(list(_last_of_key(file, bundle.get(file, ()))), schema=schema)
        for file, schema in SCHEMAS.items()
    }


def _last_of_key(file: str, rows: Iterable[Mapping[str, object]]) -> Iterable[Mapping[str, object]]:
    key = KEYS.get(file, ("code",))
    return {tuple(row.get(column) for column in key): row for row in rows}.values()
