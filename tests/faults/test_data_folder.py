"""Files beside the database that a lost machine left damaged, old or half: nobody is kept out by them."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from renmai.config.cache import FileCache
from renmai.config.env import secret_key
from renmai.store.models import Employee, Job, JobState, Upload
from renmai.store.scratch import scratch
from renmai.work.progress import SILENCE, Progress, folder_of, is_alive, read_progress, told_progress
from renmai.work.queue import state_of
from renmai.work.upload import folder_of as upload_folder
from renmai.work.upload import read_notes
from tests.intake.facts import NOW
from tests.people import PASSWORD

DAMAGED = (
    b"",
    b"\0" * 64,
    b"{",
    b"null",
    b"[1]",
    b'{"of": "another version"}',
    b"\x80\x05K\x01.",
    b"\x80\x05\x95garbage",
)


@pytest.mark.parametrize("left", DAMAGED)
def test_damaged_count_of_tries_keeps_nobody_out(left: bytes, tmp_path: Path) -> None:
    cache = FileCache(str(tmp_path), {})
    cache.set("tries", [1])
    for path in tmp_path.iterdir():
        path.write_bytes(left)
    assert cache.get("tries") is None
    assert not cache.has_key("tries")
    assert cache.add("tries", [2])
    assert cache.get("tries") == [2]


def test_of_many_who_add_at_once_one_does(tmp_path: Path) -> None:
    together = Barrier(8)

    def added(key: str) -> bool:
        together.wait()
        return FileCache(str(tmp_path), {}).add(key, value="taken")

    with ThreadPoolExecutor(8) as pool:
        for number in range(100):
            assert sum(pool.map(added, [f"lock-{number}"] * 8)) == 1


@pytest.mark.usefixtures("world")
def test_people_sign_in_although_every_count_is_damaged(settings: Settings, tmp_path: Path) -> None:
    settings.CACHES = {"default": {"BACKEND": "renmai.config.cache.FileCache", "LOCATION": tmp_path}}
    asked = {"login": "owner", "password": "wrong", "username": "owner"}
    for _ in range(2):
        Client().post("/sign-in", asked)
        for path in tmp_path.iterdir():
            path.write_bytes(b"\x80\x05\x95garbage")
    answer = Client().post("/sign-in", asked | {"password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize("left", DAMAGED)
def test_damaged_progress_says_that_nothing_is_known(left: bytes) -> None:
    job = uuid4()
    (folder_of(job) / "1.progress").write_bytes(left)
    assert read_progress(job, 1) == Progress()


@pytest.mark.parametrize("left", DAMAGED[:3])
def test_damaged_notes_of_an_upload_are_none(left: bytes) -> None:
    upload = uuid4()
    upload_folder(upload).mkdir(parents=True)
    (upload_folder(upload) / "check.json").write_bytes(left)
    assert read_notes(upload, "check") is None


@pytest.mark.parametrize("hours", [-48, -1, 1, 48])
def test_sign_of_life_from_another_time_is_none(hours: int) -> None:
    """The clock was set meanwhile: whoever works gives a sign within seconds, and whoever died does not."""
    job = uuid4()
    with told_progress(job, 1):
        pass
    path = folder_of(job) / "1.progress"
    os.utime(path, (time.time() + hours * 3600,) * 2)
    assert not is_alive(job, 1)
    os.utime(path, (time.time() + SILENCE / 2,) * 2)
    assert is_alive(job, 1)


@pytest.mark.usefixtures("world")
def test_import_page_shows_an_upload_whose_files_are_gone(signed_in: Callable[[str], Client]) -> None:
    admin = Employee.objects.get(code="admin")
    job = Job.objects.create(kind="check-upload", employee=admin, language="en", state="running", created_at=NOW)
    upload = Upload.objects.create(employee=admin, created_at=NOW, names=["a.csv"], check_job=job)
    assert state_of(job) is JobState.INTERRUPTED
    client = signed_in("admin")
    assert client.get("/import").status_code == 200
    assert client.get(f"/import/{upload.pk}").status_code in (200, 302)


def test_secret_key_is_made_once_however_many_start(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 32))
    assert len(keys) == 1
    assert len(keys.pop()) > 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_what_killed_processes_left_goes_and_what_others_are_at_stays(tmp_path: Path) -> None:
    gone, alive = tmp_path / ".renmai-999999999.unfinished", tmp_path / f".renmai-{os.getppid()}.unfinished"
    for folder in (gone, alive):
        folder.mkdir()
    with scratch(tmp_path) as mine:
        assert mine.stat().st_mode & 0o077 == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted((alive.name, mine.name))
    assert [path.name for path in tmp_path.iterdir()] == [alive.name]
