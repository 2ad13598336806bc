"""The audit trail without gaps: what an entry says to have replaced is what the entry before it left."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from renmai.store.cells import key_of
from renmai.store.facts import MANAGERS
from renmai.store.models import AuditEntry

SILENT: Final = frozenset({"influences", "influence_uses"})
"""Files of whose rows entries are taken out when their owner wants it so (ADR 0022)."""
CHUNK: Final = 2000
Cells = Mapping[str, Any]
Left = list[Cells | None]
"""What the entries of one revision left of a row; several only where an import corrected itself."""


def breaks() -> Iterator[str]:
    """Entries that replaced something else than the entry before them left."""
    for file in sorted(MANAGERS.keys() - SILENT):
        rows = AuditEntry.objects.filter(file=file).order_by("subject", "revision_id", "pk")
        for _, entries in groupby(rows.iterator(chunk_size=CHUNK), key=lambda entry: entry.subject):
            yield from _broken(file, entries)


def _broken(file: str, entries: Iterator[AuditEntry]) -> Iterator[str]:
    """Entries of one subject, in the order of their revisions."""
    left: dict[tuple[str, ...], Left] = {}
    for revision, made in groupby(entries, key=lambda entry: entry.revision_id):
        now: dict[tuple[str, ...], list[AuditEntry]] = {}
        for entry in made:
            now.setdefault(_key(file, entry.before or entry.after or {}), []).append(entry)
        for key, some in now.items():
            before = left.pop(key, None)
            if before is not None and not any(_follows(entry.before, one) for entry in some for one in before):
                yield f"{file} {' '.join(key)}, {revision}"
        for entry in (entry for some in now.values() for entry in some):
            left.setdefault(_key(file, entry.after or entry.before or {}), []).append(entry.after)


def _key(file: str, cells: Cells) -> tuple[str, ...]:
    try:
        return tuple(map(str, key_of(file, cells)))
    except KeyError:
        return ()


def _follows(before: Cells | None, left: Cells | None) -> bool:
    """Whether both say the same; a later version may know more columns."""
    if before is None or left is None:
        return before is None and left is None
    return all(before[name] == left[name] for name in before.keys() & left.keys())
