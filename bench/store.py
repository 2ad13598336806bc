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


def import_into(folder: Path, data: Dataset) -> Import:
    """Import the data set by the command line into a new database in this data folder."""
    rows = write_bundle(data, folder / "bundle")
    _run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], folder)
    seconds, peak = _run([sys.executable, "-m", "renmai.cli.main", "import", str(folder / "bundle")], folder)
    return Import(rows, len(data.assessments.person), seconds, peak)


def _environment(folder: Path) -> dict[str, str]:
    return {"RENMAI_DATA_DIR": str(folder), "RENMAI_DATABASE_URL": f"sqlite:///{folder / DATABASE}"}


def _run(command: list[str], folder: Path) -> tuple[float, int]:
    """Seconds and peak memory of one child process, which must succeed."""
    begun = perf_counter()
    with subprocess.Popen(command, env=os.environ | _environment(folder), stdout=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return perf_counter() - begun, usage.ru_maxrss * KILOBYTE


def use_database(folder: Path) -> None:
    """Set up Renmai in this process over an imported data set, once."""
    os.environ.update(_environment(folder))
    start("en")
