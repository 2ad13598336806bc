"""A slab: everything that hangs on some thousand customers, in code order.

A panel is a row of slabs. A write touches the slabs of the customers it changed; all others are
shared between the old panel and the new one, with what they have memoised.

Inside a slab, rows refer to each other by position: `customer`, `person`, `superior`, `inner` and
`opportunity` are positions in the table of that noun (-1: none). Every table is ordered by the
customer it hangs on, so that one customer's rows are one run in each of them.
"""

from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Amounts, Days, Flags, Ids, Small, States, Texts
from renmai.analytics.memo import Memo
from renmai.analytics.table import Table

Positions = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Customers(Table):
    """Existence is [`start`, `stop`)."""

    id: Ids
    code: Texts
    name: Texts
    industry: Texts
    region: Texts
    focus: Flags
    contribution: Small
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True, eq=False)
class Ownerships(Table):
    customer: Positions
    employee: Ids
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True, eq=False)
class AccountTeam(Table):
    """[`start`, `stop`) is when the employee has the role at the customer."""

    customer: Positions
    employee: Ids
    role: Small
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True, eq=False)
class StrategyChoices(Table):
    """What was chosen for the customer from `start` until `stop`; times when nothing was are left out."""

    customer: Positions
    strategy: Small
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True, eq=False)
class People(Table):
    """[`start`, `stop`) is when the person counts: presence within the customer's existence;
    empty (`start` = `stop`) where these never meet. `superior` holds on days that no row of
    `Reporting` covers: ask `reporting_line.superiors`."""

    customer: Positions
    id: Ids
    code: Texts
    name: Texts
    department: Texts
    title: Texts
    superior: Positions
    top: Flags
    nobody_found: Flags
    focus: Flags
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True, eq=False)
class Reporting(Table):
    """Whom a person reported to from `start` until `stop`; -1: nobody was named."""

    person: Positions
    superior: Positions
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True, eq=False)
class Attitudes(Table):
    """What held from `start` until `stop` towards one party; empty intervals are left out."""

    person: Positions
    start: Days
    stop: Days
    state: States


@dataclass(frozen=True, slots=True, eq=False)
class Influences(Table):
    """[`start`, `stop`) is when the influence counts; `inner` is an influencer of the customer,
    `outer` the id of an employee or competitor.

    `outer` is 0 for one of ours who has not agreed to be named. `giver` knows them: it serves their own
    view and counts of employees, and nothing that anybody else is shown may be made of it."""

    person: Positions
    kind: Small
    inner: Positions
    outer: Ids
    giver: Ids
    contact: Texts
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True, eq=False)
class Opportunities(Table):
    """Open on D if `opened` <= D < `closed`; `expected` to close on a day, or `NEVER`."""

    customer: Positions
    id: Ids
    code: Texts
    name: Texts
    owner: Ids
    amount: Amounts
    stage: Texts
    status: Small
    origin: Small
    focus: Flags
    opened: Days
    closed: Days
    expected: Days


@dataclass(frozen=True, slots=True, eq=False)
class Members(Table):
    opportunity: Positions
    person: Positions


@dataclass(frozen=True, slots=True, eq=False)
class Uses(Table):
    """`employee` and `giver` as `outer` and `giver` of `Influences`; `grade` and `confirmed` as in `UseFacts`."""

    opportunity: Positions
    employee: Ids
    giver: Ids
    day: Days
    grade: Small
    confirmed: Days


@dataclass(frozen=True, slots=True, eq=False)
class Activities(Table):
    id: Ids
    customer: Positions
    opportunity: Positions
    employee: Ids
    day: Days


@dataclass(frozen=True, slots=True, eq=False)
class Contacts(Table):
    """`employee` is the id of who met the person."""

    person: Positions
    employee: Ids
    day: Days


@dataclass(frozen=True, slots=True, eq=False)
class Plans(Table):
    """[`start`, `stop`) is when a planned step is open."""

    customer: Positions
    start: Days
    stop: Days


NO_ATTITUDES = Attitudes(
    person=np.empty(0, np.int32),
    start=np.empty(0, np.int32),
    stop=np.empty(0, np.int32),
    state=np.empty(0, np.uint16),
)


@dataclass(frozen=True, slots=True, eq=False)
class Slab:
    """`attitudes` by party: 0 is ours, else a competitor's id.

    The persons of customer c are those from `person_edges[c]` to `person_edges[c + 1]`. `memo` keeps
    what is worked out for a day, `texts` what lists need to search and sort, which no day pushes out.
    """

    customers: Customers
    ownerships: Ownerships
    account_team: AccountTeam
    strategy_choices: StrategyChoices
    people: People
    reporting: Reporting
    attitudes: dict[int, Attitudes]
    influences: Influences
    opportunities: Opportunities
    members: Members
    uses: Uses
    activities: Activities
    contacts: Contacts
    plans: Plans
    memo: Memo = field(default_factory=Memo)
    texts: Memo = field(default_factory=Memo)
    person_edges: NDArray[np.intp] = field(init=False)

    def __post_init__(self) -> None:
        edges = np.searchsorted(self.people.customer, np.arange(len(self.customers) + 1))
        object.__setattr__(self, "person_edges", edges)

    def towards(self, party: int) -> Attitudes:
        return self.attitudes.get(party, NO_ATTITUDES)

    @property
    def tables(self) -> dict[str, Table]:
        """Every table but the attitudes, by the name of its field."""
        return {name: getattr(self, name) for name in TABLES}

    @property
    def nbytes(self) -> int:
        return sum(table.nbytes for table in [*self.tables.values(), *self.attitudes.values()])


