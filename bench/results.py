"""The table: figures beside their targets, as Markdown."""

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from bench.rounds import Times
from bench.store import Import

GIGABYTE: Final = 10**9
OURS: Final = [f"{view} {how}" for view in ("company", "team", "personal") for how in ("warm", "cold", "trend")]


AFTER_A_WRITE: Final = (("page", "page after a write", "page warm"), ("figures", "after a write", "stored warm"))


@dataclass(frozen=True, slots=True)
class Growth:
    """Ours, and pandas where it took part, at one size."""

    customers: int
    people: int
    assessments: int
    times: Times
    bytes_per_person: float


@dataclass(frozen=True, slots=True)
class Results:
    """Everybody at the main size."""

    customers: int
    people: int
    assessments: int
    times: Times
    run: Import
    bytes_per_person: float

    @property
    def postgres(self) -> str:
        return next(name for name in self.times.runs if name.startswith("PostgreSQL"))


@dataclass(frozen=True, slots=True)
class Target:
    """`at_least`: more is better."""

    what: str
    found: float
    limit: float
    unit: str = "×"
    at_least: bool = True

    @property
    def met(self) -> bool:
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    def cells(self) -> tuple[str, ...]:
        sign = "≥" if self.at_least else "≤"
        limit = f"{sign} {_number(self.limit)} {self.unit}"
        return self.what, f"**{_number(self.found)} {self.unit}**", limit, "met" if self.met else "MISSED"


def write_results(results: Results, growth: Sequence[Growth], path: Path, today: date) -> str:
    """Write the table to `path` and give it back."""
    text = "\n".join(_lines(results, growth, today)) + "\n"
    path.write_text(text, encoding="utf-8")
    return text


def _lines(results: Results, growth: Sequence[Growth], today: date) -> Iterator[str]:
    yield "# Bench\n"
    yield f"Made on {today.isoformat()} by `python -m bench` on {machine()}."
    yield "All contestants gave the same results on the same data, to 1e-9, before they were timed."
    yield "They took turns; every figure is the median of their runs.\n"
    yield f"## {_size(results)}\n"
    targets = [*_targets(results), *_growth_targets(growth)]
    yield from table(("what", "measured", "target", ""), [target.cells() for target in targets])
    yield "\n## Milliseconds\n"
    rows = [(name, _ms(results.times[name])) for name in results.times.runs]
    yield from table(("task", "ms"), rows)
    if growth:
        yield "\n## Growth\n"
        yield from _growth_table(growth)
    yield ""
    yield NOTES


NOTES: Final = """\
*Company, team, personal*: trend and degrees of the customer line against a month and a year before.
*Warm*: asked again. *Cold*: nothing memoised. *Trend*: 25 points, a month apart, nothing memoised.
*Stored warm*, *after a write*: the company's figures over the SQLite database, from the end of the write to the
answer that knows of it. *Page*: figures, a year's sparklines and the first 50 customers of the list.
pandas: sorted frames, the last row of each person, one join and one grouping per day.
PostgreSQL and DuckDB: one SQL statement per day over indexed or sorted tables."""


def _targets(results: Results) -> Iterator[Target]:
    times = results.times

    def faster(what: str, slow: str, quick: str, limit: float) -> Target:
        return Target(what, times[slow] / times[quick], limit)

    yield faster("company warm, against pandas", "pandas company", "company warm", 30)
    yield faster("company warm, against PostgreSQL", results.postgres, "company warm", 200)
    yield faster("company cold, against pandas", "pandas company", "company cold", 8)
    yield faster("company cold, against PostgreSQL", results.postgres, "company cold", 60)
    for what, after, warm in AFTER_A_WRITE:
        yield Target(f"first {what} after a write, of warm ones", times[after] / times[warm], 3, at_least=False)
    yield faster("24-month trend, against pandas", "pandas trend", "company trend", 50)
    yield Target("panel per key person", results.bytes_per_person, 400, "bytes", at_least=False)
    yield Target("import, assessments per second", results.run.assessments / results.run.seconds, 20_000, "rows/s")
    yield Target(
        f"peak memory of importing {results.run.rows:,} rows",
        results.run.peak_bytes / GIGABYTE,
        1.5,
        "GB",
        at_least=False,
    )


def _growth_targets(growth: Sequence[Growth]) -> Iterator[Target]:
    if not growth:
        return
    first, last = growth[0], growth[-1]
    warm = last.times["pandas company"] / last.times["company warm"]
    yield Target(f"company warm at {last.customers:,} customers, against pandas", warm, 30)
    more = last.assessments / first.assessments
    for name in ("company warm", "company cold", "company trend"):
        slower = last.times[name] / first.times[name]
        yield Target(
            f"{name}: time from {first.customers:,} to {last.customers:,} customers", slower, more, "×", at_least=False
        )


def _growth_table(growth: Sequence[Growth]) -> Iterator[str]:
    head = ("", *(f"{each.customers:,} customers, {each.assessments:,} assessments" for each in growth))
    names = [*OURS, "pandas company"]
    rows = [
        (f"{name}, ms", *(_ms(each.times[name]) if name in each.times else "" for each in growth)) for name in names
    ]
    size = ("panel, bytes per key person", *(_number(each.bytes_per_person) for each in growth))
    yield from table(head, [*rows, size])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _size(results: Results) -> str:
    return f"{results.customers:,} customers, {results.people:,} key persons, {results.assessments:,} assessments"


def _ms(seconds: float) -> str:
    return _number(seconds * 1000)


def _number(value: float) -> str:
    """Three digits or so."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"{platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{os.cpu_count()} cores of {platform.machine()} with {memory:.0f} GiB, {python}"
