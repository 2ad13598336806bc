"""What it costs to hold an address book against every key person: first, again, after a write, and how much memory.

`python -m bench.contact_match` measures processor time. *Cold*: the panel is loaded, nothing of it was ever searched.
"""

import argparse
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from bench.actions import spent, untouched
from bench.dataset import PEOPLE_PER_CUSTOMER, UNTIL, generate
from bench.main import USUAL_CUSTOMERS
from bench.with_renmai import facts_of
from renmai.analytics import facts as f
from renmai.analytics.contact_match import find_contacts
from renmai.analytics.memo import Memo
from renmai.analytics.panel import Panel, build_panel
from renmai.analytics.person_match import Told
from renmai.demo.names import company_name, person_name
from renmai.intake.contact_file import MOST

RESULTS: Final = Path(__file__).parent / "contact_match.md"
AT_MOST_MS: Final = 10_000.0
KNOWN_SHARE: Final = 0.3
"""Of the contacts those that are key persons; most of an address book is not."""


def panel_of(customers: int) -> tuple[Panel, list[Told]]:
    """A panel with names as people have them, and an address book."""
    chance = Random(20260930)  # noqa: S311 a data set, no secret
    facts = facts_of(generate(customers))
    companies = [company_name(number, "电子") for number in range(customers)]
    people = [person_name(chance) for _ in range(len(facts.book.people.id))]
    book = replace(
        facts.book,
        customers=replace(facts.book.customers, name=f.texts(companies)),
        people=replace(facts.book.people, name=f.texts(people)),
    )
    at = dict(zip(facts.book.customers.id.tolist(), companies, strict=True))
    theirs = [at[one] for one in facts.book.people.customer.tolist()]
    return build_panel(replace(facts, book=book)), list(_contacts(chance, people, theirs))


def _contacts(chance: Random, people: list[str], companies: list[str]) -> Iterator[Told]:
    for number in range(MOST):
        one = chance.randrange(len(people))
        if chance.random() < KNOWN_SHARE:
            yield Told(people[one], companies[one])
        elif number % 3 == 0:
            yield Told(person_name(chance))
        elif number % 3 == 1:
            yield Told(person_name(chance), company_name(chance.randrange(10**6), "电子"))
        else:
            yield Told(
                chance.choice(("Wang Lei", "Li, Na", "Lei Zhang", "L. Chen")), chance.choice(("", companies[one]))
            )


def peak() -> float:
    """Megabytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def look(panel: Panel, told: list[Told]) -> int:
    return sum(bool(found.candidates) for found in find_contacts(panel, UNTIL, told))


def table(customers: int) -> Iterator[str]:
    panel, told = panel_of(customers)
    before = peak()
    cold = spent(lambda: look(untouched(panel), told))
    held = peak() - before
    looked = untouched(panel)
    matched = look(looked, told)
    warm = spent(lambda: look(looked, told))
    one, *others = looked.slabs
    written = replace(looked, slabs=(replace(one, memo=Memo(), texts=Memo()), *others), memo=Memo(), before=None)
    after = spent(lambda: look(written, told[:10])) - spent(lambda: look(looked, told[:10]))
    yield "| what | cost | at most |"
    yield "|---|---|---|"
    yield f"| {MOST:,} contacts, cold | {cold:,.0f} ms | {AT_MOST_MS:,.0f} ms |"
    yield f"| {MOST:,} contacts, again | {warm:,.0f} ms | |"
    yield f"| cold / again | {cold / warm:.1f} × | |"
    yield f"| reading a slab anew after a write | {after:,.0f} ms | |"
    yield f"| memory at its peak, above that of the panel | {held:,.0f} MB | |"
    yield ""
    yield f"{matched:,} of the contacts matched somebody."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.contact_match", description=__doc__)
    parser.add_argument("--customers", type=int, default=USUAL_CUSTOMERS)
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    args = parser.parse_args()
    about = f"{args.customers:,} customers, {args.customers * PEOPLE_PER_CUSTOMER:,} key persons; processor time."
    text = "\n".join(["# What matching contacts costs", "", about, "", *table(args.customers), ""])
    args.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
