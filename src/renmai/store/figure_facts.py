"""The stored facts that figures are made of, as typed columns (docs/engines.md).

Named as in `facts`, with a table of whom each activity met. Unlike a bundle, these hold the rows of whoever is not
named, without who it is, so that an engine's figures are the panel's: of an influence on which days it counts, of a
use in which opportunity and when.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db import connection, models
from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Collate, Greatest, Least

from renmai.store.facts import CHUNK, INFLUENCERS, MANAGERS, TOLD, field_of
from renmai.store.models import ActivityPerson, Influence, InfluenceKind, InfluenceUse
from renmai.store.models.influence_use import CONFIRMED

Row = tuple[Any, ...]
Rows = QuerySet[Any, Row]
ACTIVITY_PEOPLE: Final = "activity_people"
UNNAMED: Final = {file: ~told for file, told in TOLD.items()}
NOBODY: Final = Value(None, output_field=CharField())


def rows(file: str, columns: Sequence[str]) -> Iterator[Row]:
    """The file's rows with these columns: dates, numbers, decimals, truth values, texts; None for a blank."""
    if file not in UNNAMED:
        yield from _read(_named(file, columns))
        return
    yield from _read(_named(file, columns))
    yield from _merged(file, columns)


def statement(file: str, columns: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    """The same rows as a statement with its parameters, for the database itself to read; some may come twice."""
    found = _named(file, columns)
    if file in UNNAMED:
        found = found.union(_unnamed(file, columns), all=True)
    sql, parameters = found.query.sql_with_params()
    return sql, tuple(parameters)


def _read(found: Rows) -> Iterator[Row]:
    return found.iterator(chunk_size=CHUNK)


def _named(file: str, columns: Sequence[str]) -> Rows:
    found: QuerySet[Any] = (
        ActivityPerson.unscoped.all() if file == ACTIVITY_PEOPLE else MANAGERS[file].filter(TOLD.get(file, Q()))
    )
    return _columns(found, {name: _source(file, name) for name in columns}, columns)


def _columns(found: QuerySet[Any], sources: dict[str, Combinable], columns: Sequence[str]) -> Rows:
    cells = {f"cell_{name}": sources[name] for name in columns}
    rows: Rows = found.order_by().annotate(**cells).values_list(*cells)
    return rows


def _source(file: str, column: str) -> Combinable:
    if file == ACTIVITY_PEOPLE:
        return _text(F(f"{column}__code"))
    if column == "influencer":
        return _text(Case(*(When(kind=kind, then=F(f"{field}__code")) for kind, field in INFLUENCERS.items())))
    match field_of(file, column):
        case models.ForeignKey():
            return _text(F(f"{column}__code"))
        case models.CharField() | models.TextField():
            return _text(F(column))
        case _:
            return F(column)


def _text(source: Combinable) -> Combinable:
    """Text that is compared by code point, as everywhere else."""
    return Collate(source, "C") if connection.vendor == "postgresql" else source


def _unnamed(file: str, columns: Sequence[str]) -> Rows:
    """What counts without a name; columns that could tell whose it is are blank."""
    found: QuerySet[Any]
    if file == "influences":
        found, known = Influence.unscoped.filter(UNNAMED[file]), _of_influence()
        lasting = Q(until=None) | Q(until__gt=F("since"))
        found = found.annotate(since=known["valid_from"], until=known["valid_to"]).filter(lasting)
    else:
        found = InfluenceUse.unscoped.filter(UNNAMED[file] & CONFIRMED)
        known = {"opportunity": _text(F("opportunity__code")), "used_on": F("used_on")}
    return _columns(found, {name: known.get(name, _blank(file, name)) for name in columns}, columns)


def _blank(file: str, column: str) -> Combinable:
    is_day = column != "influencer" and isinstance(field_of(file, column), DateField)
    return Cast(Value(None), DateField()) if is_day else Cast(NOBODY, models.TextField())


def _of_influence() -> dict[str, Combinable]:
    """An influence of ours counts while whoever gave it is employed."""
    start, stop = F("valid_from"), F("valid_to")
    joined, left = F("private__employee__joined_on"), F("private__employee__left_on")
    return {
        "key_person": _text(F("key_person__code")),
        "kind": _text(Value(InfluenceKind.OURS.value, output_field=CharField())),
        "contact_name": _text(Value("", output_field=CharField())),
        "valid_from": Greatest(start, Coalesce(joined, start)),
        "valid_to": Least(Coalesce(stop, left), Coalesce(left, stop)),
    }


def _merged(file: str, columns: Sequence[str]) -> Iterator[Row]:
    """The unnamed rows, so that nobody can tell how many people stand behind them."""
    if file == "influences":
        keys = ("key_person", "valid_from", "valid_to")
        found = _unnamed(file, keys).order_by("cell_key_person", "cell_valid_from")
        for person, some in groupby(_read(found), key=itemgetter(0)):
            for start, stop in _spans((since, until) for _, since, until in some):
                told = {"key_person": person, "kind": "ours", "contact_name": "", "valid_from": start, "valid_to": stop}
                yield tuple(told.get(name) for name in columns)
        return
    for opportunity, day in _read(_unnamed(file, ("opportunity", "used_on")).distinct()):
        yield tuple({"opportunity": opportunity, "used_on": day}.get(name) for name in columns)


def _spans(intervals: Iterator[tuple[date, date | None]]) -> Iterator[tuple[date, date | None]]:
    """The days covered, as few intervals as there can be; they come by their start, an empty end is open."""
    start, stop = next(intervals)
    for since, until in intervals:
        if stop is not None and since > stop:
            yield start, stop
            start, stop = since, until
        else:
            stop = None if stop is None or until is None else max(stop, until)
    yield start, stop


def answer(asked: str, tables: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The rows of a statement that reads `tables`, each with these columns, by name; PostgreSQL only.

    They are named in the statement itself, so that a standby which takes no writes can answer.
    """
    named: list[str] = []
    parameters: list[Any] = []
    for file, columns in tables.items():
        sql, values = statement(file, columns)
        names = ", ".join(connection.ops.quote_name(name) for name in columns)
        named.append(f"{connection.ops.quote_name(file)} ({names}) AS NOT MATERIALIZED ({sql})")
        parameters.extend(values)
    asked = asked.replace("%", "%%")
    beside = f"WITH {', '.join(named)}" if named else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{beside} SELECT * FROM ({asked}) AS answer", parameters)  # noqa: S608
        found = [column[0] for column in cursor.description]
        return [dict(zip(found, row, strict=True)) for row in cursor.fetchall()]
