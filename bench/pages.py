"""What a page costs the server: processor time and SQL statements, page by page, over an imported company.

`python -m bench.pages` measures at 20,000 customers, and at the size at which another CRM was measured.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bench.dataset import PEOPLE_PER_CUSTOMER, generate
from bench.store import DATABASE, import_into, use_database

if TYPE_CHECKING:
    from bench.asking import Cost

ASKED: Final = 40
"""Requests per page, after the ones that fill what is kept."""
RESULTS: Final = Path(__file__).parent / "pages.md"
TARGET_MS, FIRST_OF_DAY_MS = 200.0, 1000.0
DJANGOCRM: Final = {
    "contact list": (526.0, ("key-person list, sorted", "executive"), 5),
    "dashboard": (8_200.0, ("customer line", "executive"), 40),
}
"""Its milliseconds, our page, and how many times quicker ours has to be."""
HEAD: Final = ("page", "as", "p50", "p95", "p95 of the clock", "new", "after a write", "first of a day", "SQL", "kB")


@dataclass(frozen=True, slots=True)
class Run:
    """`kept` is a folder that spares a second import of the same company."""

    customers: int
    people_each: int
    asked: int
    is_compared: bool
    kept: Path | None


RUNS: Final = {"large": (20_000, PEOPLE_PER_CUSTOMER), "djangocrm": (10_000, 5)}
"""Customers and key persons of each; at the second DjangoCRM was measured."""


def measured(run: Run) -> str:
    """The tables of one run; in a process of its own, since Django is set up only once."""
    with _company(run) as folder:
        use_database(folder)
        from django.core.management import call_command  # noqa: PLC0415 (settings first)

        from bench.asking import costs  # noqa: PLC0415 (settings first)

        import_module("renmai.config.wsgi")  # the process as it is when it serves
        call_command("collectstatic", interactive=False, verbosity=0)
        found = [_told(cost) for cost in costs(run.asked)]
    return "\n".join([*_table(run, found), *(_compared(found) if run.is_compared else ())])


@contextmanager
def _company(run: Run) -> Iterator[Path]:
    """A data folder with the imported company, to be written into and thrown away."""
    with TemporaryDirectory(prefix="renmai-bench-") as name:
        folder = Path(name)
        source = run.kept / f"{run.customers}-{run.people_each}" if run.kept else folder / "imported"
        if not (source / DATABASE).exists():
            _say(f"{run.customers} customers: importing")
            import_into(source, generate(run.customers, people=run.people_each))
        copyfile(source / DATABASE, folder / DATABASE)
        yield folder


def _told(cost: "Cost") -> "Cost":
    _say(_row(cost))
    return cost


def _table(run: Run, found: list["Cost"]) -> Iterator[str]:
    yield f"## {run.customers:,} customers, {run.customers * run.people_each:,} key persons"
    yield ""
    yield "Milliseconds of the processor: of an address asked again, of one that nobody had asked before (p95), of the"
    yield "first after somebody recorded a value, and of the first about a day that nobody had asked about (medians)."
    yield ""
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{'---|' * len(HEAD)}"
    yield from (_row(cost) for cost in found)
    yield ""


def _row(cost: "Cost") -> str:
    from bench.asking import percentile  # noqa: PLC0415

    wall = sorted(answer.wall for answer in cost.again)[int(len(cost.again) * 0.95)]
    cells = [
        cost.page.name,
        cost.page.who,
        f"{percentile(cost.again, 50):.0f}",
        _held(percentile(cost.again, 95), TARGET_MS),
        f"{wall:.0f}",
        _held(percentile(cost.new, 95), TARGET_MS) if cost.new else "",
        _held(percentile(cost.after_write, 50), TARGET_MS) if cost.after_write else "",
        _held(percentile(cost.first_of_day, 50), FIRST_OF_DAY_MS) if cost.first_of_day else "",
        f"{cost.statements}",
        f"{cost.bytes / 1000:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _held(milliseconds: float, at_most: float) -> str:
    return f"{milliseconds:.0f}" if milliseconds <= at_most else f"**{milliseconds:.0f}**"


def _compared(found: list["Cost"]) -> Iterator[str]:
    """Beside DjangoCRM's figures at the same size, which were measured elsewhere and once."""
    ours = {(cost.page.name, cost.page.who): cost.again for cost in found}
    yield "| beside DjangoCRM at this size | theirs, ms | ours, ms | quicker | target |"
    yield "|---|---|---|---|---|"
    for what, (theirs, page, target) in DJANGOCRM.items():
        median = sorted(answer.wall for answer in ours[page])[len(ours[page]) // 2]
        yield f"| {what} | {theirs:,.0f} | {median:.0f} | **{theirs / median:.1f} ×** | ≥ {target} × |"
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--only", choices=RUNS, help="one size only")
    parser.add_argument("--asked", type=int, default=ASKED, help="requests per page")
    parser.add_argument("--kept", type=Path, help="folder of imported companies, for another run with the same")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the tables go")
    args = parser.parse_args()
    names = [args.only] if args.only else list(RUNS)
    runs = [Run(*RUNS[name], args.asked, name == "djangocrm", args.kept) for name in names]
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as alone:
        text = "# What the pages cost\n\n" + "\n".join(alone.map(measured, runs))
    args.output.write_text(text, encoding="utf-8")
    print(text)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
