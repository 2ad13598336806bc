"""The processes of a server while it is under load: memory, processor time, and waiting for locks."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Final, Self

import numpy as np
import psycopg

PROC: Final = Path("/proc")
KILOBYTE: Final = 1024
TICKS: Final = os.sysconf("SC_CLK_TCK")
SESSION, UTIME, STIME = 3, 11, 12
"""Places in /proc/PID/stat after the name."""


@dataclass(frozen=True, slots=True)
class Sample:
    """`pss`: bytes, shared pages counted once; `rss`: bytes as if nothing were shared. `waiting`: for locks."""

    when: float
    pss: int
    rss: int
    processes: int
    waiting: int


@dataclass(slots=True)
class Watch:
    """Looks at all processes of a session every few seconds until it is stopped."""

    session: int
    every: float
    database: str = ""
    """The address of the PostgreSQL database, blank for SQLite."""
    samples: list[Sample] = field(default_factory=list)
    _spent: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Processor seconds of each process when it was first and last seen."""
    _over: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._look_on)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        assert self._thread
        self._thread.join()

    def processor(self, kind: str) -> float:
        """Seconds of all processes of a kind, `server` or `PostgreSQL`, while it was watched."""
        return sum(last - first for name, (first, last) in self._spent.items() if name.startswith(kind))

    def _look_on(self) -> None:
        waiting = _waiting(self.database) if self.database else lambda: 0
        while True:
            self._look(waiting)
            if self._over.wait(self.every):
                self._look(waiting)
                return

    def _look(self, waiting: Callable[[], int]) -> None:
        pss = rss = count = 0
        for process in _processes(self.session):
            with suppress(OSError):
                held = _memory(process)
                pss, rss, count = pss + held["Pss"], rss + held["Rss"], count + 1
                self._note(f"server {process.name}", process)
        for process in _backends(self.database.rpartition("/")[2]) if self.database else ():
            with suppress(OSError):
                self._note(f"PostgreSQL {process.name}", process)
        self.samples.append(Sample(monotonic(), pss, rss, count, waiting()))

    def _note(self, name: str, process: Path) -> None:
        spent = sum(float(ticks) for ticks in _stat(process)[UTIME : STIME + 1]) / TICKS
        first, _ = self._spent.get(name, (spent, spent))
        self._spent[name] = first, spent


def growth(samples: list[Sample]) -> float:
    """Bytes a minute by which memory grew over the second half: the slope of the straight line through it."""
    half = samples[len(samples) // 2 :]
    if len(half) < 3:
        return 0.0
    slope, _ = np.polyfit([one.when for one in half], [one.pss for one in half], 1)
    return float(slope) * 60


def _processes(session: int) -> Iterator[Path]:
    for process in PROC.iterdir():
        if process.name.isdecimal():
            with suppress(OSError):
                if int(_stat(process)[SESSION]) == session:
                    yield process


def _backends(database: str) -> Iterator[Path]:
    """The processes of PostgreSQL that serve this database; it writes its name into their titles."""
    for process in PROC.iterdir():
        if process.name.isdecimal():
            with suppress(OSError):
                title = (process / "cmdline").read_bytes().decode("utf-8", "replace")
                if title.startswith("postgres: ") and f" {database} " in title:
                    yield process


def _stat(process: Path) -> list[str]:
    """Its fields after the name, which may hold anything."""
    return (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()


def _memory(process: Path) -> dict[str, int]:
    lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    pairs = (line.split()[:2] for line in lines)
    return {name.rstrip(":"): int(kilobytes) * KILOBYTE for name, kilobytes in pairs}


def _waiting(database: str) -> Callable[[], int]:
    connection = psycopg.connect(database, autocommit=True)
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return lambda: int(connection.execute(asked).fetchone()[0])  # type: ignore[index]
