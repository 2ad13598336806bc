"""The scorecard of a salesperson or a team: seven components, each 0 … 100, and their weighted mean (spec 7.4, ours).

docs/metrics/scorecard.md has the formulas. A component whose figure is undefined has no score (None)
and drops out of the total. What employees can sway privately is no component (spec 1.10).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from renmai.domain.policy import Policy
from renmai.domain.reading import Reading
from renmai.domain.stance import FEATURES

FULL: Final = 100
MIDDLE: Final = 50
"""Of what goes either way: nothing moved."""
WORTH: Final[dict[Reading, int]] = {reading: place for place, reading in enumerate(Reading)}
"""Thirds of a chain's amount that its reading leaves; `Reading` begins with the worst."""
THIRDS: Final = 3
GRADED: Final = 4
"""Grades count best first; the fifth place is for the ungraded."""
WELL: Final = 2
"""Excellent and good are the first two."""


class ComponentName(StrEnum):
    """In the order in which they are shown."""

    COMPLETENESS = "completeness"
    GRADES = "grades"
    MOVES = "moves"
    CHAINS = "chains"
    PLAN = "plan"
    UPKEEP = "upkeep"
    BOOK = "book"


class Component(Protocol):
    """One of the family below."""

    def score(self, policy: Policy) -> float | None: ...


def _share(part: float, whole: int) -> float | None:
    return FULL * part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Completeness:
    """Known features of the key persons in the view (spec 1.1); None without anybody."""

    known: int
    people: int

    def score(self, policy: Policy) -> float | None:
        del policy
        return _share(self.known, FEATURES * self.people)


@dataclass(frozen=True, slots=True)
class Grades:
    """`counts` [3][5]: customers by degree and grade, best first; None where nothing is graded."""

    counts: tuple[tuple[int, ...], ...]

    @property
    def well(self) -> int:
        return sum(sum(degree[:WELL]) for degree in self.counts)

    @property
    def graded(self) -> int:
        return sum(sum(degree[:GRADED]) for degree in self.counts)

    def score(self, policy: Policy) -> float | None:
        del policy
        return _share(self.well, self.graded)


@dataclass(frozen=True, slots=True)
class Moves:
    """Of the customers in the view on both days: grades that rose and fell, and by how much values moved.

    `moved` is the sum over the `pairs` of person and degree that are known on both days. The score is
    the mean of what is defined: of grades none is if none moved, of values none is without pairs.
    """

    up: int
    down: int
    moved: int
    pairs: int

    @property
    def change(self) -> float | None:
        return self.moved / self.pairs if self.pairs else None

    def of_grades(self) -> float | None:
        moves = self.up + self.down
        return MIDDLE + MIDDLE * (self.up - self.down) / moves if moves else None

    def of_values(self, policy: Policy) -> float | None:
        """Full where the mean rose by a sharp drop or more, 0 where it fell by as much."""
        if self.change is None:
            return None
        return MIDDLE + MIDDLE * max(-1.0, min(1.0, self.change / policy.sharp_drop))

    def score(self, policy: Policy) -> float | None:
        halves = [half for half in (self.of_grades(), self.of_values(policy)) if half is not None]
        return sum(halves) / len(halves) if halves else None


@dataclass(frozen=True, slots=True)
class Chains:
    """`amount` and `number` of the decision chains by reading; None where they are worth nothing.

    `bare_amount` and `bare` are open opportunities without anybody in a chain: shown, and not scored.
    """

    amount: dict[Reading, Decimal]
    number: dict[Reading, int]
    bare_amount: Decimal
    bare: int

    def score(self, policy: Policy) -> float | None:
        del policy
        whole = sum(self.amount.values())
        kept = sum(WORTH[reading] * amount for reading, amount in self.amount.items())
        return float(FULL * kept / (THIRDS * whole)) if whole else None


@dataclass(frozen=True, slots=True)
class Plan:
    """Planned steps that were due in the period: `reached` are those done whose value meets the goal.

    Dropped ones are not `due`. None where none was due.
    """

    due: int
    done: int
    reached: int
    dropped: int

    def score(self, policy: Policy) -> float | None:
        del policy
        return _share(self.done + self.reached, 2 * self.due)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Key persons who were assessed or met within `stale_days`; None without anybody."""

    fresh: int
    people: int

    def score(self, policy: Policy) -> float | None:
        del policy
        return _share(self.fresh, self.people)


@dataclass(frozen=True, slots=True)
class Book:
    """What there is to look after: its size is no merit, so that it weighs nothing unless a company says so.

    The score is full at `book_customers` customers for each of the `owners`.
    """

    customers: int
    people: int
    amount: Decimal
    owners: int

    def score(self, policy: Policy) -> float | None:
        full = policy.book_customers * self.owners
        return FULL * min(1.0, self.customers / full) if full else None


@dataclass(frozen=True, slots=True)
class Card:
    """All components of one view on one day."""

    completeness: Completeness
    grades: Grades
    moves: Moves
    chains: Chains
    plan: Plan
    upkeep: Upkeep
    book: Book

    def of(self, name: ComponentName) -> Component:
        found: Component = getattr(self, name.value)
        return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """A component's score and the weight that the policy gives it."""

    name: ComponentName
    score: float | None
    weight: int

    @property
    def counts(self) -> bool:
        return self.score is not None and self.weight > 0


def weighed(card: Card | None, policy: Policy) -> list[Weighed]:
    """Every component in its order; without a card (no customers on the day) all are undefined."""
    return [
        Weighed(name, card.of(name).score(policy) if card else None, policy.weight_of(name.value))
        for name in ComponentName
    ]


def total(parts: Sequence[Weighed]) -> float | None:
    """The weighted mean of what is defined and weighs something; None of nothing."""
    counted = [(part.score, part.weight) for part in parts if part.score is not None and part.weight > 0]
    weight = sum(weight for _, weight in counted)
    return sum(score * weight for score, weight in counted) / weight if weight else None
