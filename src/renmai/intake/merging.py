"""Rows that are about the same as others take the others' codes, and so does whatever refers to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from renmai.intake.bundle import BY_NAME, INFLUENCER_TARGETS
from renmai.intake.cells import escape, unescape
from renmai.intake.sheets import Line, Sheet
from renmai.intake.stored_cells import stored_cells

Merges = Mapping[str, Mapping[str, str]]
"""By file: the code of a row that is coming, and the code that it takes instead."""

ESTABLISHED: Final = {"customers": ("name", "created_on"), "key_people": ("name", "joined_on")}
"""What a stored row keeps whatever is merged into it; of the rest a filled cell replaces, a blank one keeps."""


def merged(sheets: Mapping[str, Sheet], merges: Merges) -> dict[str, Sheet]:
    """The sheets with the merges done. Nothing is read before somebody reads the sheets."""
    if not any(merges.values()):
        return dict(sheets)
    return {name: _merged(sheet, merges) if name in BY_NAME else sheet for name, sheet in sheets.items()}


def _merged(sheet: Sheet, merges: Merges) -> Sheet:
    renames = merges.get(sheet.name, {})

    def lines() -> Iterator[Line]:
        found = sheet.lines()
        header_line, header = next(found, (1, []))
        names = [name.strip() for name in header]
        yield header_line, header
        references = _references(names, sheet.name, merges)
        rows = ((line, _renamed(cells, references)) for line, cells in found)
        yield from _joined(rows, names, renames, sheet) if renames and "code" in names else rows

    return replace(sheet, lines=lines)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column whose cells name rows: by the text of the column `kind_at` (blank: by any) the codes they take."""

    at: int
    kind_at: int | None
    renames: Mapping[str, Mapping[str, str]]

    def renamed(self, cells: list[str]) -> str:
        kind = "" if self.kind_at is None else cells[self.kind_at].strip()
        renames = self.renames.get(kind, {})
        return ";".join(_taken(code, renames) for code in cells[self.at].split(";"))


def _references(names: list[str], file: str, merges: Merges) -> list[_Reference]:
    found = []
    for column in BY_NAME[file].columns:
        if column.name not in names:
            continue
        at = names.index(column.name)
        if column.name == "influencer" and "kind" in names:
            by_kind = {kind: merges.get(target, {}) for kind, target in INFLUENCER_TARGETS.items()}
            found.append(_Reference(at, names.index("kind"), by_kind))
        elif merges.get(column.target):
            found.append(_Reference(at, None, {"": merges[column.target]}))
    return found


def _taken(cell: str, renames: Mapping[str, str]) -> str:
    taken = renames.get(unescape(cell.strip()))
    return cell if taken is None else escape(taken)


def _renamed(cells: list[str], references: list[_Reference]) -> list[str]:
    changed = {found.at: found.renamed(cells) for found in references if found.at < len(cells) and cells[found.at]}
    return [changed.get(at, cell) for at, cell in enumerate(cells)] if changed else cells


def _joined(rows: Iterator[Line], names: list[str], renames: Mapping[str, str], sheet: Sheet) -> Iterator[Line]:
    """One row for each code that others take: its own if it is coming, else the first of them."""
    code_at, targets = names.index("code"), set(renames.values())
    kept: list[Line] = []
    groups: dict[str, list[int]] = {}
    for line, cells in rows:
        code = unescape(cells[code_at].strip()) if code_at < len(cells) else ""
        final = renames.get(code, code)
        if final in targets:
            group = groups.setdefault(final, [])
            group.insert(0 if code == final else len(group), len(kept))
        kept.append((line, cells))
    stored = stored_cells(sheet.name, _columns(sheet.name, names), groups)
    joined = {
        group[0]: _join(sheet.name, code, [kept[at] for at in group], names, stored.get(code))
        for code, group in groups.items()
    }
    dropped = {at for group in groups.values() for at in group[1:]}
    yield from (joined.get(at, row) for at, row in enumerate(kept) if at not in dropped)


def _columns(file: str, names: list[str]) -> list[str]:
    return [name for name in BY_NAME[file].names if name in names and name != "code"]


def _join(file: str, code: str, rows: list[Line], names: list[str], stored: Mapping[str, str] | None) -> Line:
    """The row that holds for a code: later ones fill what the first leaves blank, stored cells the rest."""
    line, cells = rows[0]
    filled = list(cells)
    for _, others in rows[1:]:
        filled = [cell if cell.strip() else other for cell, other in zip_longest(filled, others, fillvalue="")]
    for at, name in enumerate(names[: len(filled)]):
        old = "" if stored is None else stored.get(name, "")
        if old and (not filled[at].strip() or name in ESTABLISHED[file]):
            filled[at] = escape(old)
    filled[names.index("code")] = escape(code)
    return line, filled
