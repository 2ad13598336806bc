"""Taking a person out of texts that are kept, and out of what the trail keeps of a write (spec 1.10).

`entries_with` finds the entries, `rewrite` changes them: whoever has to take something else out of the trail
uses the same two.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.db import IntegrityError, models, transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from renmai.domain.erasure import Names
from renmai.store.models import AuditEntry
from renmai.store.texts import holding, mentions

CHUNK: Final = 2000
SIDES: Final = ("before", "after")
OTHERS: Final = ("name", "email", "phone", "code", "customer", "key_person", "key_people", "influencer", "tactic")
"""Cells that are codes, or the names of others: a namesake keeps their name."""

Cells = dict[str, Any]
Rewrite = Callable[[str, Cells], Cells]
"""From the file and the cells of one side of an entry to what they shall be."""


def entries_with(texts: Sequence[str]) -> Iterator[AuditEntry]:
    """Every entry of the trail that holds one of the texts in its key or its cells; it may hold it within a word."""
    parts = [Coalesce(Cast(name, TextField()), Value(""), output_field=TextField()) for name in SIDES]
    told = Concat(Cast("key", TextField()), *parts, output_field=TextField())
    rows = AuditEntry.objects.annotate(told=told).filter(holding("told", tuple(filter(None, texts))))
    return rows.order_by("pk").iterator(chunk_size=CHUNK)


def rewrite(entry: AuditEntry, change: Rewrite, key: Callable[[str], str] = lambda part: part) -> bool:
    """Change both sides of an entry, and the parts of its key; whether anything is new."""
    before = {name: getattr(entry, name) for name in (*SIDES, "key", "subject")}
    for side in SIDES:
        cells = getattr(entry, side)
        if cells is not None:
            setattr(entry, side, change(entry.file, dict(cells)))
    entry.key = [key(str(part)) for part in entry.key]
    entry.subject = key(entry.subject)
    if all(getattr(entry, name) == was for name, was in before.items()):
        return False
    entry.save(update_fields=list(before))
    return True


def without(names: Names, cells: Cells) -> Cells:
    """The cells with the names taken out of whatever is free text."""
    return {
        column: names.taken_out(cell) if isinstance(cell, str) and column not in OTHERS else cell
        for column, cell in cells.items()
    }


def scrub_texts(names: Names) -> int:
    """Take the names out of every free text of the store; in how many texts they stood."""
    found = 0
    for row, field in mentions(names):
        write_text(row, field, _taken_out(names, getattr(row, field.attname)))
        found += 1
    return found


def write_text(row: Any, field: Any, value: Any) -> None:
    """Write one text past the row's revision: what counts does not change.

    Where another row is told from this one by the text alone, its own number tells them apart.
    """
    longest = getattr(field, "max_length", None)
    rows = type(row)._base_manager.filter(pk=row.pk)  # noqa: SLF001 Django documents _base_manager
    cut = value[:longest] if isinstance(value, str) and longest else value
    try:
        with transaction.atomic():
            rows.update(**{field.attname: cut})
    except IntegrityError:
        rows.update(**{field.attname: f"{cut} {row.pk}"[-longest:] if longest else f"{cut} {row.pk}"})
    setattr(row, field.attname, cut)


def _taken_out(names: Names, value: Any) -> Any:
    match value:
        case str():
            return names.taken_out(value)
        case list():
            return [_taken_out(names, one) for one in value]
        case dict():
            return {names.taken_out(key): _taken_out(names, one) for key, one in value.items()}
        case _:
            return value


def blank(rows: "models.QuerySet[Any]", fields: Sequence[Any]) -> None:
    """Blank the texts of the rows."""
    for field in fields:
        for row in rows.exclude(**{field.attname: ""}):
            write_text(row, field, "")
