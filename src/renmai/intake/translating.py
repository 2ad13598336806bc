"""Foreign tables as sheets of ours: cells read, names turned into codes, rows beside made (spec 2).

A row keeps the line on which it was found, so that problems are told where somebody can mend them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from renmai.domain.issues import Problem, ProblemKind
from renmai.intake.bundle import BY_NAME, FILES, INFLUENCER_TARGETS
from renmai.intake.columns import Column, Kind
from renmai.intake.foreign import Found
from renmai.intake.importing import Delivery
from renmai.intake.mapping import LINKS, Use
from renmai.intake.naming import WITHIN, Registers, made_code
from renmai.intake.sheets import Line, Sheet
from renmai.intake.stored_cells import stored_cells, stored_ownerships
from renmai.intake.values import Reader

Cells = dict[str, str]
"""The cells of a row by column of ours."""
Row = tuple[int, Cells]
"""The line of a row, and its cells."""

SEVERAL: Final = re.compile(r"[;；、,，/\n]+")
"""What stands between several names in one cell."""
SHOWN_CODES: Final = 10
NAMESAKES: Final = ("key_people",)
"""Files in which two rows of one name may be two."""


@dataclass(slots=True)
class Translation:
    """The rows of our files, by file; `ambiguous`: by file, line and column a name and the codes it may mean."""

    uses: dict[str, Use]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    ambiguous: dict[tuple[str, int | None, str | None], tuple[str, list[str]]] = field(default_factory=dict)

    def delivery(self) -> Delivery:
        sheets = {name: self._sheet(name, rows) for name, rows in self.rows.items()}
        return Delivery(sheets, self._retold)

    def _sheet(self, name: str, rows: list[Row]) -> Sheet:
        columns = _given_columns(self.uses[name], name)

        def lines() -> Iterator[Line]:
            yield self.uses[name].line, columns
            for line, cells in rows:
                yield line, [cells.get(column, "") for column in columns]

        return Sheet(name, self.uses[name].sheet, lines)

    def _retold(self, problem: Problem) -> Problem:
        found = self.ambiguous.get((problem.file, problem.line, problem.column))
        if found is None or problem.kind not in (ProblemKind.DANGLING_REFERENCE, ProblemKind.MISSING_VALUE):
            return problem
        name, codes = found
        return replace(
            problem, kind=ProblemKind.AMBIGUOUS_NAME, value=name, params={"codes": ", ".join(codes[:SHOWN_CODES])}
        )


def _given_columns(use: Use, name: str) -> list[str]:
    """The columns that the use fills, in our order; codes and links are always filled."""
    given = {*use.columns.values(), *use.constants}
    links = {LINKS[use.file, beside] for beside in use.files[1:]}
    return [
        column.name
        for column in BY_NAME[name].columns
        if f"{name}.{column.name}" in given or (name, column.name) in links or column.kind is Kind.CODE
    ]


def translate(tables: Mapping[str, Found], uses: Iterable[Use], registers: Registers) -> Translation:
    """The tables, of which all rows were read, as the uses say. No two uses fill the same file."""
    by_file = {name: use for use in uses for name in use.files}
    translation = Translation({file.name: by_file[file.name] for file in FILES if file.name in by_file})
    translator = _Translator(tables, translation, registers)
    # What names others comes before those who are named by it.
    for name in sorted(translation.uses, key=lambda name: not BY_NAME[name].coded):
        translator.read(name)
    for name in translation.uses:
        translation.rows[name] = translator.finished(name)
    return translation


class _Translator:
    """`read` gives every row its code and makes its name known, `finished` then follows the references."""

    def __init__(self, tables: Mapping[str, Found], translation: Translation, registers: Registers) -> None:
        self.tables = tables
        self.translation = translation
        self.registers = registers
        self._rows: dict[str, dict[int, Cells]] = {}
        self._made_codes: set[str] = set()

    def read(self, name: str) -> None:
        use = self.translation.uses[name]
        read = _row_reader(use, name, self.tables[use.sheet])
        self._rows[name] = {line: cells for line, found in self.tables[use.sheet].rows if (cells := read(found))}
        for source, column in self._links(name):
            for line, cells in self._rows[name].items():
                cells[column] = self._linked(source, column, line)
                self._doubt(name, line, column, BY_NAME[source].csv_name)
        if BY_NAME[name].coded:
            self._made_codes.clear()
            for line, cells in self._rows[name].items():
                cells["code"] = self._code(name, line, cells)

    def _links(self, name: str) -> list[tuple[str, str]]:
        """The columns of this file that another file of the same table fills, each after that file."""
        use = self.translation.uses[name]
        links = ((beside, *LINKS[use.file, beside]) for beside in use.files[1:])
        return [(use.file if name == beside else beside, column) for beside, owner, column in links if owner == name]

    def _linked(self, source: str, column: str, line: int) -> str:
        """What the row of this line in another file is called, or whose it is."""
        cells = self._rows[source].get(line, {})
        belongs = column == "customer" and source != "customers"
        return cells.get("customer" if belongs else "code", "")

    def _doubt(self, name: str, line: int, column: str, source: str) -> None:
        """Whose name may mean several is in doubt wherever the row is linked."""
        found = self.translation.ambiguous.get((source, line, "code"))
        if found is not None:
            self.translation.ambiguous[BY_NAME[name].csv_name, line, column] = found

    def _code(self, name: str, line: int, cells: Cells) -> str:
        register, called = self.registers.of(name), cells.get("name", "")
        owner = self._owner(name, cells)
        code = cells.get("code", "") or self._made(name, line, called, owner, cells)
        if code:
            register.add(code, called, owner)
        return code

    def _owner(self, name: str, cells: Cells) -> str:
        if name not in WITHIN:
            return ""
        return self.registers.resolve("customers", cells.get(WITHIN[name], ""))[0]

    def _made(self, name: str, line: int, called: str, owner: str, cells: Cells) -> str:
        if not called:
            return made_code("", *cells.values()) if "name" not in BY_NAME[name].names else ""
        if name in NAMESAKES:
            return self._made_for_one(called, owner)
        known = self.registers.of(name).codes_of(called, owner)
        if len(known) > 1:
            self.translation.ambiguous[BY_NAME[name].csv_name, line, "code"] = (called, known)
            return ""
        return known[0] if known else made_code(called, owner)

    def _made_for_one(self, called: str, owner: str) -> str:
        # The first of several namesakes has the code that it would have alone.
        number, code = 1, made_code(called, owner)
        while code in self._made_codes:
            number += 1
            code = made_code(called, owner, str(number))
        self._made_codes.add(code)
        return code

    def finished(self, name: str) -> list[Row]:
        rows = [(line, self._resolved(name, line, cells)) for line, cells in self._rows[name].items()]
        rows = _folded(name, self.translation.uses[name], rows)
        return self._keep_stored(name, rows)

    def _resolved(self, name: str, line: int, cells: Cells) -> Cells:
        for column in BY_NAME[name].columns:
            text = cells.get(column.name)
            if text and column.kind is Kind.REFERENCES:
                cells[column.name] = ";".join(
                    self._followed(name, line, cells, column, part.strip())
                    for part in SEVERAL.split(text)
                    if part.strip()
                )
            elif text and column.kind is Kind.REFERENCE:
                cells[column.name] = self._followed(name, line, cells, column, text)
        return cells

    def _followed(self, name: str, line: int, cells: Cells, column: Column, text: str) -> str:
        target = column.target or INFLUENCER_TARGETS.get(cells.get("kind", ""), "")
        if not target:
            return text
        codes = self.registers.resolve(target, text, self._within(cells))
        if len(codes) > 1:
            self.translation.ambiguous[BY_NAME[name].csv_name, line, column.name] = (text, codes)
            return text
        return codes[0]

    def _within(self, cells: Cells) -> str:
        """The customer whose people and opportunities a row speaks of, as far as it says."""
        if customer := cells.get("customer"):
            return self.registers.resolve("customers", customer)[0]
        for column, file in (("opportunity", "opportunities"), ("key_person", "key_people")):
            if text := cells.get(column):
                return self.registers.owner_of(file, self.registers.resolve(file, text)[0])
        return ""

    def _keep_stored(self, name: str, rows: list[Row]) -> list[Row]:
        """What is the same for all rows is meant for new ones: rows that are there keep what they have.

        So do those found by their name, which may be written a little differently.
        """
        use = self.translation.uses[name]
        given = ((target.partition("."), text) for target, text in use.constants.items())
        constants = {column: text for (file, _, column), text in given if file == name}
        named = [] if f"{name}.code" in use.columns.values() or "name" not in BY_NAME[name].names else ["name"]
        kept = _kept(name, [cells for _, cells in rows], [*constants, *named])
        return [(line, {**cells, **constants, **kept(cells)}) for line, cells in rows]


def _kept(name: str, rows: Sequence[Cells], columns: list[str]) -> Callable[[Cells], Cells]:
    if name == "ownerships":
        lasting = stored_ownerships(cells.get("customer", "") for cells in rows)
        return lambda cells: lasting.get((cells.get("customer", ""), cells.get("employee", "")), {})
    if not (BY_NAME[name].coded and columns):
        return lambda _: {}
    known = stored_cells(name, columns, [cells["code"] for cells in rows])
    return lambda cells: known.get(cells["code"], {})


def _row_reader(use: Use, name: str, found: Found) -> Callable[[list[str]], Cells]:
    """Reads the cells of this file out of a foreign row; nothing for a row that says nothing of it."""
    file = BY_NAME[name]
    readers = {
        column.name: (at, Reader(name, column, found.headings[at], use.values.get(f"{name}.{column.name}", {})))
        for column in file.columns
        if (at := use.position(f"{name}.{column.name}")) is not None and at < len(found.headings)
    }
    telling = [column for column in readers if name != "customers" or column in ("code", "name")]

    def read(row: list[str]) -> Cells:
        cells = {column: reader.read(row[at]) if at < len(row) else "" for column, (at, reader) in readers.items()}
        return cells if name == use.file or any(cells[column] for column in telling) else {}

    return read


def _folded(name: str, use: Use, rows: list[Row]) -> list[Row]:
    """Rows that got one code for one name are one row, and so are rows beside that say the same."""
    if f"{name}.code" in use.columns.values() and name == use.file:
        return rows
    if BY_NAME[name].coded:
        return list(_merged_by_code(rows))
    return (
        rows
        if name == use.file
        else list({tuple(cells.items()): (line, cells) for line, cells in reversed(rows)}.values())[::-1]
    )


def _merged_by_code(rows: list[Row]) -> Iterator[Row]:
    """The first row of each code, its blanks filled from the later ones; rows without a code stay."""
    first: dict[str, Cells] = {}
    for _, cells in rows:
        known = first.setdefault(cells["code"], cells)
        if known is not cells and cells["code"]:
            known.update({column: text for column, text in cells.items() if text and not known.get(column)})
    return ((line, cells) for line, cells in rows if not cells["code"] or first[cells["code"]] is cells)
