"""`renmai backup` and `renmai restore`, as processes: everything comes back, and nothing is lost by mistake."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from renmai.store.backup import PASSING
from tests.cli.command import SHARED, Renmai
from tests.faults.installations import other, renmai
from tests.faults.killing import Nursery

__all__ = ["other", "renmai"]


STARRING = (
    "from renmai.cli.setup import start; start('en'); from tests.faults.inside import star_for_ever; star_for_ever()"
)


def manifest(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as archive:
        told: dict[str, object] = json.loads(archive.read("manifest.json"))
    return told


def test_backup_comes_back_in_an_empty_installation(
    nurse: Nursery, renmai: Renmai, other: Renmai, tmp_path: Path
) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    nurse.call(renmai, "session", "owner")
    state = nurse.state(renmai)
    said = nurse.done(renmai, "backup", backup)

    assert f"{sum(state['counts'].values()):,} rows" in said
    assert backup.stat().st_mode & 0o777 == 0o600
    told = manifest(backup)
    assert (told["counts"], told["revision"]) == (state["counts"], 1)
    assert nurse.state(renmai) == state, "a backup writes nothing"

    said = nurse.done(other, "restore", backup)

    assert "are those of the backup" in said
    found = nurse.state(other)
    more = {"store_revision": 1, "store_auditentry": 1}
    assert found["counts"] == {table: rows + more.get(table, 0) for table, rows in state["counts"].items()}
    assert (found["reports"], found["revision"]) == (state["reports"], 2)
    nurse.require_sound(other)
    assert nurse.run(other, "account", "other")[0] == 2, "accounts came back: the password is asked for and refused"


def test_session_is_in_no_backup(nurse: Nursery, renmai: Renmai, other: Renmai, tmp_path: Path) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    session = nurse.call(renmai, "session", "owner")
    nurse.done(renmai, "backup", backup)
    with zipfile.ZipFile(backup) as archive:
        copy = archive.read("database")
    assert session.encode() not in copy
    assert not set(PASSING) & set(json.loads(zipfile.ZipFile(backup).read("manifest.json"))["counts"])
    nurse.done(other, "restore", backup)
    assert nurse.call(other, "sessions") == 0


def test_restore_overwrites_nothing_unless_told_to(
    nurse: Nursery, renmai: Renmai, other: Renmai, tmp_path: Path
) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    nurse.done(renmai, "backup", backup)
    nurse.done(other, "import", SHARED / "tiny")
    before = nurse.state(other)

    status, said = nurse.run(other, "restore", backup)

    assert (status, said.count("\n"), "--replace" in said) == (2, 1, True)
    assert nurse.state(other) == before
    nurse.done(other, "restore", backup, "--replace")
    assert nurse.state(other)["reports"] == nurse.state(renmai)["reports"]


def test_backup_never_overwrites(nurse: Nursery, renmai: Renmai, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    status, said = nurse.run(renmai, "backup", tmp_path / "b")
    assert (status, said.count("\n"), (tmp_path / "b").read_text()) == (2, 1, "mine")


@pytest.mark.parametrize("damage", ["truncated", "flipped", "text"])
def test_damaged_backup_changes_nothing(nurse: Nursery, renmai: Renmai, tmp_path: Path, damage: str) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    nurse.done(renmai, "backup", backup)
    whole = backup.read_bytes()
    place = len(whole) // 3
    # A single bit may say the same in another way: where the page of a database is empty, how far back to copy from.
    flipped = whole[:place] + bytes(byte ^ 0xFF for byte in whole[place : place + 64]) + whole[place + 64 :]
    backup.write_bytes({"truncated": whole[:-100], "flipped": flipped, "text": b"code,name\n"}[damage])
    before = nurse.state(renmai)

    status, said = nurse.run(renmai, "restore", backup, "--replace")

    assert (status, said.count("\n")) == (2, 1), said
    assert nurse.state(renmai) == before
    assert [path.name for path in renmai.folder.iterdir() if "unfinished" in path.name] == []


def test_whoever_was_erased_since_stays_erased(nurse: Nursery, renmai: Renmai, tmp_path: Path) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    nurse.done(renmai, "backup", backup)
    nurse.call(renmai, "erase", "mill-boss", "departed")
    erased = nurse.call(renmai, "names", ["mill-boss", "departed"])

    said = nurse.done(renmai, "restore", backup, "--replace")

    assert "erased here too: 2" in said
    assert nurse.call(renmai, "names", ["mill-boss", "departed"]) == erased
    nurse.require_sound(renmai)


def test_second_steps_open_with_the_key_of_another_server(
    nurse: Nursery, renmai: Renmai, other: Renmai, tmp_path: Path
) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    nurse.call(renmai, "add_second_step", "the first server's key")
    assert nurse.call(renmai, "back_up", "the first server's key", str(backup)) == 0

    nurse.done(other, "restore", backup)

    assert nurse.call(other, "second_step") == ["JBSWY3DPEHPK3PXP", "seed of codes", "one code"]
    told = backup.read_bytes()
    assert b"the first server's key" not in told


def test_damaged_database_is_put_aside_and_replaced(
    nurse: Nursery, renmai: Renmai, other: Renmai, tmp_path: Path
) -> None:
    if not renmai.url.startswith("sqlite"):
        pytest.skip("a file of SQLite's")
    backup, file = tmp_path / "all.renmai", renmai.folder / "renmai.sqlite3"
    nurse.call(renmai, "world")
    nurse.done(renmai, "backup", backup)
    told = nurse.state(renmai)["reports"]
    file.write_bytes(b"garbage" * 10_000)

    status, said = nurse.run(renmai, "restore", backup)
    assert (status, "--replace" in said) == (2, True)
    status, said = nurse.run(renmai, "restore", backup, "--replace")

    assert (status, "erase them again" in said) == (2, True), said
    assert nurse.state(renmai)["reports"] == told
    assert file.with_name("renmai.sqlite3.damaged").read_bytes().startswith(b"garbage")
    nurse.require_sound(renmai)


def test_password_of_the_database_is_on_no_command_line(renmai: Renmai, tmp_path: Path) -> None:
    """A stand-in for `pg_dump` writes down what it was given; the database need not know the password."""
    if renmai.url.startswith("sqlite"):
        pytest.skip("SQLite has no password")
    spy, told = tmp_path / "bin" / "pg_dump", tmp_path / "told"
    spy.parent.mkdir()
    spy.write_text(f'#!/bin/sh\n(echo "$@"; env; cat "$PGPASSFILE"; stat -c %a "$PGPASSFILE") > {told}\nexit 3\n')
    spy.chmod(0o755)
    user, host = renmai.url.split("@", 1)
    environment = renmai.environment() | {
        "PATH": f"{spy.parent}:{os.environ['PATH']}",
        "RENMAI_DATABASE_URL": f"{user}:s3cr%3At%5C@{host}",
    }
    command = [sys.executable, "-m", "renmai.cli.main", "backup", str(tmp_path / "b")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    *lines, secret, mode = told.read_text().splitlines()
    assert not [line for line in lines if "s3cr" in line]
    assert (secret, mode) == ("*:*:*:*:s3cr\\:t\\\\", "600")
    assert not (tmp_path / "b").exists()


def test_backup_while_others_write_is_of_one_moment(
    nurse: Nursery, renmai: Renmai, other: Renmai, tmp_path: Path
) -> None:
    backup = tmp_path / "all.renmai"
    nurse.call(renmai, "world")
    writer = subprocess.Popen(
        [sys.executable, "-c", STARRING],
        env=renmai.environment() | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        nurse.done(renmai, "backup", backup)
        writer.stdout.readline()
    finally:
        writer.kill()
        writer.communicate()
    nurse.done(other, "restore", backup)
    nurse.require_sound(other)
    told = manifest(backup)
    assert nurse.state(other)["revision"] == int(str(told["revision"])) + 1
    if renmai.url.startswith("sqlite"):
        with closing(sqlite3.connect(renmai.folder / "renmai.sqlite3")) as found:
            assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
