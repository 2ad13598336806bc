"""What a noun of the API is: its columns, who sees which rows, and what may be done with one.

Everything is declared: the addresses, the checks and the document are made from it. Names of fields are those of
the bundle's columns. What is written goes through the actions of the pages.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.db.models import Q, QuerySet

from renmai.api.access import Caller
from renmai.intake.columns import Column, File, Kind
from renmai.store.cells import Cells, cells_of
from renmai.store.visible import Gated

Rows = QuerySet[Any]
Example = Mapping[str, object]
LONGEST_TEXT: Final = 2000
"""Characters of a text without a limit of its own, where a program writes it."""


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, and the moment of the call."""

    caller: Caller
    now: datetime


@dataclass(frozen=True, slots=True)
class Creating:
    """What a body may say of something new. `act` writes it and gives the row, None where nothing was recorded."""

    columns: tuple[Column, ...]
    act: Callable[[Call, dict[str, str]], Any]
    example: Example
    says: str
    admins_only: bool = False


@dataclass(frozen=True, slots=True)
class Changing:
    """What a body may say anew; what it does not say stays. `needed` must be said."""

    columns: tuple[Column, ...]
    act: Callable[[Call, Any, dict[str, str]], None]
    example: Example
    says: str
    admins_only: bool = False
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removing:
    """Where the pages take something away; nothing that has days is ever removed, it ends."""

    act: Callable[[Call, Any], None]
    says: str
    admins_only: bool = False


def tell_all(caller: Caller, rows: Sequence[Any]) -> list[dict[str, str]]:
    """The cells of rows that hold nothing which their reader may not know."""
    del caller
    return [cells_of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Noun:
    """`rows` are those that the caller may see; `tell` gives their cells as the caller may know them.

    `filters` lead from a name in the query to a look-up of the rows; `as_of` narrows them to those that hold on a day.
    `path` is the name in addresses, `one` and `many` the words of the document.
    """

    path: str
    one: str
    many: str
    file: File
    rows: Callable[[Caller], Rows]
    example: Example
    filters: Mapping[str, str] = field(default_factory=dict)
    narrow: Callable[[Caller, Rows, Mapping[str, str]], Rows] | None = None
    tell: Callable[[Caller, Sequence[Any]], list[dict[str, str]]] = tell_all
    as_of: Callable[[Rows, date], Rows] | None = None
    create: Creating | None = None
    change: Changing | None = None
    remove: Removing | None = None

    @property
    def key(self) -> str:
        """What identifies a row in addresses: the code that the bundle knows, else a number."""
        return "code" if self.file.coded else "id"

    def key_of(self, row: Any) -> str:
        return str(row.code if self.file.coded else row.pk)


def seen(model: type[Gated]) -> Callable[[Caller], Rows]:
    """Rows of customers that the caller may see today, with what their cells refer to."""
    related = [one.name for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey)]  # noqa: SLF001

    def rows(caller: Caller) -> Rows:
        found: Rows = model.objects.visible_to(caller.scope, caller.today).select_related(*related)
        return found

    return rows


def lasting(start: str, stop: str) -> Callable[[Rows, date], Rows]:
    """Rows that hold on the day: from `start` on, before `stop`."""

    def narrow(rows: Rows, day: date) -> Rows:
        return rows.filter(Q(**{f"{stop}__gt": day}) | Q(**{stop: None}), **{f"{start}__lte": day})

    return narrow


def since(start: str) -> Callable[[Rows, date], Rows]:
    """Rows of things that happen on a day: those up to it."""
    return lambda rows, day: rows.filter(**{f"{start}__lte": day})


def pick(file: File, *names: str, optional: Sequence[str] = (), longest: int = LONGEST_TEXT) -> tuple[Column, ...]:
    """Columns of a file for a body; texts get a limit. `optional`: required in a bundle, not here."""
    return tuple(_limited(file.column(name), longest, is_optional=name in optional) for name in names)


def _limited(column: Column, most: int, *, is_optional: bool) -> Column:
    longest = column.longest
    if column.kind is Kind.TEXT and not longest:
        longest = most
    if column.kind in (Kind.REFERENCE, Kind.CODE) and not longest:
        longest = 500
    return replace(column, longest=longest, required=column.required and not is_optional)


def held(row: Any) -> Cells:
    """What an action takes as seen: under `one_writer` it is what holds."""
    return cells_of(row)
