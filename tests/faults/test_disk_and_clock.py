"""A full disk, and a clock that jumps."""

import glob
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from renmai.refresh import current_panel, forget
from renmai.store.actions.focus import set_focus
from renmai.store.invariants import CHECKS, check
from renmai.store.models import Employee, KeyPerson, Revision
from tests.cli.command import SHARED, Renmai
from tests.faults.killing import Nursery

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
FAKETIME = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own size; only root may mount one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take up what is left of the disk."""
    path = folder / "filler"
    with path.open("wb") as file:
        try:
            while True:
                file.write(bytes(1 << 16))
                file.flush()
        except OSError:
            pass
    return path


@pytest.mark.skipif("postgresql" in str(settings.DATABASES["default"]["ENGINE"]), reason="the disk is PostgreSQL's own")
def test_full_disk_refuses_with_one_line_and_keeps_what_was(
    nurse: Nursery, renmai: Renmai, bundle: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "all.renmai"
    nurse.done(renmai, "import", bundle)
    nurse.done(renmai, "backup", backup)
    with small_disk(tmp_path / "disk", 8) as disk:
        at = Renmai(disk, f"sqlite:///{disk / 'renmai.sqlite3'}")
        nurse.done(at, "import", SHARED / "tiny")
        before = nurse.state(at)
        filler = fill(disk)
        commands: tuple[tuple[object, ...], ...] = (
            ("import", bundle),
            ("restore", backup, "--replace"),
            ("backup", disk / "b"),
            ("export", disk / "e"),
        )
        for command in commands:
            status, said = nurse.run(at, *command)
            assert status == 2, said
            assert said.splitlines()[-1].startswith("renmai: "), said
            assert "Traceback" not in said
        left = {path.name for path in disk.iterdir()} - {"renmai.sqlite3-wal", "renmai.sqlite3-shm"}
        assert left == {"filler", "migrate.lock", "renmai.sqlite3", "secret_key"}
        filler.unlink()
        assert nurse.state(at) == before
        nurse.done(at, "import", bundle)
        nurse.require_sound(at)


@pytest.mark.django_db
def test_what_was_saved_is_on_disk_before_anybody_is_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit")
        assert cursor.fetchone()[0] in (2, "on")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_clock_that_jumps_leaves_figures_and_the_trail_in_order(days: int) -> None:
    owner, person = Employee.objects.get(code="owner"), KeyPerson.unscoped.get(code="mill-boss")
    for number, jump in enumerate((0, days, 0, 0)):
        before = current_panel().revision
        set_focus(person, focus=number % 2 == 0, by=owner, now=NOW + timedelta(jump))
        assert current_panel().revision == before + 1
        people = current_panel().slabs[0].people
        assert bool(people.focus[people.code.tolist().index("mill-boss")]) == (number % 2 == 0)
    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 6))
    forget()
    assert [found for name in CHECKS if name != "integrity" and (found := check(name))] == []


@pytest.mark.skipif(not FAKETIME, reason="libfaketime is not installed here")
@pytest.mark.parametrize("jump", ["-400d", "+400d"])
def test_process_whose_clock_is_wrong_imports_and_reports(nurse: Nursery, renmai: Renmai, jump: str) -> None:
    nurse.call(renmai, "world")
    for fake in (jump, "+0d"):
        environment = renmai.environment() | {"LD_PRELOAD": FAKETIME[0], "FAKETIME": fake}
        command = ["python", "-m", "renmai.cli.main", "import", str(SHARED / "tiny")]
        done = subprocess.run(
            command,
            env=environment | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    nurse.require_sound(renmai)
