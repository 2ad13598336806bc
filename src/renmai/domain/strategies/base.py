"""The facts that the strategy rules read, and what the rules answer (spec 1.7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from renmai.domain.evidence import Evidence
from renmai.domain.grade import Grade
from renmai.domain.policy import DIGITS, Policy, at_least
from renmai.domain.stance import FEATURES, Degree


class Strategy(StrEnum):
    """In the order in which a report lists them."""

    ACQUIRE = "acquire"
    GROW = "grow"
    RETAIN = "retain"
    WIN_BACK = "win_back"
    WATCH = "watch"


class PreconditionCode(StrEnum):
    """Every precondition by name; the sentences belong to the wording."""

    FEW_PEOPLE = "few_people"
    FEATURES_MISSING = "features_missing"
    CHAIN_MEMBERS = "chain_members"
    CHAIN_COMPLETENESS = "chain_completeness"
    MAP_PEOPLE = "map_people"
    MAP_COMPLETENESS = "map_completeness"
    CONTRIBUTION_NOT_HIGH = "contribution_not_high"
    GRADES_GOOD = "grades_good"
    GRADE_POOR = "grade_poor"
    SHARP_DROP = "sharp_drop"


class Precondition(NamedTuple):
    """One test of a strategy, met or not, with the facts that decide it."""

    code: PreconditionCode
    met: bool
    evidence: Evidence


Preconditions = tuple[Precondition, ...]


class DegreeCase(NamedTuple):
    """A customer in one degree: averages on the three days (None: nobody known), today's grade."""

    degree: Degree
    now: float | None
    previous: float | None
    year_ago: float | None
    grade: Grade
    known: int


class Contribution(NamedTuple):
    """Whether the customer contributes much. `rank` (from 1) is None where nothing was won.

    `won` is the amount won in (year-ago, D], `ranked` the number of customers with such an amount.
    """

    high: bool
    by_hand: bool
    won: float
    rank: int | None
    ranked: int


@dataclass(frozen=True, slots=True)
class CustomerCase:
    """One customer on D, towards us. `known` and `chain_known` count features, not persons."""

    key_people: int
    known: int
    chain_people: int
    chain_known: int
    degrees: tuple[DegreeCase, DegreeCase, DegreeCase]
    contribution: Contribution

    @property
    def completeness(self) -> float:
        return completeness(self.known, self.key_people)

    @property
    def chain_completeness(self) -> float:
        return completeness(self.chain_known, self.chain_people)


@dataclass(frozen=True, slots=True)
class StrategyRule:
    """One strategy: the preconditions it tests and how they combine.

    `preconditions` takes those of a complete map as tested already: four of the five ask for it.
    """

    strategy: Strategy
    preconditions: Callable[[CustomerCase, Policy, Preconditions], Preconditions]
    holds: Callable[[Sequence[Precondition]], bool]


def completeness(known: int, people: int) -> float:
    """Known features / (7 × people); 0 for no people (spec 1.1)."""
    return known / (FEATURES * people) if people else 0.0


def all_met(preconditions: Sequence[Precondition]) -> bool:
    return all(precondition.met for precondition in preconditions)


def map_complete(case: CustomerCase, policy: Policy) -> Preconditions:
    """*Map complete*: enough key persons, and nearly all of their features known."""
    share = case.completeness
    return (
        Precondition(
            PreconditionCode.MAP_PEOPLE,
            case.key_people >= policy.map_people,
            {"key_people": case.key_people, "at_least": policy.map_people},
        ),
        Precondition(
            PreconditionCode.MAP_COMPLETENESS,
            at_least(share, policy.map_completeness),
            {
                "known": case.known,
                "features": FEATURES * case.key_people,
                "completeness": share,
                "at_least": policy.map_completeness,
            },
        ),
    )


def fell(before: float | None, now: float | None) -> float | None:
    """By how much an average fell (negative: rose), None without both; rounded as thresholds are."""
    return None if before is None or now is None else round(before - now, DIGITS)
