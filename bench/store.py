"""The data set in a SQLite database of its own, imported by the command line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench.bundles import write_bundle
from bench.dataset import Dataset
from renmai.cli.setup import start

KILOBYTE: Final = 1024
DATABASE: Final = "bench.sqlite3"
"""The name of the database in a data folder."""


@dataclass(frozen=True, slots=True)
class Import:
    """One run of `renmai import` into a fresh SQLite database."""

    rows: int
    assessments: int
    seconds: float
    peak_bytes: int


@contextmanager
def imported(data: Dataset) -> Iterator[tuple[Import, Path]]:
    """Import the data set by the command line; gives the measurement and the data folder, which is then removed."""
    with TemporaryDirectory(prefix="renmai-bench-") as name:
        yield import_into(Path(name), data), Path(name)


def import_into(folder: Path, data: Dataset, url: str = "") -> Import:
    """Import the data set by the command line into a new database in this data folder, or at this address."""
    rows = write_bundle(data, folder / "bundle")
    where = environment(folder, url)
    _run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], where)
    seconds, peak = _run([sys.executable, "-m", "renmai.cli.main", "import", str(folder / "bundle")], where)
    return Import(rows, len(data.assessments.person), seconds, peak)


def environment(folder: Path, url: str = "") -> dict[str, str]:
    """What tells Renmai its data folder and its database; without an address one in the folder."""
    return {"RENMAI_DATA_DIR": str(folder), "RENMAI_DATABASE_URL": url or f"sqlite:///{folder / DATABASE}"}


def _run(command: list[str], where: dict[str, str]) -> tuple[float, int]:
    """Seconds and peak memory of one child process, which must succeed."""
    begun = perf_counter()
    with subprocess.Popen(command, env=os.environ | where, stdout=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return perf_counter() - begun, usage.ru_maxrss * KILOBYTE


def use_database(folder: Path, url: str = "") -> None:
    """Set up Renmai in this process over an imported data set, once."""
    os.environ.update(environment(folder, url))
    start("en")
