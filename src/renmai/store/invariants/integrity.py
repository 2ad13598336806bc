"""The database itself: its pages and indexes, and that every reference leads somewhere."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, OuterRef

from renmai.store.facts import table_of
from renmai.store.texts import rows_of


def damaged() -> Iterator[str]:
    """What SQLite finds wrong in its file; PostgreSQL: constraints and indexes that do not hold."""
    if connection.vendor == "sqlite":
        said = (str(line) for (line,) in _asked("PRAGMA integrity_check(21)"))
        yield from (line for line in said if line != "ok")
        return
    yield from (
        str(name)
        for (name,) in _asked(
            "SELECT conname FROM pg_constraint WHERE NOT convalidated UNION ALL"
            " SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        )
    )


def dangling() -> Iterator[str]:
    """Rows that refer to a row that is not there."""
    if connection.vendor == "sqlite":
        yield from (f"{table} {row} → {target}" for table, row, target, _ in _asked("PRAGMA foreign_key_check"))
        return
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:  # noqa: SLF001 Django documents _meta
            if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type):
                yield from _orphans(model, field.name, field.related_model)


def _orphans(model: type[models.Model], name: str, target: type[models.Model]) -> Iterator[str]:
    there = rows_of(target).filter(pk=OuterRef(f"{name}_id"))
    lost = rows_of(model).filter(~Exists(there), **{f"{name}__isnull": False}).order_by()
    yield from (f"{table_of(model)} {pk} → {table_of(target)}" for pk in lost.values_list("pk", flat=True).iterator())


def _asked(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        yield from cursor.fetchall()
