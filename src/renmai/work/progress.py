"""How far a job is, in files beside the database.

A job that writes holds SQLite's only writer, so nobody could tell its progress there. Every
attempt has files of its own in the job's folder: what it says, and what it is told.
"""

import json
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final
from uuid import UUID

from django.conf import settings

BEAT: Final = 2.0
"""Seconds between signs of life."""
SILENCE: Final = 15.0
"""Seconds without one after which nobody is thought to work on it."""
SHOWN_EVERY: Final = 0.2

Report = Callable[[str, int, int], None]
"""Takes what is being done by name, how much of it is done, and of how much (0: unknown)."""


class CancelledError(Exception):
    """Whoever asked for the job does not want it any more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`step` is a name for `wording`, or of a file; `total` 0: nobody knows."""

    step: str = ""
    done: int = 0
    total: int = 0


def folder_of(job: UUID) -> Path:
    """The job's folder, open to the server alone; made if it is not there."""
    folder: Path = settings.DATA_DIR / "jobs" / str(job)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def forget_folder(job: UUID) -> None:
    shutil.rmtree(settings.DATA_DIR / "jobs" / str(job), ignore_errors=True)


def forget_folders(but: Collection[str]) -> None:
    """Remove the folders of all jobs but some."""
    for folder in (settings.DATA_DIR / "jobs").glob("*"):
        if folder.name not in but:
            shutil.rmtree(folder, ignore_errors=True)


def read_progress(job: UUID, attempt: int) -> Progress:
    try:
        return Progress(**json.loads(_said(job, attempt).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return Progress()  # a machine that lost power may leave anything


def is_alive(job: UUID, attempt: int) -> bool:
    """Whether a worker gave a sign of life lately."""
    try:
        # Set back, the clock would keep whoever died alive until then.
        return abs(time.time() - _said(job, attempt).stat().st_mtime) < SILENCE
    except FileNotFoundError:
        return False


def ask_to_stop(job: UUID, attempt: int) -> None:
    """Tell whoever works on this attempt to stop; nothing of it will be kept."""
    folder_of(job)
    _stop(job, attempt).touch()


def is_asked_to_stop(job: UUID, attempt: int) -> bool:
    return _stop(job, attempt).exists()


def _said(job: UUID, attempt: int) -> Path:
    return Path(settings.DATA_DIR / "jobs" / str(job) / f"{attempt}.progress")


def _stop(job: UUID, attempt: int) -> Path:
    return Path(settings.DATA_DIR / "jobs" / str(job) / f"{attempt}.stop")


class _Teller:
    """Writes what is told, not more often than anybody could read it."""

    def __init__(self, job: UUID, attempt: int) -> None:
        self.job, self.attempt = job, attempt
        self._lock = Lock()
        self._told = 0.0
        self._latest = Progress()
        folder_of(job)
        self.write()

    def report(self, step: str, done: int, total: int) -> None:
        if is_asked_to_stop(self.job, self.attempt):
            raise CancelledError
        new_step = step != self._latest.step
        self._latest = Progress(step, done, total)
        if new_step or time.monotonic() - self._told >= SHOWN_EVERY:
            self.write()

    def write(self) -> None:
        """Readers find either what was told before or all of this."""
        with self._lock:
            self._told = time.monotonic()
            path = _said(self.job, self.attempt)
            beside = path.with_suffix(".telling")
            beside.write_text(json.dumps(asdict(self._latest)), encoding="utf-8")
            os.replace(beside, path)


@contextmanager
def told_progress(job: UUID, attempt: int) -> Iterator[Report]:
    """Tell how far this attempt is, and that somebody is at it, until the body ends.

    What is handed out raises `CancelledError` once somebody has asked to stop.
    """
    teller, over = _Teller(job, attempt), Event()
    beating = Thread(target=_beat, args=(teller, over), daemon=True)
    beating.start()
    try:
        yield teller.report
    finally:
        over.set()
        beating.join()


def _beat(teller: _Teller, over: Event) -> None:
    while not over.wait(BEAT):
        teller.write()
