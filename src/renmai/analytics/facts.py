"""The dated facts as plain columns, as they come from a store: what a panel is built from.

Rows of one noun share one index. `id` columns are the store's keys; 0 stands for "none".
Days are proleptic ordinals (`date.toordinal`), `NEVER` where an interval is open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.domain.policy import POLICY, Policy

Ids = NDArray[np.int64]
Days = NDArray[np.int32]
Flags = NDArray[np.bool_]
Small = NDArray[np.int8]
States = NDArray[np.uint16]
Texts = NDArray[Any]
"""`StringDType`: UTF-8, compared by code point."""
Amounts = NDArray[Any]
"""int64, or Python integers where those would overflow."""

NONE: Final = 0
EVER: Final = 0
"""Open start of an interval."""
NEVER: Final = 2**31 - 1
"""Open end of an interval."""
SAFE_SUM: Final = 2**52
"""Amounts that add up to less than this in one slab cannot overflow in a whole company."""
AMOUNT_UNIT: Final = 10_000
"""Amounts are whole ten-thousandths, so that sums are exact."""

INTERNAL, OURS, COMPETITOR = 0, 1, 2
"""Codes of `InfluenceFacts.kind`."""
OPEN, WON, LOST = 0, 1, 2
"""Codes of `OpportunityFacts.status`."""
NO_ORIGIN, CAPTURED, INCUBATED = 0, 1, 2
"""Codes of `OpportunityFacts.origin`."""
SOURCED, ASSISTED = 1, 2
"""Codes of `UseFacts.grade`; 0 where nobody said."""
UNSET, HIGH, LOW = 0, 1, 2
"""Codes of `CustomerFacts.contribution`."""
NOTHING_CHOSEN: Final = -1
"""In `StrategyChoiceFacts.strategy`: from here on the recommendation is followed."""


def texts(values: list[str]) -> Texts:
    """A text column: UTF-8 packed, 16 bytes a value unless it is long."""
    return np.array(values, dtype=np.dtypes.StringDType())


def amounts(values: Iterable[Decimal]) -> Amounts:
    """Exact units. Python integers once a sum over a whole company could leave 64 bits."""
    units = [int(value * AMOUNT_UNIT) for value in values]
    return np.array(units, dtype=np.int64 if sum(units) < SAFE_SUM else object)


def ordinal(day: date | None, missing: int) -> int:
    return missing if day is None else day.toordinal()


@dataclass(frozen=True, slots=True)
class Employee:
    """One of our people; employed on D if `start` <= D < `stop`. Who `hides` is told nobody's relations by name."""

    id: int
    code: str
    name: str
    team: int
    role: str
    sales: bool
    start: int
    stop: int
    hides: bool = False


UNNAMED: Final = Employee(NONE, "", "", NONE, "member", sales=False, start=EVER, stop=NEVER)
"""One of ours who has not agreed to be named."""


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    code: str
    name: str
    parent: int
    leader: int


@dataclass(frozen=True, slots=True)
class Competitor:
    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    id: Ids
    code: Texts
    name: Texts
    industry: Texts
    region: Texts
    focus: Flags
    contribution: Small
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True)
class OwnershipFacts:
    customer: Ids
    employee: Ids
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True)
class AccountTeamFacts:
    """Who works on a customer on [`start`, `stop`); `role` is the place in `TeamRole`."""

    customer: Ids
    employee: Ids
    role: Small
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True)
class StrategyChoiceFacts:
    """What was chosen from `day` on: the place in `Strategy`, `NOTHING_CHOSEN` where a choice was given up."""

    customer: Ids
    strategy: Small
    day: Days


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """`superior` is whom the person reports to on days that no row of `ReportingFacts` covers."""

    id: Ids
    customer: Ids
    code: Texts
    name: Texts
    department: Texts
    title: Texts
    superior: Ids
    top: Flags
    nobody_found: Flags
    focus: Flags
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True)
class ReportingFacts:
    """Whom persons reported to on [`start`, `stop`), instead of the superior of `PersonFacts`; 0: nobody named.

    No two rows of a person share a day.
    """

    person: Ids
    superior: Ids
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """One row per person, party (0: ours) and day; `state` as packed by `states.pack`."""

    person: Ids
    party: Ids
    day: Days
    state: States


@dataclass(frozen=True, slots=True)
class InfluenceFacts:
    """`influencer` is the id of a person, an employee or a competitor, by `kind`.

    It is 0 where one of ours has not agreed to be named; `giver` is the employee then too, 0 for other kinds.
    """

    person: Ids
    kind: Small
    influencer: Ids
    giver: Ids
    contact: Texts
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True)
class OpportunityFacts:
    """`expected` is the expected close, `NEVER` where nobody has said."""

    id: Ids
    customer: Ids
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


@dataclass(frozen=True, slots=True)
class MemberFacts:
    opportunity: Ids
    person: Ids


@dataclass(frozen=True, slots=True)
class UseFacts:
    """Uses that count. `employee` is 0 where whoever helped has not agreed to be named; `giver` is known always.

    `grade` is SOURCED or ASSISTED, 0 where nobody said; `confirmed` the later of the two confirmations, EVER where
    nobody was asked.
    """

    opportunity: Ids
    employee: Ids
    giver: Ids
    day: Days
    grade: Small
    confirmed: Days


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """`opportunity` is 0 where the activity belongs to none; `employee` is who was there for us."""

    id: Ids
    customer: Ids
    opportunity: Ids
    employee: Ids
    day: Days


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Who was met, and by which employee: one row per activity and key person."""

    person: Ids
    employee: Ids
    day: Days


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """When each planned step was open: [`start`, `stop`); settled on an unknown day: never."""

    customer: Ids
    start: Days
    stop: Days


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation to a survey that is open on [`start`, `stop`); `answered` is `NEVER` until it is.

    One that was closed early is open on no day: of when that was, nothing is kept.
    """

    employee: int
    start: int
    stop: int
    answered: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Our people and teams, whom a survey asks, and the competitors: small, and kept whole."""

    employees: tuple[Employee, ...]
    teams: tuple[Team, ...]
    competitors: tuple[Competitor, ...]
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerBook:
    """Everything that hangs on some customers."""

    customers: CustomerFacts
    ownerships: OwnershipFacts
    account_team: AccountTeamFacts
    strategy_choices: StrategyChoiceFacts
    people: PersonFacts
    reporting: ReportingFacts
    assessments: AssessmentFacts
    influences: InfluenceFacts
    opportunities: OpportunityFacts
    members: MemberFacts
    uses: UseFacts
    activities: ActivityFacts
    contacts: ContactFacts
    plans: PlanFacts


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole company at one revision."""

    revision: int
    staff: Staff
    book: CustomerBook
    policy: Policy = POLICY
