"""PostgreSQL: the database of this installation, as it is, without an export."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir
from ibis.expr.operations import UnboundTable

from renmai.analytics.portable.engines import Row, sql_of
from renmai.analytics.portable.schema import SCHEMAS

Ask = Callable[[str, Mapping[str, Sequence[str]]], list[Row]]
"""The rows of a statement that reads tables, each with these columns, by name."""


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """Expressions are compiled by Ibis; `ask` knows where the store keeps what they read."""

    ask: Ask

    def rows(self, expression: ir.Table) -> list[Row]:
        tables = sorted({table.name for table in expression.op().find(UnboundTable)})
        return self.ask(sql_of(expression, "postgres"), {table: SCHEMAS[table].names for table in tables})
