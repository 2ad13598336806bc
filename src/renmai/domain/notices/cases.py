"""The facts that notices are made of, as they concern one receiver; gathered behind the gates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from renmai.domain.help_request import HelpState
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
class HelpCase:
    """A request for help in which the receiver takes part, as the one who is asked where `of_receiver`.

    `who` is the other one, blank where the receiver may not know. `insight_on`: since when an answer about
    the person waits to be taken over.
    """

    code: str
    person: str
    state: HelpState
    of_receiver: bool
    who: str
    asked_on: date
    answered_on: date | None = None
    closed_on: date | None = None
    is_thanked: bool = False
    insight_on: date | None = None


@dataclass(frozen=True, slots=True)
class UseCase:
    """A use of influence that the receiver is asked to confirm since a day: their own, or for the deal.

    `deal` is the opportunity's name, blank where the receiver may not know it.
    """

    key: int
    customer_name: str
    deal: str
    is_own: bool
    asked_on: date


@dataclass(frozen=True, slots=True)
class ProposalCase:
    """A proposal that waits for the receiver; `through` is what it was made with."""

    code: str
    through: str
    proposed_on: date


@dataclass(frozen=True, slots=True)
class SurveyCase:
    """A survey that the receiver has not answered; `reminded_on` is None until somebody reminded them."""

    code: str
    name: str
    opens_on: date
    closes_on: date
    reminded_on: date | None


@dataclass(frozen=True, slots=True)
class WebhookCase:
    """A webhook that was given up; told to administrators alone."""

    key: int
    address: str
    given_up_on: date


@dataclass(frozen=True, slots=True)
class Cases:
    """Everything that may be told to one receiver, by the code of the employee."""

    receiver: str
    steps: Sequence[StepCase] = ()
    changes: Sequence[ChangeCase] = ()
    ownerships: Sequence[OwnershipCase] = ()
    readings: Sequence[ReadingCase] = ()
    closes: Sequence[CloseCase] = ()
    uses: Sequence[UseCase] = ()
    stale: StaleCase | None = None
    action: ActionCase | None = None
    help: Sequence[HelpCase] = ()
    surveys: Sequence[SurveyCase] = ()
    proposals: Sequence[ProposalCase] = ()
    webhooks: Sequence[WebhookCase] = ()
