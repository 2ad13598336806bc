"""What a standard tactic is, and whom it is meant for (spec 1.7, 7.1)."""

from enum import StrEnum
from typing import Final, NamedTuple

from renmai.domain.stance import Degree
from renmai.domain.strategies.base import Strategy


class Target(StrEnum):
    """Key persons whom a tactic is meant for, in the order in which they are read."""

    VOTES = "votes"
    SENIOR = "senior"
    WORKING = "working"
    SUPPORTING = "supporting"
    NEUTRAL = "neutral"
    OPPOSING = "opposing"
    EVERYBODY = "everybody"


class Tactic(NamedTuple):
    """One tactic of a strategy.

    `degrees` are those that it should move: none where it is something to be done, as for instance finding a cause.
    Without `targets` it is about the customer as such.
    """

    code: str
    strategy: Strategy
    degrees: tuple[Degree, ...] = ()
    targets: tuple[Target, ...] = ()


SEPARATOR: Final = ";"


def joined(names: tuple[str, ...]) -> str:
    """Degrees or targets as one cell."""
    return SEPARATOR.join(names)


def parted(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(SEPARATOR)))
