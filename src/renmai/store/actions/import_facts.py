"""Writing the facts of a bundle, checked before, in bulk (spec 2)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice, repeat
from typing import Final

from django.db import models

from renmai.store import facts
from renmai.store.actions.bulk import CHUNK, Bulk, Value, Values
from renmai.store.actions.revision import Recording
from renmai.store.facts import INFLUENCERS, AnyField
from renmai.store.models import ActivityPerson, KeyPerson, Opportunity

Cells = tuple[str, ...]
Progress = Callable[[str, int], None]
Column = Iterable[Value]

_BOOLEANS: Final[dict[str, Value]] = {"yes": True, "no": False, "": None}
_STRUCTURE: Final = ("teams", "employees", "competitors")
"""Files of no one customer: a change in them may change any figure."""
_APART: Final = ("ownerships", "reporting")
"""Files whose rows must not share a day: changed one by one, two of them could for a moment."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A stored row that becomes another one."""

    pk: int
    before: Cells
    after: Cells


@dataclass(slots=True)
class FileChanges:
    """What an import does to one file; cells in the order of `columns`.

    `superseded`: rows that a later row of the same key corrected, each with the one that holds.
    """

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    added: list[Cells] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    superseded: list[tuple[Cells, Cells]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.superseded)

    @property
    def bulk(self) -> Bulk:
        return Bulk(facts.table_of(facts.MANAGERS[self.file].model))

    def cells_of(self, column: str) -> Iterator[str]:
        """The texts of a column in all rows that are added or changed, before and after."""
        at = self.columns.index(column)
        rows = chain(self.added, *((changed.before, changed.after) for changed in self.changed))
        return (cells[at] for cells in rows)


def write(record: Recording, changes: Sequence[FileChanges], progress: Progress) -> None:
    """Write the changes in the order given, within the transaction of `record`.

    Adds are told by their revision; changed and superseded rows also by the audit trail.
    References may lead to rows added by the same call. `progress` gets file and rows written.
    """
    keys = _Keys(changes)
    for change in filter(None, changes):
        _FileWriter(change, keys, record).write(progress)
        _audit(record, change)
    _note_customers(record, changes)


class _Keys:
    """Primary keys by code, of what is stored and of what is about to be."""

    def __init__(self, changes: Sequence[FileChanges]) -> None:
        self._changes = {change.file: change for change in changes}
        self._codes: dict[str, dict[str, int | None]] = {}
        self._firsts: dict[str, int] = {}

    def first_added(self, file: str) -> int:
        """The first of the consecutive keys given to the file's added rows."""
        if file not in self._firsts:
            self._firsts[file] = self._changes[file].bulk.next_pk()
        return self._firsts[file]

    def of(self, file: str) -> Mapping[str, int | None]:
        """Keys of a coded file; a blank reference leads nowhere."""
        if file not in self._codes:
            found: dict[str, int | None] = {"": None, **facts.codes(file)}
            change = self._changes.get(file)
            if change is not None and change.added:
                at = change.columns.index("code")
                found.update((cells[at], pk) for pk, cells in enumerate(change.added, self.first_added(file)))
            self._codes[file] = found
        return self._codes[file]


