"""What many people at once wait for, and whether what they wrote is there: `python -m bench.load`.

Requests are due at fixed times and their time counts from then, so that a server that stalls is not spared the
requests that would have come meanwhile (coordinated omission). Then everybody asks as fast as answers come.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from bench.load.company import POSTGRESQL, SQLITE
from bench.load.results import tables
from bench.load.running import Outcome, Run, measured

RESULTS: Final = Path(__file__).parent.parent / "load.md"
CUSTOMERS: Final = {POSTGRESQL: 20_000, SQLITE: 2_000}
RATE: Final = {POSTGRESQL: 6.0, SQLITE: 12.0}
"""Requests per second: about half of what two cores can answer."""
SHORT_CUSTOMERS, SHORT_SECONDS, SHORT_RATE, SHORT_WRITING = 300, 30.0, 8.0, 5.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--database", choices=CUSTOMERS, help="one of them only; default: both")
    parser.add_argument("--customers", type=int, help=f"default: {CUSTOMERS[POSTGRESQL]:,} and {CUSTOMERS[SQLITE]:,}")
    parser.add_argument("--minutes", type=float, default=10.0, help="of requests at fixed times")
    parser.add_argument("--rate", type=float, help="requests per second of all clients together")
    parser.add_argument("--clients", type=int, default=2, help="client processes, of eight people each")
    parser.add_argument("--processes", type=int, default=2, help="processes of the server")
    parser.add_argument(
        "--short", action="store_true", help="half a minute each, with more writes; told and not written down"
    )
    parser.add_argument("--kept", type=Path, help="folder of imported companies, for another run with the same")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the tables go")
    args = parser.parse_args()
    runs = [_run(args, database) for database in ([args.database] if args.database else CUSTOMERS)]
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as alone:
        outcomes = list(alone.map(measured, runs))
    text = tables(outcomes)
    if not args.short:
        args.output.write_text(text, encoding="utf-8")
    print(text)
    sys.exit(_told(outcomes))


def _run(args: argparse.Namespace, database: str) -> Run:
    customers = args.customers or (SHORT_CUSTOMERS if args.short else CUSTOMERS[database])
    seconds = SHORT_SECONDS if args.short else args.minutes * 60
    rate = args.rate or (SHORT_RATE if args.short else RATE[database])
    writing = SHORT_WRITING if args.short else 1.0
    return Run(database, customers, seconds, rate, args.clients, args.processes, writing, args.kept)


def _told(outcomes: list[Outcome]) -> int:
    """The exit status; what is wrong is said on standard error."""
    faults = [f"{one.run.database}: {fault}" for one in outcomes for fault in one.faults]
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    return 1 if faults else 0
