"""New rows that may be about somebody who is there already: to be merged or kept, as somebody decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from renmai.domain.likeness import Alike, company_core, plain
from renmai.intake.columns import Row
from renmai.intake.reading import Bundle
from renmai.intake.stored_cells import stored_cells, stored_of
from renmai.intake.table import Table

FILES: Final = ("customers", "key_people")
"""Files in which duplicates are looked for, those first to which others belong."""
SHOWN: Final = {"customers": ("industry", "region"), "key_people": ("department", "title")}
"""What helps to tell rows of one name apart, beside the customer."""


@dataclass(frozen=True, slots=True)
class Party:
    """A row that may be the same as another; `line` None: it is stored. `about`: what tells it apart."""

    code: str
    name: str
    line: int | None
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A new row and the one that it may be about. `same`: the names say the same, else they are alike.

    `suggested`: whether to merge them unless somebody decides; what came with a code of its own stays.
    """

    file: str
    new: Party
    old: Party
    same: bool
    suggested: bool

    @property
    def key(self) -> str:
        return f"{self.file}:{self.new.code}"


def find_pairs(bundle: Bundle, file: str, made: bool, customers: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of a file, each new row in one at most.

    `made`: codes were made from names. `customers`: codes that customers of the bundle take
    because they were merged.
    """
    table = bundle.tables.get(file)
    if table is None:
        return
    known = stored_cells(file, ["name"], _texts(table, "code"))
    new = [(line, row) for line, row in zip(table.lines, table.rows, strict=True) if row[0] and row[0] not in known]
    if file == "customers":
        yield from _companies(table, new, made)
    else:
        yield from _persons(table, new, made, customers)


def _texts(table: Table, column: str) -> set[str]:
    at = table.file.position(column)
    return {text for row in table.rows if (text := row[at])}


def _party(table: Table, line: int | None, row: Row) -> Party:
    cells = dict(zip(table.file.names, row, strict=True))
    about = tuple(cells.get(column) or "" for column in SHOWN[table.file.name])
    return Party(cells["code"] or "", cells["name"] or "", line, about)


def _companies(table: Table, new: list[tuple[int, Row]], made: bool) -> Iterator[Pair]:
    parties = [_party(table, None, row) for row in stored_of(table.file.name, table.file.names)]
    alike = Alike()
    for place, party in enumerate(parties):
        alike.add(company_core(party.name), place)
    for line, row in new:
        party, core = _party(table, line, row), company_core(row[table.file.position("name")] or "")
        if not core:
            continue
        if same := alike.same(core):
            yield Pair(table.file.name, party, parties[same[0]], same=True, suggested=made)
        elif (near := next(alike.near(core), None)) is not None and parties[near].line is None:
            yield Pair(table.file.name, party, parties[near], same=False, suggested=False)
        alike.add(core, len(parties))
        parties.append(party)


def _persons(table: Table, new: list[tuple[int, Row]], made: bool, customers: Mapping[str, str]) -> Iterator[Pair]:
    customer_at, name_at = table.file.position("customer"), table.file.position("name")
    at_customer = {customers.get(row[customer_at] or "", row[customer_at] or "") for _, row in new}
    first: dict[tuple[str, str], Party] = {}
    for stored in stored_of(table.file.name, table.file.names, ("customer", at_customer)):
        first.setdefault((stored[customer_at], plain(stored[name_at])), _party(table, None, stored))
    for line, row in new:
        customer, name = row[customer_at], plain(row[name_at] or "")
        if not (customer and name):
            continue
        party = _party(table, line, row)
        known = first.setdefault((customers.get(customer, customer), name), party)
        if known is not party:
            yield Pair(table.file.name, party, known, same=True, suggested=made and not _contradict(party, known))


def _contradict(one: Party, other: Party) -> bool:
    """Whether two rows of one name within one file say different things; stored ones may have grown old."""
    return other.line is not None and any(a and b and a != b for a, b in zip(one.about, other.about, strict=True))


def decided(pairs: list[Pair], choices: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By file the code each merged row takes: as chosen by key (`merge` or `keep`), else as suggested."""
    merges: dict[str, dict[str, str]] = {}
    for pair in pairs:
        if choices.get(pair.key, "merge" if pair.suggested else "keep") == "merge":
            taken = merges.setdefault(pair.file, {})
            taken[pair.new.code] = taken.get(pair.old.code, pair.old.code)
    return merges
