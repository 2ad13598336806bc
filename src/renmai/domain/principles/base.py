"""What a principle reads and what it yields: next actions, and how they are ranked (spec 1.8).

A principle looks at one case at a time and finds, or does not find, a reason to act. The priority
of what it finds is a sum of four things that everybody can see:

- urgency: 2 if something stands or moves against us, 1 if something is not known or not in use,
  0 if it is worth a look;
- votes held: 2 if the person may veto or approve;
- focus: 1 if the person, the customer or the opportunity is in focus;
- amount at stake: 1 if an open opportunity hangs on it.

The list is ordered by priority, then by the amount at stake, the larger first, then by line and
principle, customer and subject, so that no two actions ever tie.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

from renmai.domain.evidence import Evidence
from renmai.domain.policy import Policy


class Line(StrEnum):
    """The two lines that have principles."""

    CUSTOMER = "customer"
    INFLUENCE = "influence"


class Principle(StrEnum):
    """The seven of the customer line and the five of the influence line; three are in both."""

    EVERY_PERSON = "every_person"
    AHEAD = "ahead"
    MEND = "mend"
    BREAKTHROUGH = "breakthrough"
    ALL_GUNS = "all_guns"
    STEER = "steer"
    ALWAYS_UP = "always_up"
    ASK_EVERYONE = "ask_everyone"
    EVERYONE_HELPS = "everyone_helps"


class SubjectType(StrEnum):
    KEY_PERSON = "key_person"
    OPPORTUNITY = "opportunity"
    CUSTOMER = "customer"
    EMPLOYEE = "employee"
    VIEW = "view"


class Urgency(IntEnum):
    WORTH_A_LOOK = 0
    MISSING = 1
    AGAINST_US = 2


VOTE_POINTS = 2


class Subject(NamedTuple):
    """Whom or what an action is about; `name` is empty for the whole company."""

    type: SubjectType
    code: str
    name: str


class Stakes(NamedTuple):
    """What makes one subject matter more than another; `amount` is open money."""

    vote: bool = False
    focus: bool = False
    amount: float = 0.0


class Finding(NamedTuple):
    """A reason to act: how pressing, and the facts."""

    urgency: Urgency
    evidence: Evidence


class Case(Protocol):
    """What every case knows about itself."""

    @property
    def subject(self) -> Subject: ...
    @property
    def customer(self) -> str | None: ...
    @property
    def stakes(self) -> Stakes: ...


@dataclass(frozen=True, slots=True)
class NextAction:
    """What to do next about one subject, at most one per line, principle and subject.

    `customer` is None where none is meant; `amount` is the money at stake, by which equal
    priorities are ordered.
    """

    principle: Principle
    line: Line
    subject: Subject
    customer: str | None
    evidence: Evidence
    priority: int
    amount: float


CaseT = TypeVar("CaseT", bound=Case)


@dataclass(frozen=True, slots=True)
class Rule(Generic[CaseT]):
    """One principle of one line: finds a reason to act in a case, or None."""

    line: Line
    principle: Principle
    find: Callable[[CaseT, Policy], Finding | None]


def priority(urgency: Urgency, stakes: Stakes) -> int:
    """0 … 6, the higher the sooner."""
    return urgency + VOTE_POINTS * stakes.vote + stakes.focus + (stakes.amount > 0)


_LINES = {line: index for index, line in enumerate(Line)}
_PRINCIPLES = {principle: index for index, principle in enumerate(Principle)}


def rank(action: NextAction) -> tuple[int, float, int, int, str, str, str]:
    """Sort key of the action list; no two actions share one."""
    return (
        -action.priority,
        -action.amount,
        _LINES[action.line],
        _PRINCIPLES[action.principle],
        action.customer or "",
        action.subject.type,
        action.subject.code,
    )
