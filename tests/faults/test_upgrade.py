"""Databases of earlier versions: migrated with what is in them, and brought back from backups of theirs."""

from pathlib import Path

import pytest

from tests.cli.command import Renmai
from tests.faults.killing import KILLS, Nursery, State

EARLIER = [f"{number:04}" for number in range(1, 13, 1 if KILLS > 2 else 3)]
"""Every migration before the last in the longer form, every third in the shorter one."""


BACKED_UP = EARLIER[::3] if KILLS > 2 else EARLIER[-1:]


@pytest.mark.parametrize("number", EARLIER)
def test_migrated_database_says_what_an_import_of_its_facts_says(
    nurse: Nursery, bare: Renmai, imported: State, number: str
) -> None:
    nurse.call(bare, "at_migration", number)

    assert nurse.state(bare)["reports"] == imported["reports"]
    nurse.require_sound(bare)


@pytest.mark.parametrize("number", BACKED_UP)
def test_backup_of_an_earlier_version_is_brought_back_migrated(
    nurse: Nursery, bare: Renmai, other: Renmai, imported: State, tmp_path: Path, *, number: str
) -> None:
    backup = tmp_path / "old.renmai"
    nurse.call(bare, "at_migration", number)
    nurse.done(bare, "backup", backup)

    said = nurse.done(other, "restore", backup)

    assert "waited to be migrated" in said
    assert nurse.state(other)["reports"] == imported["reports"]
    nurse.require_sound(other)
