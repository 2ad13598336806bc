"""Commands killed at any moment: what was acknowledged is there, and nothing half is to be seen."""

import shutil
from pathlib import Path

from tests.cli.command import SHARED, Renmai
from tests.faults.killing import KILLED, Nursery, State, moments


def test_killed_import_leaves_all_of_it_or_nothing(nurse: Nursery, renmai: Renmai, other: Renmai, bundle: Path) -> None:
    for at in (renmai, other):
        nurse.done(at, "import", SHARED / "tiny")
    before, seconds = nurse.state(renmai), nurse.seconds(other, "import", bundle)
    after = nurse.state(other)
    for moment in moments("import", seconds):
        status = nurse.killed(renmai, moment, "import", bundle)
        assert nurse.state(renmai) in ([after] if status == 0 else [before, after])
    nurse.done(renmai, "import", bundle)
    assert nurse.state(renmai)["reports"] == after["reports"]
    nurse.require_sound(renmai)


def test_killed_job_is_begun_again_and_done_once(nurse: Nursery, renmai: Renmai, bundle: Path, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "bundle"), "zip", bundle)
    nurse.call(renmai, "world")
    job = nurse.call(renmai, "queue_import", packed)
    before = nurse.state(renmai)["counts"]["store_keyperson"]
    for moment in moments("job", 1.5):
        nurse.killed(renmai, moment, "work", "--once")
        assert nurse.state(renmai)["counts"]["store_keyperson"] in (before, before + 2000)
        if nurse.call(renmai, "job_state", job)[0] != "done":
            nurse.call(renmai, "begin_again", job)
    nurse.done(renmai, "work", "--once")
    assert nurse.call(renmai, "job_state", job)[0] == "done", nurse.call(renmai, "job_state", job)
    assert nurse.state(renmai)["counts"]["store_keyperson"] == before + 2000
    nurse.require_sound(renmai)


def test_killed_export_and_backup_leave_no_half_file(
    nurse: Nursery, renmai: Renmai, other: Renmai, bundle: Path, tmp_path: Path
) -> None:
    nurse.done(renmai, "import", bundle)
    nurse.done(renmai, "import", SHARED / "tiny")
    told = nurse.state(renmai)["reports"]
    places = {"export": "facts.zip", "backup": "all.renmai"}
    for command, name in places.items():
        for number, moment in enumerate(moments(command, nurse.seconds(renmai, command, tmp_path / name))):
            path = tmp_path / command / f"{number}-{name}"
            status = nurse.killed(renmai, moment, command, path)
            assert path.exists() == (status == 0) or status == KILLED
            if path.exists() and command == "backup":
                nurse.done(other, "restore", path, "--replace")
                assert nurse.state(other)["reports"] == told
    nurse.done(renmai, "backup", tmp_path / "backup" / "last")
    assert [path.name for path in (tmp_path / "backup").iterdir() if "unfinished" in path.name] == []
    nurse.require_sound(renmai)


def test_killed_restore_leaves_the_old_database_or_the_new(
    nurse: Nursery, renmai: Renmai, other: Renmai, bundle: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "all.renmai"
    nurse.done(other, "import", bundle)
    nurse.done(other, "backup", backup)
    nurse.done(renmai, "import", SHARED / "tiny")
    old, new = nurse.state(renmai), nurse.state(other)
    seconds = nurse.seconds(other, "restore", backup, "--replace")
    for moment in moments("restore", seconds):
        status = nurse.killed(renmai, moment, "restore", backup, "--replace")
        found = nurse.state(renmai)
        assert found == old or (status in (0, KILLED) and found["reports"] == new["reports"])
    nurse.done(renmai, "restore", backup, "--replace")
    assert nurse.state(renmai)["reports"] == new["reports"]
    assert [path.name for path in renmai.folder.iterdir() if "unfinished" in path.name] == []
    nurse.require_sound(renmai)


def test_killed_reading_leaves_everything_as_it_was(nurse: Nursery, renmai: Renmai, bundle: Path) -> None:
    nurse.done(renmai, "import", bundle)
    before = nurse.state(renmai)
    for command in ("report customer", "verify"):
        for moment in moments(command, 1.0):
            nurse.killed(renmai, moment, *command.split())
    assert nurse.state(renmai) == before


def test_killed_migration_goes_on_where_it_was(nurse: Nursery, bare: Renmai, imported: State) -> None:
    nurse.call(bare, "at_migration", "0003")
    for moment in moments("migration", 2.0):
        nurse.killed(bare, moment, "report", "customer")
    assert nurse.state(bare)["reports"] == imported["reports"]
    nurse.require_sound(bare)
