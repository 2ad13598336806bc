"""Parts of Renmai that need packages beyond the plain installation (docs/engines.md)."""

import importlib
from typing import Any, Final, NamedTuple

from renmai.domain.errors import ErrorCode, RenmaiError


class Extra(NamedTuple):
    """What to call it, the packages it brings, and the command that installs it."""

    name: str
    packages: tuple[str, ...]
    how: str


SCALE: Final = Extra("DuckDB, Ibis, pyarrow", ("duckdb", "ibis", "pyarrow", "sqlglot"), "make setup")
SPARK: Final = Extra("Apache Spark", ("pyspark", "py4j"), "make spark")


def load(module: str, extra: Extra) -> Any:
    """The module, which imports what `extra` brings. Raises `RenmaiError(ENGINE_MISSING)` where that is not there."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in extra.packages:
            raise
        raise RenmaiError(ErrorCode.ENGINE_MISSING, part=extra.name, how=extra.how) from None
