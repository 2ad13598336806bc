"""Columns out of the database: each query is compiled once, and read in chunks (spec 5.2).

A splice reads one customer's facts with a dozen small queries. Building such a query anew takes
ten times as long as running it, so the compiled text is kept; its parameters stay parameters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from django.db import connections
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.store.replicas import reading_from

CHUNK: Final = 20_000
A_CUSTOMER: Final = -1
"""Stands for a customer's id in a compiled query; no row has it."""

EVERY_ROW: Final = Q()
Expression = Any
Compiled = tuple[str, tuple[Any, ...]]


class Ordinal(Func):
    """A date as its proleptic ordinal, counted by the database."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(%(expressions)s - DATE '0001-01-01' + 1)"
        return self.as_sql(compiler, connection, template=template, **extra)


def starting(name: str) -> Expression:
    return Coalesce(Ordinal(F(name)), Value(f.EVER))


def ending(name: str) -> Expression:
    return Coalesce(Ordinal(F(name)), Value(f.NEVER))


def reference(name: str) -> Expression:
    return Coalesce(F(name), Value(f.NONE))


def giver(private: str) -> Expression:
    """The employee whom a row names, else the one whom `private` leads to."""
    return Coalesce(F("employee_id"), F(private), Value(f.NONE))


def flag(name: str) -> Expression:
    return Cast(name, IntegerField())


def coded(name: str, words: Sequence[str]) -> Expression:
    """The place of a word in `words`, 0 for any other."""
    cases = [When(**{name: word}, then=Value(code)) for code, word in enumerate(words) if word]
    return Case(*cases, default=Value(0), output_field=IntegerField())


def degree(name: str) -> Expression:
    return Coalesce(F(name) + 2, Value(5))


def vote(name: str) -> Expression:
    return Coalesce(Cast(name, IntegerField()), Value(2))


@dataclass(frozen=True, slots=True)
class Rows:
    """`numbers` [columns, n], and the other columns as Python lists of n values."""

    numbers: NDArray[np.int64]
    others: list[list[Any]]

    def texts(self, column: int) -> f.Texts:
        return f.texts(self.others[column])


@dataclass(frozen=True, eq=False)
class Reading:
    """What is read of one model: columns of numbers, then columns of anything else."""

    model: type[Any]
    numbers: Sequence[Expression]
    others: Sequence[str] = ()
    where: Q = EVERY_ROW
    _compiled: dict[tuple[str, int], Compiled] = field(default_factory=dict)

    def rows(self, customers: Sequence[int] | None) -> Rows:
        """The rows of some customers, of all for None."""
        ids = _padded(customers)
        sql, parameters = self._query(len(ids))
        given = iter(ids)
        filled = [next(given) if value == A_CUSTOMER else value for value in parameters]
        numbers = [np.zeros((len(self.numbers), 0), np.int64)]
        others: list[list[Any]] = [[] for _ in self.others]
        for chunk in _chunks(sql, filled):
            columns = list(zip(*chunk, strict=True))
            numbers.append(np.array(columns[: len(self.numbers)], dtype=np.int64))
            for kept, column in zip(others, columns[len(self.numbers) :], strict=True):
                kept.extend(column)
        return Rows(np.concatenate(numbers, axis=1), others)

    def _query(self, customers: int) -> Compiled:
        key = connections[reading_from()].vendor, customers
        if key not in self._compiled:
            rows: QuerySet[Any] = self.model.unscoped.filter(self.where).order_by()
            if customers:
                rows = rows.filter(**{f"{self.model.customer_path}__in": range(-customers, 0)})
            columns = (F(one) if isinstance(one, str) else one for one in self.numbers)
            sql, parameters = rows.values_list(*columns, *self.others).query.sql_with_params()
            ids = frozenset(range(-customers, 0))
            self._compiled[key] = sql, tuple(A_CUSTOMER if value in ids else value for value in parameters)
        return self._compiled[key]


def _padded(customers: Sequence[int] | None) -> list[int]:
    """The ids, the last one repeated up to a power of two: few texts serve any number of customers."""
    if customers is None:
        return []
    ids = list(customers)
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))


def _chunks(sql: str, parameters: Sequence[Any]) -> Iterator[list[tuple[Any, ...]]]:
    with connections[reading_from()].chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while chunk := cursor.fetchmany(CHUNK):
            yield chunk
