"""Whom a tactic suggests at a customer, and which value it would move to what (spec 7.1)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from renmai.domain.stance import DEGREES, VOTES, Stance, VoteAnswer
from renmai.domain.tactics.base import Target

WORKING_ROLES: Final = frozenset({"evaluator", "user"})
"""Chain roles of the working level."""


class Candidate(NamedTuple):
    """A key person who counts on the day.

    `cells` are the degrees and votes by column, blank where unknown; `roles` those of the open decision chains.
    `is_senior`: at the top of the reporting tree.
    """

    code: str
    cells: Mapping[str, str]
    roles: frozenset[str]
    is_senior: bool


def fits(target: Target, one: Candidate, degree: str = "") -> bool:
    """Whether somebody is meant, by the value in the degree; without one, by any of the three."""
    known = [int(one.cells[name]) for name in ([degree] if degree else DEGREES) if one.cells.get(name)]
    meant: dict[Target, bool] = {
        Target.VOTES: any(one.cells.get(vote) == VoteAnswer.YES for vote in VOTES),
        Target.SENIOR: one.is_senior,
        Target.WORKING: bool(one.roles & WORKING_ROLES),
        Target.SUPPORTING: any(value > 0 for value in known),
        Target.NEUTRAL: any(value == 0 for value in known),
        Target.OPPOSING: any(value < 0 for value in known),
        Target.EVERYBODY: True,
    }
    return meant[target]


def suggested(people: Iterable[Candidate], targets: Sequence[Target], degree: str = "") -> list[Candidate]:
    """In the order of `people`; whoever has the best value of the degree already has nothing to gain."""
    return [
        one
        for one in people
        if any(fits(target, one, degree) for target in targets) and not (degree and step_up(one.cells[degree]) is None)
    ]


def step_up(cell: str) -> str | None:
    """The value one step better, None from the best; who was unknown becomes known as neutral at least."""
    if not cell:
        return "0"
    return None if int(cell) == Stance.STRONG_SUPPORT else str(int(cell) + 1)
