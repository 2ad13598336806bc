"""The customer line beyond one machine's panel: DuckDB, DuckDB with little memory, Spark, and the panel itself.

`python -m bench.scale` writes an export of each size, lets each answer in a process of its own, requires that all
answers are the same, and writes `scale.md`.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from bench.contest import Report, differences
from bench.dataset import UNTIL
from bench.results import machine
from bench.scale_data import whole, write_export
from bench.usage import Usage, usage_of
from bench.with_renmai import facts_of
from renmai.analytics import customer_line as panel_line
from renmai.analytics.panel import build_panel
from renmai.analytics.portable import customer_line
from renmai.analytics.portable.engines import Engine
from renmai.analytics.portable.engines.on_duckdb import duckdb_on
from renmai.analytics.portable.metrics import Moments
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import Question

SIZES: Final = (10_000, 100_000, 1_000_000)
PANEL_UP_TO: Final = 100_000
"""Customers up to which the panel takes part: built at once from columns, it needs several times its own memory."""
LITTLE: Final = {"megabytes": 60, "per_million": 2_000}
"""What the second DuckDB may hold: so much, and so much more for each million customers."""
EXECUTOR_MEMORY: Final = "2g"
QUESTION: Final = Question(UNTIL)
RESULTS: Final = Path(__file__).parent / "scale.md"


@dataclass(frozen=True, slots=True)
class Answer:
    """`wall` seconds from opening the tables to the figures; `usage` of all processes that took part."""

    engine: str
    wall: float
    usage: Usage
    figures: Report


@dataclass(frozen=True, slots=True)
class Size:
    customers: int
    rows: Mapping[str, int]
    megabytes: float
    answers: Sequence[Answer]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--customers", type=int, nargs="+", default=SIZES)
    parser.add_argument("--panel-up-to", type=int, default=PANEL_UP_TO, metavar="CUSTOMERS")
    parser.add_argument("--folder", type=Path, help="where exports and spilled data lie meanwhile; default: TMPDIR")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    parser.add_argument("--without-spark", action="store_true")
    parser.add_argument("--answer", nargs=2, metavar=("ENGINE", "OF"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.answer:
        _answer_here(*args.answer)
        return
    spark = not args.without_spark and bool(find_spec("pyspark"))
    sizes = [measure(size, args.folder, spark=spark, panel=size <= args.panel_up_to) for size in args.customers]
    text = "\n".join(_lines(sizes)) + "\n"
    args.output.write_text(text, encoding="utf-8")
    print(text)


def measure(customers: int, folder: Path | None, *, spark: bool, panel: bool) -> Size:
    """Raises `AssertionError` where two answers differ."""
    with TemporaryDirectory(dir=folder, prefix="renmai-scale-") as place:
        export = Path(place) / "export"
        rows = write_export(export, customers)
        size = sum(path.stat().st_size for path in export.iterdir()) / 1e6
        answers = list(_answers(customers, export, spark=spark, panel=panel))
    for answer in answers[1:]:
        found = differences(answers[0].figures, answer.figures)
        if found:
            raise AssertionError(f"{answers[0].engine} and {answer.engine} differ: {found[:5]}")
    return Size(customers, rows, size, answers)


def _answers(customers: int, export: Path, *, spark: bool, panel: bool) -> Iterator[Answer]:
    little = f"{LITTLE['megabytes'] + LITTLE['per_million'] * customers // 1_000_000}MB"
    yield _asked("DuckDB", "duckdb", str(export))
    yield _asked(f"DuckDB, {little}", f"duckdb {little}", str(export))
    if spark:
        with _cluster(export.parent) as (master, workers):
            yield _asked("Spark, 2 workers", f"spark {master}", str(export), workers)
    if panel:
        yield _asked("panel, cold", "panel", str(customers))


def _asked(name: str, engine: str, of: str, workers: Sequence[int] = ()) -> Answer:
    """The answer of a process of its own; `workers` are processes that were there before and take part."""
    _say(f"{name}: {of}")
    before = usage_of(workers)
    command = [sys.executable, "-m", "bench.scale", "--answer", engine, of]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    after = usage_of(workers)
    usage = Usage(told["processor"] + after.processor - before.processor, told["peak"] + after.peak)
    return Answer(name, told["wall"], usage, told["figures"])


def _answer_here(engine: str, of: str) -> None:
    with ExitStack() as stack:
        name, _, how = engine.partition(" ")
        ask = {"panel": _panel, "duckdb": _duckdb, "spark": _spark}[name](stack, of, how)
        begun = perf_counter()
        figures = ask()
        wall = perf_counter() - begun
        usage = usage_of([0])
        told = {"wall": wall, "processor": usage.processor, "peak": usage.peak, "figures": figures}
        print(json.dumps(told), flush=True)


def _panel(_stack: ExitStack | None, customers: str, _how: str) -> Callable[[], Report]:
    panel = build_panel(facts_of(whole(int(customers))))
    return lambda: panel_line.figures(panel, QUESTION)


def _duckdb(stack: ExitStack, export: str, memory: str) -> Callable[[], Report]:
    engine = stack.enter_context(duckdb_on(Path(export), memory))
    return lambda: _figures(engine)


def _spark(stack: ExitStack, export: str, master: str) -> Callable[[], Report]:
    from renmai.analytics.portable.engines.on_spark import spark_on  # noqa: PLC0415 (an extra)

    engine = stack.enter_context(spark_on(master, Path(export)))
    return lambda: _figures(engine)


def _figures(engine: Engine) -> Report:
    """`trend` and `degrees` of the customer line: one statement for all three days."""
    tables = Tables.on(engine)
    trend = Moments(tables.rows(customer_line.figures(tables, QUESTION)))
    figures: dict[str, Any] = {"customers": trend.column("customers")}
    return {"trend": figures | trend.averages(), "degrees": trend.grades("customers")}


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    from scripts.spark_cluster import cluster  # noqa: PLC0415 (an extra)

    place = folder / "spark"
    place.mkdir()
    with cluster(place, EXECUTOR_MEMORY) as found:
        yield found.master, found.processes
    shutil.rmtree(place)


HEAD: Final = ("customers", "assessments", "Parquet", "engine", "seconds", "processor seconds", "peak memory")


def _lines(sizes: Sequence[Size]) -> Iterator[str]:
    yield "# Beyond one machine\n"
    yield f"Made on {date.today().isoformat()} by `python -m bench.scale` on {machine()}.\n"  # noqa: DTZ011
    yield "The customer line of the company against a month and a year before, asked once of an engine that has just"
    yield "been opened over an export; all gave the same answer, to 1e-9.\n"
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{'---|' * len(HEAD)}"
    for size in sizes:
        for answer in size.answers:
            yield f"| {' | '.join(_cells(size, answer))} |"
    yield ""
    yield from _growth(sizes)
    yield NOTES


def _cells(size: Size, answer: Answer) -> tuple[str, ...]:
    return (
        f"{size.customers:,}",
        f"{size.rows['assessments']:,}",
        f"{size.megabytes:,.0f} MB",
        answer.engine,
        f"{answer.wall:,.2f}",
        f"{answer.usage.processor:,.1f}",
        f"{answer.usage.peak / 1e9:,.2f} GB",
    )


def _growth(sizes: Sequence[Size]) -> Iterator[str]:
    """How much longer the largest takes than the smallest, beside how much more there is."""
    if len(sizes) < 2:
        return
    first, last = sizes[0], sizes[-1]
    more = last.rows["assessments"] / first.rows["assessments"]
    for one, other in zip(first.answers, last.answers, strict=False):
        if one.engine.partition(",")[0] == other.engine.partition(",")[0]:
            yield (
                f"- {other.engine}: {other.wall / one.wall:,.0f} × the seconds, "
                f"{other.usage.processor / one.usage.processor:,.0f} × the processor, for {more:,.0f} × the assessments"
            )
    yield ""


NOTES: Final = """\
*Seconds*: from the question to the figures, with Parquet read from the disk's cache. *Processor*: of every process that
takes part from its start on, loading and the start of Java included. *Peak memory*: the sum of each process's own peak.
*DuckDB, … MB*: with `--memory` far below what the question needs; the rest lies on disk.
*Spark*: a master and two workers with one core each on this machine: what distribution costs, not what it gains.
*Panel, cold*: nothing memoised, as `bench/results.md` has it; its processor seconds include making the data."""


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
