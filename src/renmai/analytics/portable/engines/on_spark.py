"""Apache Spark: many machines, each of which reads the export at the same path."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ibis.expr.types as ir
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from renmai.analytics.portable.engines import Row, failed, sql_of
from renmai.analytics.portable.schema import SCHEMAS

SETTINGS: Final = {
    # Overflows and bad casts are errors, never a silent null.
    "spark.sql.ansi.enabled": "true",
    # Texts are read as Ibis writes them: a backslash escapes, and a dollar sign names nothing.
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.variable.substitute": "false",
    # Days have no zone; whatever a machine's clock is set to must not shift them.
    "spark.sql.session.timeZone": "UTC",
    # Days long gone are written as we count them, not as the Julian calendar did.
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""What answers depend on; memory, cores and the like are `spark-defaults.conf`'s to say."""

DIALECT: Final = "databricks"
"""Spark's SQL; the compiler named after pyspark wants a session that Ibis made, and pandas."""
TYPES: Final = {"string": "STRING", "date32[day]": "DATE", "bool": "BOOLEAN", "int8": "TINYINT", "int64": "BIGINT"}
"""Spark's names of the types in `SCHEMAS`; decimals are written alike but for their width in bits."""


@dataclass(frozen=True, slots=True)
class Spark:
    """One session; expressions are compiled by Ibis and run by Spark itself."""

    session: SparkSession

    def rows(self, expression: ir.Table) -> list[Row]:
        return [row.asDict() for row in self.session.sql(sql_of(expression, DIALECT)).collect()]


@contextmanager
def spark_on(master: str, folder: Path) -> Iterator[Spark]:
    """Over an export. `master` as in `spark://host:port`; the session ends with the body.

    Raises `RenmaiError(ENGINE_FAILED)` for whatever Spark fails at, be it that nobody answers at `master`.
    """
    try:
        builder = SparkSession.builder.master(master).appName("renmai")
        session = builder.config(map=dict(SETTINGS)).getOrCreate()
        try:
            session.sparkContext.setLogLevel("ERROR")
            yield Spark(read(session, folder))
        finally:
            session.stop()
    except (PySparkException, Py4JError) as error:
        raise failed("Apache Spark", error) from error


def read(session: SparkSession, folder: Path) -> SparkSession:
    """The session with `FILE.parquet` of every table as a view of its name."""
    for file, schema in SCHEMAS.items():
        # Told its columns, Spark does not start a job per file to find them out.
        columns = ", ".join(f"{column.name} {_type(str(column.type))}" for column in schema)
        session.read.schema(columns).parquet(str(folder / f"{file}.parquet")).createOrReplaceTempView(file)
    return session


def _type(name: str) -> str:
    return TYPES.get(name) or name.replace("decimal128", "DECIMAL")