class _FileWriter:
    """Turns the cells of one file into values of its table."""

    def __init__(self, change: FileChanges, keys: _Keys, record: Recording) -> None:
        self.change = change
        self.keys = keys
        self.number = record.number
        self.fields = [name for column in change.columns for name in self._field_names(column)] + ["revision_id"]

    def write(self, progress: Progress) -> None:
        change, bulk = self.change, self.change.bulk
        if change.changed:
            self._change()
        if change.added:
            pks = range(first := self.keys.first_added(change.file), first + len(change.added))
            rows = self._values(change.added, pks)
            bulk.insert([*self.fields, "id"], rows, lambda done: progress(change.file, done))
        if change.file == "activities":
            self._write_people()

    def _change(self) -> None:
        bulk, rows = self.change.bulk, [changed.after for changed in self.change.changed]
        pks = [changed.pk for changed in self.change.changed]
        if self.change.file in _APART:
            bulk.delete("id", pks)
            bulk.insert([*self.fields, "id"], self._values(rows, pks), lambda _: None)
        else:
            bulk.update(self.fields, self._values(rows, pks))

    def _field_names(self, column: str) -> list[str]:
        if column == "influencer":
            return [f"{name}_id" for name in INFLUENCERS.values()]
        if column == "key_people":
            return []
        return [facts.field_of(self.change.file, column).attname]

    def _values(self, rows: Sequence[Cells], pks: Sequence[int]) -> Iterator[Values]:
        """One tuple per row: the fields, the revision, the primary key."""
        found = iter(rows)
        done = 0
        while chunk := list(islice(found, CHUNK)):
            cells = dict(zip(self.change.columns, zip(*chunk, strict=True), strict=True))
            columns = (values for name in self.change.columns for values in self._converted(name, cells))
            yield from zip(*columns, repeat(self.number, len(chunk)), pks[done : done + len(chunk)], strict=True)
            done += len(chunk)

    def _converted(self, column: str, cells: Mapping[str, tuple[str, ...]]) -> list[Column]:
        """The values of the fields that hold the column; none for what has a table of its own."""
        if column == "key_people":
            return []
        if column == "influencer":
            return [self._influencers(kind, field, cells["kind"], cells[column]) for kind, field in INFLUENCERS.items()]
        return [self._values_of(facts.field_of(self.change.file, column), cells[column])]

    def _values_of(self, field: AnyField, texts: tuple[str, ...]) -> Column:
        match field:
            case models.ForeignKey():
                return map(self.keys.of(facts.target_of(field)).__getitem__, texts)
            case models.DateField():
                return (text or None for text in texts)
            case models.BooleanField():
                return map(_BOOLEANS.__getitem__, texts)
            case models.IntegerField():
                return (int(text) if text else None for text in texts)
            case _:
                return texts

    def _influencers(self, kind: str, name: str, kinds: Column, codes: tuple[str, ...]) -> Column:
        keys = self.keys.of(facts.target_of(facts.field_of(self.change.file, name)))
        return (keys[code] if found == kind else None for found, code in zip(kinds, codes, strict=True))

    def _write_people(self) -> None:
        """The key persons met: those of an activity are written anew when it changes."""
        change, at = self.change, self.change.columns.index("key_people")
        first = self.keys.first_added(change.file)
        met = [
            *((changed.pk, changed.after[at]) for changed in change.changed),
            *((pk, cells[at]) for pk, cells in enumerate(change.added, first) if cells[at]),
        ]
        people = self.keys.of("key_people")
        bulk = Bulk(facts.table_of(ActivityPerson))
        bulk.delete("activity_id", (pk for pk, _ in met[: len(change.changed)]))
        pairs = ((pk, at, people[code]) for pk, codes in met for at, code in enumerate(filter(None, codes.split(";"))))
        rows = ((*pair, pk) for pk, pair in enumerate(pairs, bulk.next_pk()))
        bulk.insert(["activity_id", "position", "key_person_id", "id"], rows, lambda _: None)


def _audit(record: Recording, change: FileChanges) -> None:
    positions = [change.columns.index(name) for name in change.key]
    replaced = chain(((changed.before, changed.after) for changed in change.changed), change.superseded)
    for before, after in replaced:
        key = [after[at] for at in positions]
        record.audit(
            change.file,
            key,
            dict(zip(change.columns, before, strict=True)),
            dict(zip(change.columns, after, strict=True)),
        )


def _note_customers(record: Recording, changes: Sequence[FileChanges]) -> None:
    people, opportunities = _CustomerOf(KeyPerson), _CustomerOf(Opportunity)
    customers = facts.codes("customers")
    for change in filter(None, changes):
        if change.file in _STRUCTURE:
            record.everything = True
            continue
        if change.file == "customers":
            record.touch(map(customers.__getitem__, set(change.cells_of("code"))))
        if "customer" in change.columns:
            record.touch(map(customers.__getitem__, set(change.cells_of("customer"))))
        if "key_person" in change.columns:
            record.touch(map(people.by_code.__getitem__, set(change.cells_of("key_person")) - {""}))
        if "opportunity" in change.columns:
            record.touch(map(opportunities.by_code.__getitem__, set(change.cells_of("opportunity")) - {""}))


class _CustomerOf:
    """The customer's primary key by the code of what belongs to it, looked up when first needed."""

    def __init__(self, model: type[KeyPerson] | type[Opportunity]) -> None:
        self.model = model

    @cached_property
    def by_code(self) -> dict[str, int]:
        return dict(self.model.unscoped.values_list("code", "customer_id"))
