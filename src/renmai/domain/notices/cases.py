"""The facts that notices are made of, as they concern one receiver; gathered behind the gates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from renmai.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class StepCase:
    """An open planned step of the receiver. `by` is the code of who gave it to them, blank where nobody did lately."""

    code: str
    customer: str
    customer_name: str
    opportunity: str
    person: str
    due_on: date
    kept_on: date
    by: str = ""
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCase:
    """`values` values of one key person at a customer of the receiver, recorded by `by` at a moment."""

    customer: str
    customer_name: str
    person: str
    name: str
    values: int
    day: date
    recorded_at: datetime
    by: str
    by_name: str


@dataclass(frozen=True, slots=True)
class OwnershipCase:
    """A customer that came to the receiver on a day, or left them; `is_seen`: may still be looked at."""

    customer: str
    customer_name: str
    on: date
    is_gained: bool
    is_seen: bool
    by: str
    by_name: str


@dataclass(frozen=True, slots=True)
class ReadingCase:
    """A decision chain at a customer of the receiver that reads otherwise since a day.

    `by` are the codes of everybody who recorded something at the customer since; empty: time alone did it.
    """

    opportunity: str
    name: str
    customer: str
    customer_name: str
    before: Reading
    now: Reading
    since: date
    by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CloseCase:
    """An open opportunity of the receiver with the day on which it is expected to close."""

    opportunity: str
    name: str
    customer: str
    customer_name: str
    expected_on: date


@dataclass(frozen=True, slots=True)
class StaleCase:
    """How many key persons at the receiver's customers grow stale, in how many days."""

    people: int
    days: int


@dataclass(frozen=True, slots=True)
class ActionCase:
    """The first of the receiver's next actions: a principle and whom or what it is about."""

    principle: str
    type: str
    code: str
    name: str
    customer: str
    customer_name: str


@dataclass(frozen=True, slots=True)
class Cases:
    """Everything that may be told to one receiver, by the code of the employee."""

    receiver: str
    steps: Sequence[StepCase] = ()
    changes: Sequence[ChangeCase] = ()
    ownerships: Sequence[OwnershipCase] = ()
    readings: Sequence[ReadingCase] = ()
    closes: Sequence[CloseCase] = ()
    stale: StaleCase | None = None
    action: ActionCase | None = None
