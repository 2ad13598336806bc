"""The stored facts as table expressions, bound to the engine that answers them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from renmai.analytics.portable.engines import Engine, Row
from renmai.analytics.portable.engines.on_duckdb import DuckDB, view_parquet
from renmai.analytics.portable.schema import KEYS, SCHEMAS
from renmai.domain.policy import POLICY, Policy

Bundle = Mapping[str, Iterable[Mapping[str, object]]]
"""File name without ending -> rows by column; dates, integers, decimals, None for a blank."""


@dataclass(frozen=True, slots=True)
class Tables:
    """One table expression per name of `SCHEMAS`, bound to an engine only when rows are asked for.

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
    activity_people: ir.Table
    policy: Policy = POLICY

    @classmethod
    def on(cls, engine: Engine, policy: Policy = POLICY) -> "Tables":
        columns = {file: ibis.Schema.from_pyarrow(schema) for file, schema in SCHEMAS.items()}
        tables = {file: ibis.table(schema, name=file) for file, schema in columns.items()}
        return cls(engine, **tables, policy=policy)

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
        view_parquet(connection, folder)
        return cls.on(DuckDB(connection))

    def rows(self, expression: ir.Table) -> list[Row]:
        return self.engine.rows(expression)


def stored(bundle: Bundle) -> dict[str, pa.Table]:
    """The state a bundle leaves in the store: of several rows of one key the last holds (spec 2)."""
    given = {**bundle, "activity_people": _met(bundle.get("activities", ()))}
    return {
        file: pa.Table.from_pylist(list(_last_of_key(file, given.get(file, ()))), schema=schema)
        for file, schema in SCHEMAS.items()
    }


def _met(activities: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """A row for each key person whom an activity names."""
    return [
        {"activity": row["code"], "key_person": person.strip()}
        for row in activities
        for person in str(row.get("key_people") or "").split(";")
        if person.strip()
    ]


def _last_of_key(file: str, rows: Iterable[Mapping[str, object]]) -> Iterable[Mapping[str, object]]:
    key = KEYS.get(file, ("code",))
    return {tuple(row.get(column) for column in key): row for row in rows}.values()
