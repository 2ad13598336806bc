"""What it costs to ask who can help with a key person, in a company of a million of them.

`python -m bench.paths` builds the panel and asks about persons whom somebody can sway; then the same at customers of
300 persons who sway each other thousands of times. Processor time of finding the customer's columns and the paths.
"""

import argparse
import gc
import resource
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.dataset import PEOPLE_PER_CUSTOMER, SEED, UNTIL, Dataset, generate
from bench.with_renmai import customer_codes, facts_of, person_codes
from renmai.analytics import facts as f
from renmai.analytics.customer import alone
from renmai.analytics.panel import Panel, build_panel
from renmai.analytics.paths import MOST_PATHS, paths_to

SHARES: Final = {f.INTERNAL: 0.5, f.OURS: 0.35, f.COMPETITOR: 0.15}
"""Of all influences."""
ASKED: Final = 400
TARGET_MS: Final = 50.0
RESULTS: Final = Path(__file__).parent / "paths.md"
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Company:
    """How many customers, key persons at each, and influences in all."""

    customers: int
    people: int
    influences: int


LARGE: Final = Company(100_000, PEOPLE_PER_CUSTOMER, 300_000)
CROWDED: Final = Company(10, 300, 30_000)


def influences(data: Dataset, company: Company) -> f.InfluenceFacts:
    """From within, by us and by competitors, spread evenly."""
    chance, count = np.random.default_rng(SEED), company.influences
    kind = chance.choice(list(SHARES), count, p=list(SHARES.values())).astype(np.int8)
    person = chance.integers(1, len(data.people.customer) + 1, count)
    employee = chance.integers(1, data.sellers + 1, count)
    by = [_within(chance, person, company.people), employee]
    influencer = np.select([kind == f.INTERNAL, kind == f.OURS], by, chance.integers(1, 3, count))
    return f.InfluenceFacts(
        person=person,
        kind=kind,
        influencer=influencer,
        giver=np.where(kind == f.OURS, influencer, f.NONE),
        contact=f.texts(["", "王工", "李总"])[chance.integers(0, 3, count)],
        start=np.full(count, UNTIL.toordinal() - 400, np.int32),
        stop=np.full(count, f.NEVER, np.int32),
    )


def _within(chance: np.random.Generator, person: Ids, people: int) -> Ids:
    """Somebody else of the same customer."""
    place = (person - 1) % people
    other = (place + chance.integers(1, people, len(person))) % people
    return person - place + other


def panel_of(data: Dataset, company: Company) -> Panel:
    facts = facts_of(data)
    return build_panel(replace(facts, book=replace(facts.book, influences=influences(data, company))))


def row(company: Company, asked: int) -> str:
    data = generate(company.customers, per_person=1, people=company.people)
    panel, codes, customers = panel_of(data, company), person_codes(data), customer_codes(data)
    swayed = np.unique(np.concatenate([slab.people.id[slab.influences.person] for slab in panel.slabs]))
    chosen = np.random.default_rng(SEED).choice(swayed, min(asked, len(swayed)), replace=False).tolist()
    spent, found = [], 0
    gc.collect()
    for one in chosen:
        begun = process_time()
        found += _paths(panel, customers[(one - 1) // company.people], codes[one - 1])
        spent.append((process_time() - begun) * 1000)
    cells = " | ".join(_held(one) for one in (median(spent), quantiles(spent, n=20)[-1], max(spent)))
    sizes = f"{len(codes):,} | {company.people} | {company.influences:,}"
    return f"| {sizes} | {len(chosen)} | {cells} | {found / len(chosen):.1f} |"


def _paths(panel: Panel, customer: str, person: str) -> int:
    one = alone(panel, customer)
    if one is None:
        raise LookupError(customer)  # the codes are those of the panel
    found = paths_to(one.panel, UNTIL, person)
    return len(found.ours) + len(found.competitors)


def _held(milliseconds: float) -> str:
    return f"{milliseconds:,.1f} ms" if milliseconds <= TARGET_MS else f"**{milliseconds:,.1f} ms**"


def report(companies: list[Company], asked: int) -> Iterator[str]:
    yield "| key persons | at one customer | influences | questions | median | p95 | slowest | paths of an answer |"
    yield "|---|---|---|---|---|---|---|---|"
    for company in companies:
        yield row(company, asked)
    yield ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    yield f"Peak memory of the process, with the columns that the panel is made from: {peak:.1f} GB."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.paths", description=__doc__)
    parser.add_argument("--customers", type=int, default=LARGE.customers)
    parser.add_argument("--influences", type=int, default=LARGE.influences)
    parser.add_argument("--asked", type=int, default=ASKED)
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    args = parser.parse_args()
    large = replace(LARGE, customers=args.customers, influences=args.influences)
    about = (
        f"Processor time of one question about somebody whom somebody can sway; target {TARGET_MS:.0f} ms. "
        f"A side of an answer has at most {MOST_PATHS} paths."
    )
    rows = report([large, CROWDED], args.asked)
    text = "\n".join(["# What it costs to find paths of influence", "", about, "", *rows, ""])
    args.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
