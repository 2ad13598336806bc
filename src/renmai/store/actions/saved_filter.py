"""Saved filters: kept, renamed, made the default and deleted. They change no figure: no revision."""

from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import Employee, SavedFilter

LONGEST_NAME: Final = 60
LONGEST_QUERY: Final = 2000
MOST: Final = 30
"""Saved filters of one employee for one line."""


def save_filter(employee: Employee, line: str, name: str, query: str, *, is_default: bool) -> SavedFilter:
    """Keep a list under a name; the same name takes the place of what it stood for.

    Raises `RenmaiError` for a name that is missing or too long, an address that is too long, and
    for one filter too many.
    """
    name = _checked(name)
    if len(query) > LONGEST_QUERY:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="query", value=query[:LONGEST_NAME], column="query")
    with transaction.atomic():
        mine = _of(employee, line)
        saved = mine.filter(name=name).first() or SavedFilter(employee=employee, line=line, name=name)
        if saved.pk is None and mine.count() >= MOST:
            raise RenmaiError(ErrorCode.TOO_MANY_FILTERS, most=MOST, column="name")
        saved.query = query
        _keep(saved, is_default=is_default)
    return saved


def rename_filter(saved: SavedFilter, name: str, *, is_default: bool) -> None:
    """Another name, and whether the line opens with it. Raises `RenmaiError` for a name that is taken."""
    name = _checked(name)
    with transaction.atomic():
        if _of(saved.employee, saved.line).exclude(pk=saved.pk).filter(name=name).exists():
            raise RenmaiError(ErrorCode.NAME_TAKEN, name=name, column="name")
        saved.name = name
        _keep(saved, is_default=is_default)


def delete_filter(saved: SavedFilter) -> None:
    saved.delete()


def _of(employee: Employee, line: str) -> QuerySet[SavedFilter]:
    """Under a lock, so that two at once are one after the other."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    return SavedFilter.objects.filter(employee=employee, line=line)


def _keep(saved: SavedFilter, *, is_default: bool) -> None:
    if is_default:
        others = SavedFilter.objects.filter(employee=saved.employee, line=saved.line, is_default=True)
        others.exclude(pk=saved.pk).update(is_default=False)
    saved.is_default = is_default
    saved.save()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise RenmaiError(ErrorCode.BAD_VALUE, name="name", value=name[:LONGEST_NAME], column="name")
    return name
