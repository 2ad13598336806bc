"""PostgreSQL: as-of SQL over the tables as they are kept, with the index that the question needs.

Two ways to ask are tried on the data, `DISTINCT ON` and one index look-up per person (`LATERAL`);
the quicker one competes.
"""

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from time import perf_counter
from typing import Any, Final

import numpy as np
import psycopg
from psycopg import sql

from bench import sql_of_a_day as one_day
from bench.contest import Contestant, DayRows, report
from bench.dataset import UNKNOWN, UNTIL, Dataset
from bench.sql_of_a_day import day_rows

SERVER: Final = "RENMAI_BENCH_POSTGRES"
DEFAULT_SERVER: Final = "postgresql://postgres@127.0.0.1:5432/postgres"
SESSION: Final = (
    "SET work_mem = '512MB'",
    "SET jit = off",
    "SET max_parallel_workers_per_gather = 2",
    "SET random_page_cost = 1.1",
    "SET effective_cache_size = '4GB'",
)

TABLES: Final = """
CREATE TABLE customers (id int, created int, closed int);
CREATE TABLE people (id int, customer int, joined int, gone int);
CREATE TABLE assessments (
    person int, party int, day int, closeness smallint, solution smallint, price smallint, veto bool, approver bool
);
"""
INDEXES: Final = """
ALTER TABLE customers ADD PRIMARY KEY (id);
ALTER TABLE people ADD PRIMARY KEY (id);
CREATE INDEX ON people (customer);
CREATE UNIQUE INDEX ON assessments (party, person, day DESC);
"""
LATEST: Final = {
    "DISTINCT ON": """
        SELECT DISTINCT ON (person) person, closeness, solution, price
        FROM assessments WHERE party = 0 AND day <= %(day)s ORDER BY person, day DESC""",
    "LATERAL": """
        SELECT id AS person, last.closeness, last.solution, last.price
        FROM people, LATERAL (
            SELECT closeness, solution, price FROM assessments
            WHERE party = 0 AND assessments.person = people.id AND day <= %(day)s ORDER BY day DESC LIMIT 1
        ) AS last""",
}


@contextmanager
def prepared(data: Dataset) -> Iterator[Contestant]:
    with _own_database() as connection:
        _fill(connection, data)
        way = min(LATEST, key=lambda name: _seconds(connection, name))
        yield Contestant(f"PostgreSQL ({way})", company=lambda day: report(day, partial(_measured, connection, way)))


@contextmanager
def _own_database() -> Iterator[psycopg.Connection[Any]]:
    """A connection to a database that exists only as long as it."""
    server = os.environ.get(SERVER, DEFAULT_SERVER)
    name = f"renmai_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(server, dbname=name, autocommit=True) as connection:
                yield connection
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _fill(connection: psycopg.Connection[Any], data: Dataset) -> None:
    connection.execute(TABLES)
    customers, people, rows = data.customers, data.people, data.assessments
    _copy(connection, "customers", [np.arange(1, data.size + 1), customers.start, customers.stop])
    _copy(connection, "people", [np.arange(1, len(people.start) + 1), people.customer, people.start, people.stop])
    known = [rows.closeness, rows.solution, rows.price, rows.veto, rows.approver]
    _copy(connection, "assessments", [rows.person, rows.party, rows.day], known)
    connection.execute(INDEXES)
    connection.execute("VACUUM ANALYZE")
    for setting in SESSION:
        connection.execute(setting)


def _copy(
    connection: psycopg.Connection[Any], table: str, columns: Sequence[np.ndarray], known: Sequence[np.ndarray] = ()
) -> None:
    """COPY `columns`, then those in which `UNKNOWN` is NULL."""
    lists = [column.tolist() for column in columns]
    lists += [[None if value == UNKNOWN else value for value in column.tolist()] for column in known]
    into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in zip(*lists, strict=True):
            copy.write_row(row)


def _measured(connection: psycopg.Connection[Any], way: str, day: date) -> DayRows:
    question: Any = one_day.QUESTION.format(latest=LATEST[way], day="%(day)s")
    rows = connection.execute(question, {"day": day.toordinal()}).fetchall()
    return day_rows(rows)


def _seconds(connection: psycopg.Connection[Any], way: str) -> float:
    """The second time: the first one warms the server's cache."""
    _measured(connection, way, UNTIL)
    begun = perf_counter()
    _measured(connection, way, UNTIL)
    return perf_counter() - begun
