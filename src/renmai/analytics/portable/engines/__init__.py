"""What can answer an expression: an engine that holds the tables of `schema.SCHEMAS` (docs/engines.md)."""

from typing import Any, Protocol

import ibis
import ibis.expr.types as ir

from renmai.domain.errors import ErrorCode, RenmaiError

# Engines fuse selects themselves; done here as well it more than doubles the time to compile.
ibis.options.sql.fuse_selects = False

Row = dict[str, Any]
"""An engine's row by column; its types are those of the expression asked."""


class Engine(Protocol):
    """Whatever holds tables of the names and columns in `SCHEMAS`."""

    def rows(self, expression: ir.Table) -> list[Row]:
        """All rows of the expression, in no order."""
        ...


def failed(engine: str, error: Exception) -> RenmaiError:
    """What an engine said, in its first words."""
    reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return RenmaiError(ErrorCode.ENGINE_FAILED, engine=engine, reason=reason)


def sql_of(expression: ir.Table, dialect: str) -> str:
    """One statement in the engine's own SQL; compiling needs no engine."""
    return str(ibis.to_sql(expression, dialect=dialect, pretty=False))