TABLES = (
    "customers",
    "ownerships",
    "account_team",
    "strategy_choices",
    "people",
    "reporting",
    "influences",
    "opportunities",
    "members",
    "uses",
    "activities",
    "contacts",
    "plans",
)
ORDERED_BY = {
    "ownerships": "customer",
    "account_team": "customer",
    "strategy_choices": "customer",
    "people": "customer",
    "reporting": "person",
    "attitudes": "person",
    "influences": "person",
    "opportunities": "customer",
    "members": "opportunity",
    "uses": "opportunity",
    "activities": "customer",
    "contacts": "person",
    "plans": "customer",
}
"""The column by which a table's rows are ordered, and through which they hang on a customer."""
REFERS_TO = {
    "customer": "customers",
    "person": "people",
    "superior": "people",
    "inner": "people",
    "opportunity": "opportunities",
}
"""Which table a column of positions points into."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of rows [`first`, `last`)."""

    first: int
    last: int


Runs = dict[str, Run]


def runs_of(slab: Slab, customers: Run) -> Runs:
    """The run of rows that hang on a run of customers, for each table but the attitudes."""
    runs = {"customers": customers}
    for name in ("people", "opportunities", *TABLES):
        if name not in runs:
            runs[name] = run_in(slab.tables[name], ORDERED_BY[name], runs)
    return runs


def run_in(table: Table, by: str, runs: Runs) -> Run:
    target = runs[REFERS_TO[by]]
    first, last = np.searchsorted(getattr(table, by), [target.first, target.last])
    return Run(int(first), int(last))


AnyTable = TypeVar("AnyTable", bound=Table)


def shifted(table: AnyTable, by: dict[str, int]) -> AnyTable:
    """The table with its positions moved by `by[target table]`; -1 stays -1."""
    moved: dict[str, NDArray[Any]] = {}
    for name, target in REFERS_TO.items():
        positions = getattr(table, name, None)
        if positions is not None and by.get(target):
            moved[name] = np.where(positions < 0, -1, positions + by[target]).astype(np.int32)
    return table.with_columns(**moved) if moved else table


def cut(slab: Slab, customers: Run) -> Slab:
    """The slab of a run of customers, with nothing memoised."""
    runs = runs_of(slab, customers)
    back = {name: -run.first for name, run in runs.items()}
    tables: dict[str, Any] = {
        name: shifted(table.rows(slice(runs[name].first, runs[name].last)), back) for name, table in slab.tables.items()
    }
    attitudes = {}
    for party, table in slab.attitudes.items():
        run = run_in(table, "person", runs)
        if run.first < run.last:
            attitudes[party] = shifted(table.rows(slice(run.first, run.last)), back)
    return Slab(**tables, attitudes=attitudes)


def overwrite(slab: Slab, customers: Run, one: Slab) -> Slab | None:
    """The slab with some customers' rows replaced by those of `one`; a table that says the same is kept.

    None where positions would move: another number of customers, persons or opportunities.
    """
    runs = runs_of(slab, customers)
    if any(len(one.tables[name]) != runs[name].last - runs[name].first for name in set(REFERS_TO.values())):
        return None
    moved = {name: run.first for name, run in runs.items()}
    tables: dict[str, Any] = {
        name: _replaced(table, runs[name], shifted(one.tables[name], moved)) for name, table in slab.tables.items()
    }
    attitudes = {
        party: _replaced(
            slab.towards(party), run_in(slab.towards(party), "person", runs), shifted(one.towards(party), moved)
        )
        for party in dict.fromkeys([*slab.attitudes, *one.attitudes])
    }
    return Slab(**tables, attitudes=attitudes)


def _replaced(table: AnyTable, run: Run, fresh: AnyTable) -> AnyTable:
    if table.rows(slice(run.first, run.last)).says_the_same_as(fresh):
        return table
    return type(table).joined([table.rows(slice(0, run.first)), fresh, table.rows(slice(run.last, len(table)))])


def join(slabs: list[Slab]) -> Slab:
    """One slab of several, whose customers follow each other."""
    offsets = dict.fromkeys(TABLES, 0)
    parts: list[tuple[Slab, dict[str, int]]] = []
    for slab in slabs:
        parts.append((slab, dict(offsets)))
        for name, table in slab.tables.items():
            offsets[name] += len(table)
    tables: dict[str, Any] = {
        name: type(slabs[0].tables[name]).joined([shifted(slab.tables[name], by) for slab, by in parts])
        for name in TABLES
    }
    parties = dict.fromkeys(party for slab in slabs for party in slab.attitudes)
    attitudes = {party: Attitudes.joined([shifted(slab.towards(party), by) for slab, by in parts]) for party in parties}
    return Slab(**tables, attitudes=attitudes)
