"""Every page that people open, as those who open it. Import this once Django is set up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from bench.bundles import EXECUTIVE
from bench.dataset import UNTIL
from renmai.domain.scope import Scope
from renmai.store.models import Customer, KeyPerson, Opportunity
from renmai.web.pages.customer.tabs import TABS
from renmai.web.pages.line.columns import COLUMNS

WHO: Final = {"executive": EXECUTIVE, "leader": "S00001", "salesperson": "S00002", "administrator": "A00001"}
"""Their codes; the leader and the salesperson are of one team."""
VIEWS: Final = {"executive": "company", "leader": "team:G0001", "salesperson": "personal:S00002"}
OPENED: Final = 12
"""How many customers, key persons and opportunities are opened, spread over all that are seen."""
QUESTIONS: Final[tuple[dict[str, str], ...]] = (
    {},
    {"period": "quarter"},
    {"period": "year"},
    {"months": "36"},
    {"persons": "same"},
    {"focus": "yes"},
    {"as_of": "2026-03-31"},
)
AGAINST: Final = ({"competitor": "R1"}, {"competitor": "R2", "period": "quarter"}, {"competitor": "R1", "months": "36"})
SEARCHES: Final = ("C0001", "华", "zhang", "lw", "采购 wang", "nowhere")
CONDITIONS: Final[Mapping[str, tuple[dict[str, str], ...]]] = {
    "customer": ({"strategy": "grow"}, {"closeness": "poor", "strategy": "acquire"}, {"owner": "S00002"}),
    "influence": ({"closeness": "support"}, {"owner": "S00002"}),
    "key-person": ({"stale": "yes"}, {"uninsighted": "yes", "price": "oppose"}, {"veto": "yes"}),
    "decision-chain": ({"reading": "unsafe"}, {"stage": "报价", "solution": "good"}),
}
CELLS: Final[Mapping[str, tuple[str, ...]]] = {
    "customer": ("closeness:good", "price:known"),
    "influence": ("closeness:support",),
    "key-person": ("uninsighted", "veto:yes"),
    "decision-chain": ("solution:poor", "members"),
}
SPANS: Final[tuple[dict[str, str], ...]] = ({}, {"span": "month"}, {"part": "risks"}, {"as_of": "2026-03-31"})
NETWORK: Final[tuple[dict[str, str], ...]] = ({}, {"period": "year"}, {"competitor": "R1"}, {"as_of": "2026-03-31"})
SETTINGS: Final = ("teams", "employees", "employees/S00002", "competitors", "stages", "accounts", "import")


@dataclass(frozen=True, slots=True)
class Page:
    """`addresses` are asked in turn; with `sent` the page is asked by sending this form, with `htmx` as htmx asks."""

    name: str
    who: str
    addresses: tuple[str, ...]
    sent: Mapping[str, str] = field(default_factory=dict)
    htmx: bool = False


def pages(scopes: Mapping[str, Scope]) -> list[Page]:
    """`scopes` by name of who asks."""
    return [
        *(Page("today", who, ("/today", "/today?more=changes")) for who in VIEWS),
        *_lines(),
        *_team(),
        *(page for who in VIEWS for page in _opened(who, scopes[who])),
        *_administered(),
    ]


def _lines() -> Iterator[Page]:
    for line in COLUMNS:
        for who, view in VIEWS.items():
            yield Page(f"{line} line", who, _each(f"/lines/{line}", view, QUESTIONS))
            yield Page(f"{line} line, against a competitor", who, _each(f"/lines/{line}", view, AGAINST))
            yield Page(f"{line} list, sorted", who, _each(f"/lines/{line}/list", view, _sorts(line)))
            yield Page(f"{line} list, searched and narrowed", who, _each(f"/lines/{line}/list", view, _narrowed(line)))


def _each(path: str, view: str, questions: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(f"{path}?{urlencode({'view': view, **question})}" for question in questions)


def _sorts(line: str) -> Iterator[Mapping[str, str]]:
    """By every column, up and down."""
    for column in COLUMNS[line]:
        yield {"sort": column.key}
        yield {"sort": f"-{column.key}", "size": "100"}


def _narrowed(line: str) -> Iterator[Mapping[str, str]]:
    yield from ({"q": words} for words in SEARCHES)
    yield from CONDITIONS[line]
    yield from ({"cell": cell} for cell in CELLS[line])


def _team() -> Iterator[Page]:
    for who, view in VIEWS.items():
        yield Page("weekly review", who, _each("/team/review", view, SPANS))
        cards = (f"/team/scorecards/{view}?{urlencode(one)}" for one in ({}, {"period": "quarter"}, {"list": "upkeep"}))
        yield Page("scorecard", who, tuple(cards))
        yield Page("private network", who, _each("/network", view, NETWORK))
    for who in ("executive", "leader"):
        yield Page("scorecards", who, ("/team/scorecards", "/team/scorecards?sort=-total&period=quarter"))


def _opened(who: str, scope: Scope) -> Iterator[Page]:
    """The pages of single customers, key persons and opportunities that somebody may see."""
    customers, people, deals = (_some(model, scope) for model in (Customer, KeyPerson, Opportunity))
    tabs = tuple(f"/customers/{code}?tab={tab}" for code, tab in zip(customers, TABS, strict=False))
    yield Page("customer", who, (*(f"/customers/{code}" for code in customers), *tabs))
    yield Page("relationship map", who, tuple(f"/customers/{code}/map" for code in customers))
    yield Page("relationship map as a table", who, tuple(f"/customers/{code}/map?tab=table" for code in customers))
    yield Page("key persons of a customer", who, tuple(f"/lines/customer/people?customer={code}" for code in customers))
    yield Page("key person", who, tuple(f"/key-people/{code}" for code in people))
    yield Page("opportunity", who, tuple(f"/opportunities/{code}" for code in deals))
    yield Page("contact", who, ("/contact", *(f"/contact?person={code}" for code in people[:3])))
    yield Page("search", who, tuple(f"/search?{urlencode({'q': words})}" for words in SEARCHES))
    yield Page("search while typing", who, tuple(f"/search?{urlencode({'q': words})}" for words in SEARCHES), htmx=True)


def _some(model: Any, scope: Scope) -> list[str]:
    codes = list(model.objects.visible_to(scope, UNTIL).order_by("code").values_list("code", flat=True))
    return codes[:: max(1, len(codes) // OPENED)][:OPENED]


def _administered() -> Iterator[Page]:
    who = "administrator"
    proposal = {"stale_days": "60", "open_veto_mean": "-0.5", "sharp_drop": "0.2"}
    yield Page("settings", who, tuple(f"/settings/{part}" if part != "import" else "/import" for part in SETTINGS))
    yield Page("policy", who, ("/settings/policy",))
    yield Page("policy, what a proposal would change", who, ("/settings/policy/effect",), sent=proposal, htmx=True)
    yield Page("audit", who, ("/audit", "/audit?action=assess", f"/audit?person={EXECUTIVE}"))
