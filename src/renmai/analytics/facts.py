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
UNSET, HIGH, LOW = 0, 1, 2
"""Codes of `CustomerFacts.contribution`."""


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
    """One of our people; employed on D if `start` <= D < `stop`."""

    id: int
    code: str
    name: str
    team: int
    role: str
    sales: bool
    start: int
    stop: int


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
    """`influencer` is the id of a person, an employee or a competitor, by `kind`."""

    person: Ids
    kind: Small
    influencer: Ids
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
    opportunity: Ids
    employee: Ids
    day: Days


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """`opportunity` is 0 where the activity belongs to none."""

    customer: Ids
    opportunity: Ids
    day: Days


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Who was met, and by whom of ours: one row per activity and key person."""

    person: Ids
    employee: Ids
    day: Days


@dataclass(frozen=True, slots=True)
class Staff:
    """Our people and teams, and the competitors: small, and kept whole."""

    employees: tuple[Employee, ...]
    teams: tuple[Team, ...]
    competitors: tuple[Competitor, ...]


@dataclass(frozen=True, slots=True)
class CustomerBook:
    """Everything that hangs on some customers."""

    customers: CustomerFacts
    ownerships: OwnershipFacts
    people: PersonFacts
    reporting: ReportingFacts
    assessments: AssessmentFacts
    influences: InfluenceFacts
    opportunities: OpportunityFacts
    members: MemberFacts
    uses: UseFacts
    activities: ActivityFacts
    contacts: ContactFacts


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole company at one revision."""

    revision: int
    staff: Staff
    book: CustomerBook
    policy: Policy = POLICY
