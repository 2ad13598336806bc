"""`renmai verify`, as a process: it says what holds, lists what does not, and writes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command import SHARED, Renmai
from tests.faults.installations import bare, renmai
from tests.faults.killing import Nursery

__all__ = ["bare", "renmai"]


def test_everything_holds_and_nothing_is_written(nurse: Nursery, renmai: Renmai) -> None:
    nurse.done(renmai, "import", SHARED / "tiny")
    nurse.call(renmai, "star", "K01")
    before = nurse.state(renmai)
    said = nurse.done(renmai, "verify", "--questions", 2)
    assert "another engine" in said
    assert "Everything holds." in said
    assert nurse.state(renmai) == before


def test_empty_database_holds(nurse: Nursery, renmai: Renmai) -> None:
    assert "Everything holds." in nurse.done(renmai, "verify", "--questions", 1)


def test_what_does_not_hold_is_listed_with_status_2(nurse: Nursery, renmai: Renmai) -> None:
    nurse.call(renmai, "world")
    nurse.call(renmai, "lose_a_revision")
    status, said = nurse.run(renmai, "verify", "--questions", 1)
    assert status == 2
    assert "Does not hold: No revision is missing\n  store_revision 2\n" in said


def test_wrong_figure_is_found_by_the_other_engine(nurse: Nursery, renmai: Renmai) -> None:
    nurse.done(renmai, "import", SHARED / "tiny")
    status, said = nurse.call(renmai, "verify_with_a_wrong_figure")
    assert status == 2
    assert "  customer --as-of" in said


def test_damaged_file_is_found(nurse: Nursery, renmai: Renmai, tmp_path: Path) -> None:
    if not renmai.url.startswith("sqlite"):
        pytest.skip("a file of SQLite's")
    nurse.call(renmai, "world")
    with closing(sqlite3.connect(renmai.folder / "renmai.sqlite3")) as found:
        found.execute("PRAGMA writable_schema = ON")
        found.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL UNIQUE', '') WHERE name = 'store_team'")
        found.execute("DELETE FROM sqlite_master WHERE type = 'index' AND tbl_name = 'store_customer' AND sql IS NULL")
        found.commit()
    status, said = nurse.run(renmai, "verify", "--questions", 1)
    assert status == 2, said
    assert "Traceback" not in said


def test_older_database_is_left_to_those_who_migrate(nurse: Nursery, bare: Renmai) -> None:
    status, said = nurse.run(bare, "verify")
    assert (status, said.count("\n")) == (2, 1)
    assert not (bare.folder / "migrate.lock").exists()


@pytest.mark.parametrize("option", ["--questions", "--revisions", "--seed"])
def test_number_that_is_none_is_refused(nurse: Nursery, renmai: Renmai, option: str) -> None:
    status, said = nurse.run(renmai, "verify", option, "0")
    assert (status, said.count("\n")) == (2, 1)
