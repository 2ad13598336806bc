"""What a bundle says of persons who were erased: it does not bring back who they were (spec 1.10).

Where the store has blanked a text, or taken a name out of it, the store holds; everything else is imported as ever.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from renmai.domain.erasure import ERASED, IDENTITY, TOLD_OF, is_about
from renmai.domain.issues import Level, Problem, ProblemKind
from renmai.intake.columns import Kind
from renmai.intake.table import Table
from renmai.intake.union import StoredRows
from renmai.store.about import erased_codes

Codes = Mapping[str, set[str]]
TEXTS: Final = (Kind.TEXT, Kind.EVIDENCE)


def keep_erased(tables: Mapping[str, Table], stored: StoredRows) -> Iterator[Problem]:
    """Take out of the tables what would tell again who an erased person was; one notice for each file it was in."""
    erased = erased_codes()
    for table in tables.values() if erased else ():
        rows = _taken_out(table, erased, stored)
        if rows:
            params = {"rows": str(rows)}
            name = table.file.csv_name
            yield Problem(name, None, None, "", ProblemKind.ERASED_KEPT, Level.NOTICE, params=params)


def _taken_out(table: Table, erased: Codes, stored: StoredRows) -> int:
    """Change the rows of the table that it concerns; how many those were."""
    names = table.file.names
    concerned: dict[int, dict[str, str | None]] = {}
    for position, row in enumerate(table.rows):
        told = _neutral(table.file.name, dict(zip(names, row, strict=True)), erased)
        if told:
            concerned[position] = told
    held = dict(_held(table, stored, concerned))
    changed = 0
    for position in {*concerned, *held}:
        cells = dict(zip(names, table.rows[position], strict=True))
        told = concerned.get(position, {})
        kept = held.get(position, {})
        texts = [name for name in _texts(table) if name in kept and (ERASED in kept[name] or name in told)]
        wanted = cells | told | {name: kept[name] for name in texts}
        if wanted != cells:
            table.rows[position] = tuple(wanted.values())
            changed += 1
    return changed


def _neutral(file: str, cells: Mapping[str, str | None], erased: Codes) -> dict[str, str | None]:
    """What stands in place of what a row says of an erased person; nothing for any other row."""
    if cells.get("code") in erased.get(file, ()):
        return {column: text for column, text in IDENTITY[file].items() if column in cells}
    if any(is_about(file, cells, person, codes) for person, codes in erased.items()):
        return dict.fromkeys(TOLD_OF & cells.keys(), "")
    met = set((cells.get("key_people") or "").split(";"))
    return {"note": ""} if met & erased.get("key_people", set()) else {}


def _texts(table: Table) -> list[str]:
    """Columns with free text that do not identify the row."""
    return [one.name for one in table.file.columns if one.kind in TEXTS and one.name not in table.file.key]


def _held(table: Table, stored: StoredRows, concerned: Collection[int]) -> Iterator[tuple[int, dict[str, str]]]:
    """By position the cells that the store has of the same row, where it is concerned or a name was taken out."""
    key_of = table.file.key_of
    positions: dict[object, list[int]] = {}
    for position, row in enumerate(table.rows):
        positions.setdefault(key_of(row), []).append(position)
    for key, old in stored.each(table.file.name, list(map(key_of, table.rows))):
        is_scrubbed = any(ERASED in cell for cell in old.cells)
        for position in positions.get(key, ()):
            if is_scrubbed or position in concerned:
                yield position, dict(zip(table.file.names, old.cells, strict=True))
