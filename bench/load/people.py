"""The people of a load: their accounts, what they ask, what is theirs to write to. Import it once Django is set up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from bench.addresses import QUESTIONS, SEARCHES
from bench.bundles import EXECUTIVE
from bench.dataset import SELLERS_PER_GROUP, Dataset
from bench.load.plan import PASSWORD, Person
from bench.with_renmai import seller_codes
from renmai.analytics.visible import scope_of
from renmai.domain.scope import Scope
from renmai.refresh import current_panel, forget
from renmai.store.actions.account import create_account
from renmai.store.actions.employee import add_employee
from renmai.store.actions.team import edit_team
from renmai.store.models import Customer, KeyPerson, Opportunity
from renmai.web.pages.line.columns import COLUMNS

OPENED: Final = 40
"""Of how many customers, key persons and opportunities somebody opens the pages."""
ACTOR: Final = "bench"
TEAM_PAGES: Final = ("/strategies", "/team/review", "/network", "/strategies/coverage")


@dataclass(frozen=True, slots=True)
class Who:
    code: str
    role: str
    view: str


def take_part(data: Dataset, count: int) -> list[Person]:
    """Let up to this many people sign in: one executive and two leaders to five salespeople, as far as there are."""
    now, today = datetime.now(UTC), timezone.localdate()
    chosen = list(_chosen(data, count, now))
    for one in chosen:
        create_account(one.code, PASSWORD, one.code, actor=ACTOR, now=now)
    people = [_person(one, today) for one in chosen]
    forget()
    return people


def _chosen(data: Dataset, count: int, now: datetime) -> Iterator[Who]:
    codes = seller_codes(data)
    leaders = min(data.groups, max(1, count // 4))
    executives = max(1, count // 8)
    for number in range(executives):
        code = EXECUTIVE if number == 0 else f"{EXECUTIVE}-{number}"
        if number:
            add_employee({"code": code, "name": f"总经理{number}", "role": "executive"}, actor=ACTOR, now=now)
        yield Who(code, "executive", "company")
    for number in range(leaders):
        code, team = codes[number * SELLERS_PER_GROUP], f"G{number + 1:04d}"
        edit_team(team, {"leader": code}, {}, actor=ACTOR, now=now)
        yield Who(code, "leader", f"team:{team}")
    sellers = [code for place, code in enumerate(codes) if place % SELLERS_PER_GROUP]
    spread = sellers[:: max(1, len(sellers) // max(1, count))]
    for code in spread[: count - leaders - executives]:
        yield Who(code, "salesperson", f"personal:{code}")


def _person(who: Who, today: date) -> Person:
    scope = scope_of(current_panel(), who.code, today)
    customers, people, deals = (_some(model, scope, today) for model in (Customer, KeyPerson, Opportunity))
    lists = {line: [_with(f"/lines/{line}/list", who.view, one) for one in _arranged(line)] for line in COLUMNS}
    addresses = {
        "today": ["/today", "/today?more=changes"],
        "line": [_with(f"/lines/{line}", who.view, one) for line in COLUMNS for one in QUESTIONS],
        "list": [address for each in lists.values() for address in each],
        "team and network": [*(_with(page, who.view, {}) for page in TEAM_PAGES), f"/team/scorecards/{who.view}"],
        "customer": [f"/customers/{code}" for code in customers],
        "key person": [f"/key-people/{code}" for code in people],
        "opportunity": [f"/opportunities/{code}" for code in deals],
        "map": [f"/customers/{code}/map{part}" for code in customers for part in ("", "/facts")],
    }
    return Person(who.code, who.role, who.view, addresses, *_own(who.code, today))


def _with(path: str, view: str, question: Mapping[str, str]) -> str:
    return f"{path}?{urlencode({'view': view, **question})}"


def _arranged(line: str) -> Iterator[Mapping[str, str]]:
    """A list by some of its columns, and searched."""
    yield from ({"sort": column.key} for column in COLUMNS[line][::3])
    yield from ({"q": words} for words in SEARCHES[:3])


def _some(model: Any, scope: Scope, today: date) -> list[str]:
    """Codes of some that are seen, spread over all."""
    codes = list(model.objects.visible_to(scope, today).order_by("code").values_list("code", flat=True))
    return codes[:: max(1, len(codes) // OPENED)][:OPENED]


def _own(code: str, today: date) -> tuple[list[str], list[str]]:
    """Key persons who are still there and open opportunities, at the customers that this employee owns today."""
    scope = Scope(viewer=code, employees=frozenset({code}))
    here = Q(left_on=None) | Q(left_on__gt=today), Q(customer__closed_on=None) | Q(customer__closed_on__gt=today)
    people = KeyPerson.objects.visible_to(scope, today).filter(*here, joined_on__lte=today)
    deals = Opportunity.objects.visible_to(scope, today).filter(here[1], status="open", opened_on__lte=today)
    return _codes(people), _codes(deals)


def _codes(rows: Any) -> list[str]:
    return list(rows.order_by("code").values_list("code", flat=True))
