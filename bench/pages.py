"""What a page costs the server: time and SQL statements, page by page, over an imported company.

`python -m bench.pages` measures at 20,000 customers, and at the size at which another CRM was measured.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from bench.dataset import UNTIL, generate
from bench.store import imported, use_database

LARGE: Final = 20_000
ASKED: Final = 40
"""Requests per page, after the ones that fill caches."""
RESULTS: Final = Path(__file__).parent / "pages.md"
TARGET_MS: Final = 200.0
LIKE_DJANGOCRM: Final = (10_000, 5)
"""Companies, and contacts each, at which DjangoCRM was measured."""
DJANGOCRM_LIST_MS, DJANGOCRM_DASHBOARD_MS = 526.0, 8_200.0

WHO: Final = {"executive": "X00001", "leader": "S00001", "seller": "S00002"}
QUESTIONS: Final = ("", "&period=quarter", "&period=year", "&months=36", "&competitor=R1", "&focus=yes")


@dataclass(frozen=True, slots=True)
class Page:
    """`addresses` are asked in turn, so that no page is only ever asked the same."""

    name: str
    who: str
    addresses: tuple[str, ...]


@dataclass(slots=True)
class Cost:
    """Milliseconds and statements of every request of a page; `bytes` is the longest answer."""

    page: Page
    ms: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    bytes: int = 0

    def percentile(self, share: float) -> float:
        return float(np.percentile(self.ms, share))


def pages(size: int) -> list[Page]:
    """Every page that people open, as the one who opens it."""
    views = {"executive": "company", "leader": "team:G0001", "seller": "personal:S00002"}
    customers = [f"C{number:06d}" for number in range(2, size, max(1, size // 20))]
    lines = [
        Page(f"{line} line", who, tuple(f"/lines/{line}?view={view}{more}" for more in QUESTIONS))
        for line in ("customer", "key-person", "decision-chain", "influence")
        for who, view in views.items()
    ]
    lists = [
        Page(f"{line} list, sorted and searched", "executive", tuple(_lists(line)))
        for line in ("customer", "key-person", "decision-chain", "influence")
    ]
    people = tuple(f"/key-people/{code}" for code in (f"K{number:07d}" for number in range(5, size * 5, size // 4)))
    return [
        *(Page("today", who, ("/today",)) for who in WHO),
        *lines,
        *lists,
        Page("customer", "executive", tuple(f"/customers/{code}" for code in customers)),
        Page("key person", "executive", people),
        Page("search", "executive", tuple(f"/search?q={words}" for words in ("C00012", "华", "zhang", "lw", "K0001"))),
        Page("contact", "seller", ("/contact",)),
    ]


def _lists(line: str) -> Iterator[str]:
    sorts = {"customer": "amount", "key-person": "name", "decision-chain": "amount", "influence": "closeness"}[line]
    for words in ("", "C0001", "华", "lw"):
        yield f"/lines/{line}/list?view=company&q={words}&sort=-{sorts}"
        yield f"/lines/{line}/list?view=company&q={words}&sort={sorts}&page=3"


def measure(size: int, people_each: int | None, asked: int) -> list[Cost]:
    """Ask every page of a company of this size, imported into SQLite by the command line."""
    data = generate(size) if people_each is None else generate(size, people=people_each)
    _say(f"{size} customers: importing")
    with imported(data) as (_, folder):
        use_database(folder)
        clients = _sign_in()
        _say("asking")
        return [_ask(page, clients[page.who], asked) for page in pages(size)]


def _sign_in() -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415 (settings first)
    from django.utils import timezone  # noqa: PLC0415

    from renmai.store.actions.account import create_account  # noqa: PLC0415

    timezone.localdate = lambda *_: UNTIL  # the data's last day is today
    now = datetime.now(UTC)
    clients = {}
    for who, employee in WHO.items():
        clients[who] = Client(HTTP_HOST="127.0.0.1")
        clients[who].force_login(create_account(who, None, employee, actor="bench", now=now))
    return clients


def _ask(page: Page, client: Any, asked: int) -> Cost:
    cost = Cost(page)
    for address in page.addresses:
        _request(client, address)
    for _, address in zip(range(asked), cycle(page.addresses), strict=False):
        ms, statements, length = _request(client, address)
        cost.ms.append(ms)
        cost.statements.append(statements)
        cost.bytes = max(cost.bytes, length)
    return cost


def _request(client: Any, address: str) -> tuple[float, int, int]:
    from django.db import connection  # noqa: PLC0415

    count = 0

    def counting(execute: Callable[..., Any], *rest: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*rest)

    begun = perf_counter()
    with connection.execute_wrapper(counting):
        answer = client.get(address)
    spent = (perf_counter() - begun) * 1000
    if answer.status_code != 200:
        raise AssertionError(f"{address} answers {answer.status_code}")
    return spent, count, len(answer.content)


def written(costs: list[Cost], size: int) -> Iterator[str]:
    yield f"## {size:,} customers"
    yield ""
    yield "| page | as | p50 ms | p95 ms | most statements | kB |"
    yield "|---|---|---|---|---|---|"
    for cost in costs:
        p95 = cost.percentile(95)
        mark = "" if p95 <= TARGET_MS else " **over**"
        yield (
            f"| {cost.page.name} | {cost.page.who} | {cost.percentile(50):.0f} | {p95:.0f}{mark} "
            f"| {max(cost.statements)} | {cost.bytes / 1000:.0f} |"
        )
    yield ""


def compared(costs: list[Cost]) -> Iterator[str]:
    """Beside DjangoCRM's figures at the same size, which were measured elsewhere and once."""
    by_name = {(cost.page.name, cost.page.who): cost.percentile(50) for cost in costs}
    lists = by_name["key-person list, sorted and searched", "executive"]
    dashboard = by_name["customer line", "executive"]
    yield "| beside DjangoCRM at 10,000 companies, 50,000 contacts | theirs, ms | ours, ms | quicker | target |"
    yield "|---|---|---|---|---|"
    for what, theirs, ours, target in (
        ("contact list", DJANGOCRM_LIST_MS, lists, 5),
        ("dashboard", DJANGOCRM_DASHBOARD_MS, dashboard, 40),
    ):
        yield f"| {what} | {theirs:,.0f} | {ours:.0f} | **{theirs / ours:.1f} ×** | ≥ {target} × |"
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--customers", type=int, help=f"one size only; default: {LARGE} and {LIKE_DJANGOCRM[0]}")
    parser.add_argument("--asked", type=int, default=ASKED, help="requests per page")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    parser.add_argument("--like-djangocrm", action="store_true", help="5 key persons per customer, and the comparison")
    args = parser.parse_args()
    size, each = args.customers or LARGE, LIKE_DJANGOCRM[1] if args.like_djangocrm else None
    costs = measure(size, each, args.asked)
    lines = [*written(costs, size), *(compared(costs) if args.like_djangocrm else ())]
    text = "\n".join(lines) + "\n"
    args.output.write_text(text, encoding="utf-8")
    print(text)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
