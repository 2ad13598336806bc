"""DuckDB: the same SQL over the same tables, in the process, with the engine's own aggregate for the last row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from bench import sql_of_a_day as one_day
from bench.contest import Contestant, DayRows, report
from bench.dataset import UNKNOWN, Dataset
from bench.sql_of_a_day import day_rows
from renmai.domain.stance import DEGREES

LATEST: Final = """
    SELECT person, unnest(max_by({'closeness': closeness, 'solution': solution, 'price': price}, day))
    FROM assessments WHERE day <= $day GROUP BY person"""


@contextmanager
def prepared(data: Dataset) -> Iterator[Contestant]:
    with duckdb.connect() as connection:
        _fill(connection, data)
        yield Contestant("DuckDB", company=lambda day: report(day, partial(_measured, connection)))


def _fill(connection: duckdb.DuckDBPyConnection, data: Dataset) -> None:
    """Tables of DuckDB's own, ordered by person and day."""
    ours = data.assessments.party == 0
    tables: dict[str, dict[str, Any]] = {
        "customers": {
            "id": _numbers(data.customers.start),
            "created": data.customers.start,
            "closed": data.customers.stop,
        },
        "people": {
            "id": _numbers(data.people.start),
            "customer": data.people.customer,
            "joined": data.people.start,
            "gone": data.people.stop,
        },
        "assessments": {
            "person": data.assessments.person[ours],
            "day": data.assessments.day[ours],
        }
        | {degree: _known(getattr(data.assessments, degree)[ours]) for degree in DEGREES},
    }
    for name, columns in tables.items():
        connection.register("given", pa.table(columns))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")


def _numbers(column: np.ndarray) -> np.ndarray:
    return np.arange(1, len(column) + 1)


def _known(degree: np.ndarray) -> pa.Array:
    return pa.array(degree, mask=degree == UNKNOWN)


def _measured(connection: duckdb.DuckDBPyConnection, day: date) -> DayRows:
    question = one_day.QUESTION.format(latest=LATEST, day="$day")
    return day_rows(connection.execute(question, {"day": day.toordinal()}).fetchall())
