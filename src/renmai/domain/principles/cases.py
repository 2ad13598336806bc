"""The cases: small facts of one subject on D, read by the principles (spec 1.8, 1.9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from renmai.domain.grade import Grade
from renmai.domain.policy import DIGITS
from renmai.domain.principles.base import Stakes, Subject, SubjectType
from renmai.domain.stance import DEGREES, VOTES, Degree, VoteAnswer

REPORTING_LINE = "reporting_line"
INFLUENCE = "influence"
"""Names of the two features that are no degree and no vote."""


class Ally(NamedTuple):
    """An employee of ours who can deeply sway a key person."""

    code: str
    sales: bool


@dataclass(frozen=True)
class Attitude:
    """Three degrees towards us (None: unknown) and two votes; many persons share one."""

    degrees: tuple[int | None, int | None, int | None]
    veto: VoteAnswer
    approver: VoteAnswer

    @cached_property
    def votes_held(self) -> list[str]:
        return [name for name, answer in self._votes if answer is VoteAnswer.YES]

    @cached_property
    def unknown(self) -> list[str]:
        """The degrees and votes that are unknown; empty: insighted."""
        degrees = [name for name, value in zip(DEGREES, self.degrees, strict=True) if value is None]
        return [*degrees, *(name for name, answer in self._votes if answer is VoteAnswer.UNKNOWN)]

    @cached_property
    def negative(self) -> dict[str, int]:
        return {name: value for name, value in self._known if value < 0}

    @cached_property
    def not_positive(self) -> dict[str, int]:
        return {name: value for name, value in self._known if value <= 0}

    @property
    def _known(self) -> Iterator[tuple[str, int]]:
        for name, value in zip(DEGREES, self.degrees, strict=True):
            if value is not None:
                yield name, value

    @property
    def _votes(self) -> tuple[tuple[str, VoteAnswer], ...]:
        return tuple(zip(VOTES, (self.veto, self.approver), strict=True))


@dataclass(frozen=True, slots=True)
class PersonCase:
    """One key person, towards us. `days_since_contact` is None if never met.

    `focus_chains` are the focus opportunities open on D that the person helps to decide;
    `amount` is that of the customer's open opportunities.
    """

    code: str
    name: str
    customer: str
    focus: bool
    customer_focus: bool
    attitude: Attitude
    reporting_line: bool
    influence: bool
    days_since_contact: int | None
    allies: tuple[Ally, ...]
    focus_chains: tuple[str, ...]
    amount: float

    @property
    def subject(self) -> Subject:
        return Subject(SubjectType.KEY_PERSON, self.code, self.name)

    @property
    def stakes(self) -> Stakes:
        focus = self.focus or self.customer_focus or bool(self.focus_chains)
        return Stakes(bool(self.attitude.votes_held), focus, self.amount)

    @property
    def missing(self) -> list[str]:
        """Those of the seven features that are not known."""
        rest = ((REPORTING_LINE, self.reporting_line), (INFLUENCE, self.influence))
        return [*self.attitude.unknown, *(name for name, known in rest if not known)]


@dataclass(frozen=True, slots=True)
class ChainCase:
    """An opportunity open on D; `lead` per degree as in spec 1.6, None where nobody can compare."""

    code: str
    name: str
    customer: str
    focus: bool
    amount: float
    members: int
    lead: tuple[float | None, float | None, float | None]

    @property
    def subject(self) -> Subject:
        return Subject(SubjectType.OPPORTUNITY, self.code, self.name)

    @property
    def stakes(self) -> Stakes:
        return Stakes(focus=self.focus, amount=self.amount)


class Movement(NamedTuple):
    """An average on the three days, None where it is not defined."""

    name: str
    now: float | None
    previous: float | None
    year_ago: float | None

    @property
    def fell(self) -> bool:
        """Lower than in the previous period or a year ago."""
        return less(self.now, self.previous) or less(self.now, self.year_ago)


class Step(NamedTuple):
    """A figure of a period and of the one before, None where it is not defined."""

    name: str
    now: float | None
    previous: float | None

    @property
    def fell(self) -> bool:
        return less(self.now, self.previous)

    @property
    def rose(self) -> bool:
        return less(self.previous, self.now)


class GradeMove(NamedTuple):
    """The grade of one degree; `previous` is None where the customer did not exist."""

    degree: Degree
    now: Grade
    previous: Grade | None


@dataclass(frozen=True, slots=True)
class ResourceCase:
    """What is in use at one customer.

    `strategy` is what is chosen, else recommended, None where neither is; `roles_missing` are those of
    the account team that nobody fills; `days_since_activity` is None without any activity.
    """

    code: str
    name: str
    focus: bool
    amount: float
    strategy: str | None
    roles_missing: tuple[str, ...]
    open_steps: int
    days_since_activity: int | None

    @property
    def subject(self) -> Subject:
        return Subject(SubjectType.CUSTOMER, self.code, self.name)

    @property
    def customer(self) -> str:
        return self.code

    @property
    def stakes(self) -> Stakes:
        return Stakes(focus=self.focus, amount=self.amount)


@dataclass(frozen=True, slots=True)
class AccountCase:
    """One customer as an account: `averages` and `grades` of the three degrees, `indicators` of
    spec 1.9 that are better high, `burdens` that are better low."""

    code: str
    name: str
    focus: bool
    amount: float
    averages: tuple[Movement, ...]
    grades: tuple[GradeMove, ...]
    indicators: tuple[Step, ...]
    burdens: tuple[Step, ...]

    @property
    def subject(self) -> Subject:
        return Subject(SubjectType.CUSTOMER, self.code, self.name)

    @property
    def customer(self) -> str:
        return self.code

    @property
    def stakes(self) -> Stakes:
        return Stakes(focus=self.focus, amount=self.amount)


@dataclass(frozen=True, slots=True)
class EmployeeCase:
    """One employee employed on D; `influences` counts those that counted on any day up to D.

    `asked`: a survey open on D waits for their answer; False where they have answered one by D, or the open
    one does not ask them; None where no survey says anything.
    """

    code: str
    name: str
    sales: bool
    influences: int
    asked: bool | None = None

    @property
    def subject(self) -> Subject:
        return Subject(SubjectType.EMPLOYEE, self.code, self.name)

    @property
    def customer(self) -> None:
        return None

    @property
    def stakes(self) -> Stakes:
        return Stakes()


@dataclass(frozen=True, slots=True)
class ViewCase:
    """The influence figures of a view as a whole, and the means of its known persons."""

    code: str
    name: str
    whole_company: bool
    figures: tuple[Step, ...]
    averages: tuple[Movement, ...]

    @property
    def subject(self) -> Subject:
        return Subject(SubjectType.VIEW, self.code, self.name)

    @property
    def customer(self) -> None:
        return None

    @property
    def stakes(self) -> Stakes:
        return Stakes()


def less(now: float | None, before: float | None) -> bool:
    """Whether a figure went down; False without both, compared like every threshold."""
    return now is not None and before is not None and round(now, DIGITS) < round(before, DIGITS)
