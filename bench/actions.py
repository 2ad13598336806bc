"""What the actions and the strategies of a whole company cost: first asked and asked again, a page of them and all.

`python -m bench.actions` builds the panel and measures processor time; *cold*: nothing is worked out yet. What the
page of today costs a salesperson stands in `pages.md`.
"""

import argparse
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

from bench.dataset import PEOPLE_PER_CUSTOMER, UNTIL, generate
from bench.main import USUAL_CUSTOMERS
from bench.with_renmai import facts_of
from renmai.analytics import build, next_actions, strategy_fit
from renmai.analytics.facts import Facts
from renmai.analytics.listing import Listing, whole
from renmai.analytics.memo import Memo
from renmai.analytics.panel import RESULTS_KEPT, Panel, build_panel
from renmai.analytics.slab import Slab
from renmai.domain.question import COMPANY, Question, View
from renmai.domain.scope import EVERYTHING

PAGE: Final = 50
ROUNDS: Final = 5
RESULTS: Final = Path(__file__).parent / "actions.md"
COLD_MS, WARM_MS = 1500.0, 300.0
LISTS: Final[dict[str, Callable[[Panel, Question], Listing]]] = {
    "actions": lambda panel, question: next_actions.listing(panel, question, EVERYTHING),
    "strategies": lambda panel, question: strategy_fit.listing(panel, question, EVERYTHING),
}
VIEWS: Final = {"company": COMPANY, "team": View.parse("team:G0001"), "personal": View.parse("personal:S00002")}


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of the processor, medians: a page with the count, and the whole report."""

    cold: float
    warm: float
    report: float
    rows: int


def spent(run: Callable[[], object]) -> float:
    gc.collect()
    begun = process_time()
    run()
    return (process_time() - begun) * 1000


def untouched(panel: Panel) -> Panel:
    """The same facts with nothing worked out."""
    slabs = tuple(_untouched(slab) for slab in panel.slabs)
    return replace(panel, slabs=slabs, memo=Memo(RESULTS_KEPT), before=None)


def _untouched(slab: Slab) -> Slab:
    return replace(slab, memo=Memo(), texts=Memo())


def cost(panel: Panel, listed: Callable[[Panel, Question], Listing], question: Question, rounds: int) -> Cost:
    cold, warm, report, rows = [], [], [], 0
    for _ in range(rounds):
        fresh = untouched(panel)

        def page(asked: Panel = fresh) -> None:
            found = listed(asked, question)
            _ = len(found), found[:PAGE]

        cold.append(spent(page))
        warm.append(spent(page))
        again = untouched(panel)
        report.append(spent(lambda asked=again: whole(listed(asked, question))))  # type: ignore[misc]
        rows = len(listed(fresh, question))
    return Cost(median(cold), median(warm), median(report), rows)


def table(facts: Facts, rounds: int) -> Iterator[str]:
    panel = build_panel(facts)
    yield f"| list | view | rows | first {PAGE}, cold | first {PAGE}, warm | whole report, cold | cold / warm |"
    yield "|---|---|---|---|---|---|---|"
    for name, listed in LISTS.items():
        for view, asked in VIEWS.items():
            found = cost(panel, listed, Question(UNTIL, view=asked), rounds)
            ratio = found.cold / found.warm if found.warm else 0.0
            cells = (_held(found.cold, COLD_MS), _held(found.warm, WARM_MS), f"{found.report:,.0f}")
            yield f"| {name} | {view} | {found.rows:,} | {' | '.join(f'{cell} ms' for cell in cells)} | {ratio:.0f} × |"
    yield ""
    yield f"The first {PAGE} after a write, which recounts one slab of {build.SLAB_CUSTOMERS} customers:"
    yield (
        ", ".join(f"{_after_write(panel, view, rounds):.0f} ms for the {name} view" for name, view in VIEWS.items())
        + "."
    )


def _after_write(panel: Panel, view: View, rounds: int) -> float:
    question, times = Question(UNTIL, view=view), []
    fresh = untouched(panel)
    LISTS["actions"](fresh, question)
    for _ in range(rounds):
        one, *others = fresh.slabs
        changed = replace(fresh, slabs=(_untouched(one), *others), memo=Memo(RESULTS_KEPT), before=None)
        times.append(spent(lambda asked=changed: LISTS["actions"](asked, question)[:PAGE]))  # type: ignore[misc]
    return median(times)


def _held(milliseconds: float, at_most: float) -> str:
    return f"{milliseconds:,.0f}" if milliseconds <= at_most else f"**{milliseconds:,.0f}**"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.actions", description=__doc__)
    parser.add_argument("--customers", type=int, default=USUAL_CUSTOMERS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    args = parser.parse_args()
    people = args.customers * PEOPLE_PER_CUSTOMER
    about = (
        f"{args.customers:,} customers, {people:,} key persons; processor time, medians of {args.rounds} rounds. "
        "Cold: the panel is loaded, nothing is worked out."
    )
    rows = table(facts_of(generate(args.customers)), args.rounds)
    text = "\n".join(["# What actions and strategies cost", "", about, "", *rows, ""])
    args.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
