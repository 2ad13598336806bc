"""Asking pages and taking their time. Import this once Django is set up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle, islice
from time import perf_counter, process_time
from typing import Any, Final

import numpy as np
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.addresses import WHO, Page, pages
from bench.dataset import UNTIL
from renmai.analytics.visible import scope_of
from renmai.refresh import current_panel
from renmai.store.actions.account import create_account
from renmai.store.actions.employee import add_employee
from renmai.store.models import KeyPerson

NEW_DAYS: Final = 3
"""On how many days nobody has asked about before a page is asked."""
WRITES: Final = 5
"""How often a page is asked right after somebody has recorded a value."""
THOUSANDTHS: Final = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """Milliseconds of the processor and by the clock on the wall, SQL statements, bytes."""

    processor: float
    wall: float
    statements: int
    bytes: int


@dataclass(slots=True)
class Cost:
    """The answers of a page.

    `first_of_day`: nobody had asked about that day; `new`: nobody had asked this address;
    `again`: somebody had; `after_write`: the first answer after a value was recorded.
    """

    page: Page
    first_of_day: list[Answer] = field(default_factory=list)
    new: list[Answer] = field(default_factory=list)
    again: list[Answer] = field(default_factory=list)
    after_write: list[Answer] = field(default_factory=list)

    @property
    def statements(self) -> int:
        return max(answer.statements for answer in self.again)

    @property
    def bytes(self) -> int:
        return max(answer.bytes for answer in self.again)


def percentile(answers: list[Answer], share: float) -> float:
    """Of the processor's milliseconds."""
    return float(np.percentile([answer.processor for answer in answers], share))


class Company:
    """The imported company, with somebody signed in for each of `WHO`."""

    def __init__(self) -> None:
        self._day = UNTIL
        self._earlier = (UNTIL - timedelta(days=days) for days in count(1))
        timezone.localdate = lambda *_: self._day
        now = datetime.now(UTC)
        add_employee({"code": WHO["administrator"], "name": "管理员", "role": "admin"}, actor="bench", now=now)
        self._clients = {who: _signed_in(who, code, now) for who, code in WHO.items()}
        scopes = {who: scope_of(current_panel(), code, UNTIL) for who, code in WHO.items()}
        person = KeyPerson.objects.visible_to(scopes["salesperson"], UNTIL).order_by("code")[0]
        self._tapped = f"/key-people/{person.code}"
        self._taps = count()
        self.pages = pages(scopes)

    def cost(self, page: Page, asked: int) -> Cost:
        first = page.addresses[0]
        cost = Cost(page)
        cost.first_of_day = [self.ask(page, first, day) for day in islice(self._earlier, NEW_DAYS)]
        cost.new = [self.ask(page, address) for address in page.addresses]
        cost.again = [self.ask(page, address) for address in islice(cycle(page.addresses), asked)]
        for _ in range(WRITES):
            self._tap()
            cost.after_write.append(self.ask(page, first))
        return cost

    def cost_of_tapping(self, asked: int) -> Cost:
        """Recording one value of a key person."""
        self._tap()  # the first one meets a panel without the administrator
        return Cost(Page("a value recorded", "salesperson", ()), again=[self._tap() for _ in range(asked)])

    def _tap(self) -> Answer:
        value = str(next(self._taps) % 5 - 2)
        form = {"do": "assess", "column": "closeness", "value": value, "day": UNTIL.isoformat()}
        return _answer(lambda: self._clients["salesperson"].post(self._tapped, form), self._tapped)

    def ask(self, page: Page, address: str, day: date = UNTIL) -> Answer:
        self._day = day
        client, headers = self._clients[page.who], {"HX-Request": "true"} if page.htmx else {}
        if page.sent:
            return _answer(lambda: client.post(address, page.sent, headers=headers), address)
        return _answer(lambda: client.get(address, headers=headers), address)


def _signed_in(who: str, employee: str, now: datetime) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(create_account(who, None, employee, actor="bench", now=now))
    return client


def _answer(ask: Callable[[], Any], address: str) -> Answer:
    asked = 0

    def counting(execute: Callable[..., Any], *rest: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*rest)

    processor, wall = process_time(), perf_counter()
    with connection.execute_wrapper(counting):
        answer = ask()
    processor, wall = process_time() - processor, perf_counter() - wall
    if answer.status_code not in (200, 302):
        raise AssertionError(f"{address} answers {answer.status_code}")
    return Answer(processor * THOUSANDTHS, wall * THOUSANDTHS, asked, len(answer.content))


def costs(asked: int) -> Iterator[Cost]:
    company = Company()
    yield company.cost_of_tapping(asked)
    for page in company.pages:
        yield company.cost(page, asked)
