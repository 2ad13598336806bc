"""The command: one data set, all contestants side by side, one table."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bench import with_duckdb, with_pandas, with_postgres
from bench.contest import Contestant, differences
from bench.dataset import UNTIL, Dataset, generate
from bench.results import Growth, Results, write_results
from bench.rounds import Task, take_turns, timed
from bench.store import imported, use_database
from bench.with_renmai import contestant, facts_of
from renmai.analytics.memo import Memo
from renmai.analytics.panel import Panel, build_panel
from renmai.domain.question import COMPANY, View

USUAL_CUSTOMERS: Final = 20_000
ROUNDS: Final = 7
GROWTH: Final = ((1_000, 8), (5_000, 8), (20_000, 8), (100_000, 12))
"""Customers and assessments per key person."""
PANDAS_FROM: Final = 20_000
VIEWS: Final = {"company": COMPANY, "team": View.parse("team:D001"), "personal": View.parse("personal:S00001")}
RESULTS: Final = Path(__file__).parent / "results.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--customers", type=int, help=f"size of the data set; default: {USUAL_CUSTOMERS}, and growth")
    parser.add_argument("--growth", action="store_true", help="also measure 1,000 to 100,000 customers")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    args = parser.parse_args()
    results = measure(args.customers or USUAL_CUSTOMERS, args.rounds)
    grows = args.growth or args.customers is None
    growth = [measure_growth(size, per_person, args.rounds) for size, per_person in GROWTH] if grows else []
    print(write_results(results, growth, args.output, datetime.now(UTC).date()))


def measure(size: int, rounds: int) -> Results:
    """Everything at one size, with the answers compared first."""
    data = generate(size)
    panel = build_panel(facts_of(data))
    _say(f"{size} customers: preparing the contestants")
    with ExitStack() as stack:
        others = [stack.enter_context(module.prepared(data)) for module in (with_pandas, with_duckdb, with_postgres)]
        _say("importing")
        run, folder = stack.enter_context(imported(data))
        use_database(folder)
        from bench.database import Database  # noqa: PLC0415 (models need settings first)

        database = Database(data)
        _say("comparing the answers")
        compare(panel, [*others, contestant(database.panel())])
        for view in VIEWS.values():
            require_same(contestant(panel, view), contestant(database.panel(), view))
        _say("measuring")
        times = take_turns(_tasks(panel, others) | database.tasks(), rounds)
        database.check_splices()
    return Results(size, len(data.people.start), len(data.assessments.day), times, run, _bytes_per_person(panel, data))


def _tasks(panel: Panel, others: list[Contestant]) -> dict[str, Task]:
    tasks: dict[str, Task] = dict(_ours(panel))
    for other in others:
        tasks |= _of_other(other)
    return tasks


def _ours(panel: Panel) -> Iterator[tuple[str, Task]]:
    for name, view in VIEWS.items():
        yield f"{name} warm", partial(_warm, contestant(panel, view))
        yield f"{name} cold", partial(_cold, panel, view)
        yield f"{name} trend", partial(_trend, panel, view)


def _warm(asked: Contestant, _turn: int) -> float:
    """The same question again."""
    return timed(partial(asked.company, UNTIL))


def _cold(panel: Panel, view: View, _turn: int) -> float:
    """The first question of all: nothing is memoised."""
    return timed(partial(contestant(forgetful(panel), view).company, UNTIL))


def _trend(panel: Panel, view: View, _turn: int) -> float:
    return _timed_trend(contestant(forgetful(panel), view))


def _timed_trend(asked: Contestant) -> float:
    assert asked.trend
    return timed(partial(asked.trend, UNTIL))


def forgetful(panel: Panel) -> Panel:
    """The same columns with nothing memoised."""
    return Panel(panel.revision, panel.roster, panel.policy, tuple(replace(slab, memo=Memo()) for slab in panel.slabs))


def _of_other(other: Contestant) -> Iterator[tuple[str, Task]]:
    yield f"{other.name} company", lambda _: timed(partial(other.company, UNTIL))
    if other.trend:
        yield f"{other.name} trend", lambda _: _timed_trend(other)


def compare(panel: Panel, others: list[Contestant]) -> None:
    """Every answer of every contestant must be ours."""
    ours = contestant(panel)
    for other in others:
        for day in (UNTIL, UNTIL - timedelta(days=400)):
            require_same(ours, other, day)


def require_same(one: Contestant, other: Contestant, day: date = UNTIL) -> None:
    found = differences(one.company(day), other.company(day))
    if one.trend and other.trend:
        found += differences(one.trend(day), other.trend(day))
    if found:
        raise AssertionError(f"{one.name} and {other.name} differ on {day}: {found[:5]}")


def measure_growth(size: int, per_person: int, rounds: int) -> Growth:
    """Ours at one size, beside the company view of pandas from a size on where it takes long enough."""
    _say(f"growth: {size} customers")
    data = generate(size, per_person)
    panel = build_panel(facts_of(data))
    with ExitStack() as stack:
        others = [stack.enter_context(with_pandas.prepared(data))] if size >= PANDAS_FROM else []
        others = [replace(other, trend=None) for other in others]
        compare(panel, others)
        times = take_turns(_tasks(panel, others), rounds)
    return Growth(size, len(data.people.start), len(data.assessments.day), times, _bytes_per_person(panel, data))


def _bytes_per_person(panel: Panel, data: Dataset) -> float:
    return panel.nbytes / len(data.people.start)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
