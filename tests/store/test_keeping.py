"""One row in and out of cells; two people at one value; what the trail keeps."""

from datetime import UTC, datetime

import pytest

from renmai.domain.errors import ConflictError
from renmai.intake.bundle import FILES
from renmai.store import facts
from renmai.store.actions.keeping import drop, keep, refuse_changed
from renmai.store.actions.revision import recording
from renmai.store.cells import KEYS, cells_of, fill, find, key_of
from renmai.store.models import AuditEntry, Influence, KeyPerson, Revision
from tests.people import NAMES

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("world")


def person() -> KeyPerson:
    return KeyPerson.unscoped.get(code="harbour-boss")


def rename(title: str, *, seen: str | None = None, actor: str = "owner") -> None:
    with recording("edit", actor, NOW) as record:
        found = person()
        held = cells_of(found)
        refuse_changed(found, held, {"title": title}, {} if seen is None else {"title": seen})
        found.title = title
        keep(record, found, held)


def test_keys_are_those_of_the_bundle() -> None:
    assert {file.name: KEYS.get(file.name, ("code",)) for file in FILES} == {file.name: file.key for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_cells_are_what_an_export_writes(file: object) -> None:
    name = file.name  # type: ignore[attr-defined]
    columns = [column.name for column in file.columns]  # type: ignore[attr-defined]
    for stored in facts.rows(name, columns):
        row = facts.MANAGERS[name].get(pk=stored.pk)
        cells = cells_of(row)
        assert {column: cells[column] for column in columns} == dict(zip(columns, stored.cells, strict=True))
        assert find(name, key_of(name, cells)).pk == row.pk
        again = type(row)(pk=row.pk)
        fill(again, cells)
        assert cells_of(again) == cells


def test_unchanged_row_leaves_no_trace() -> None:
    before = Revision.objects.count()
    rename(person().title)
    assert Revision.objects.count() == before


def test_kept_row_is_in_the_trail_with_both_sides() -> None:
    rename("董事长")
    entry = AuditEntry.objects.get()
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.key, entry.before["title"], entry.after["title"]) == (["harbour-boss"], "总经理", "董事长")
    assert entry.revision.changed.get().customer.code == "harbour"


def test_dropped_row_is_in_the_trail() -> None:
    with recording("end", "owner", NOW) as record:
        drop(record, Influence.unscoped.get(kind="internal"))
    entry = AuditEntry.objects.get()
    assert entry.before is not None
    assert entry.after is None
    assert entry.before["influencer"] == "harbour-boss"


def test_later_one_is_told_who_changed_the_value_and_what_it_is_now() -> None:
    rename("董事长", seen="总经理", actor="leader")
    with pytest.raises(ConflictError) as refused:
        rename("执行董事", seen="总经理")
    told = refused.value
    assert (told.column, told.who, told.when) == ("title", NAMES["leader"], NOW)
    assert (told.was, told.now) == ("总经理", "董事长")
    assert person().title == "董事长"


def test_same_wish_is_no_conflict() -> None:
    rename("董事长", seen="总经理", actor="leader")
    rename("董事长", seen="总经理")
    assert Revision.objects.count() == 2


def test_conflict_names_who_changed_the_value_not_who_wrote_the_row_last() -> None:
    rename("董事长", seen="总经理", actor="leader")
    with recording("edit", "mate", NOW) as record:
        found = person()
        held = cells_of(found)
        found.department = "董事会"
        keep(record, found, held)
    with pytest.raises(ConflictError) as refused:
        rename("执行董事", seen="总经理")
    assert refused.value.who == NAMES["leader"]
