"""What processes have used, as Linux tells it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Usage:
    """`processor` seconds and the sum of each process's own `peak` memory in bytes."""

    processor: float
    peak: float


def usage_of(processes: Iterable[int]) -> Usage:
    """Of these processes (0: this one) and all that they have started and that still run."""
    roots = {pid or os.getpid() for pid in processes}
    stats = {int(path.name): _stat(path) for path in PROC.iterdir() if path.name.isdigit()}
    parents = {pid: int(stat[1]) for pid, stat in stats.items() if stat}
    found = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    places = [PROC / str(pid) for pid in found]
    processor = sum(sum(map(int, stat[11:15])) for stat in map(_stat, places) if stat)
    return Usage(processor / TICKS, sum(map(_peak, places)))


def _stat(process: Path) -> list[str]:
    """The fields after the name, from the state on with the parent next; none if it has ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _peak(process: Path) -> int:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
