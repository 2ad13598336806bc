"""Role targets: whether everybody is there whom a deal needs, present / goal (docs/metrics/role-targets.md, ours)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from renmai.domain.policy import Policy
from renmai.domain.reading import Member
from renmai.domain.stance import VOTES, Vote, VoteAnswer

ROLES: Final = ("approver", "decider", "gatekeeper", "evaluator", "user", "coach")
"""The chain roles in the order in which they are asked for."""
VOTE_GOALS: Final[dict[Vote, int]] = {"veto": 0, "approver": 1}
"""A chain without a known approver reads unsafe; nobody has to hold a veto."""


class Gap(StrEnum):
    """What a row still lacks, in the order in which it is told."""

    MISSING = "missing"
    OPPOSING = "opposing"
    STANCE_UNKNOWN = "stance_unknown"
    VOTE_UNKNOWN = "vote_unknown"
    ROLE_UNKNOWN = "role_unknown"


@dataclass(frozen=True, slots=True)
class Placed:
    """A member of a chain on a day, with the role there; blank where it is not said."""

    member: Member
    role: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """A gap: how many are missing, or who is meant, by code."""

    gap: Gap
    people: tuple[str, ...] = ()
    missing: int = 0

    @property
    def count(self) -> int:
        return self.missing or len(self.people)


@dataclass(frozen=True, slots=True)
class Target:
    """One row: a chain role, or a vote. `goal` 0 asks for nothing; `support` are those whose mean is above 0."""

    name: str
    is_vote: bool
    goal: int
    present: tuple[str, ...]
    support: tuple[str, ...]
    lacks: tuple[Lack, ...]

    @property
    def is_reached(self) -> bool:
        return len(self.present) >= self.goal


@dataclass(frozen=True, slots=True)
class Staffing:
    """The rows of a chain, and whom it gives no role."""

    targets: tuple[Target, ...]
    without_role: Lack | None


def staffing(chain: Sequence[Placed], policy: Policy) -> Staffing:
    """Roles that are asked for or held, then both votes; people in the order of the chain."""
    roles = (_role(role, chain, policy.goal_of(role)) for role in ROLES)
    votes = (_vote(vote, chain, VOTE_GOALS[vote]) for vote in reversed(VOTES))
    nameless = _codes(one.member for one in chain if not one.role)
    return Staffing(
        (*(one for one in roles if one.goal or one.present), *votes),
        Lack(Gap.ROLE_UNKNOWN, nameless) if nameless else None,
    )


def _role(role: str, chain: Sequence[Placed], goal: int) -> Target:
    return _target(role, [one.member for one in chain if one.role == role], goal)


def _vote(vote: Vote, chain: Sequence[Placed], goal: int) -> Target:
    answers = {one.member: _answer(one.member, vote) for one in chain}
    unknown = _codes(one for one, answer in answers.items() if answer is VoteAnswer.UNKNOWN)
    holders = [one for one, answer in answers.items() if answer is VoteAnswer.YES]
    return _target(vote, holders, goal, Lack(Gap.VOTE_UNKNOWN, unknown), is_vote=True)


def _answer(member: Member, vote: Vote) -> VoteAnswer:
    return member.veto if vote == "veto" else member.approver


def _target(name: str, people: Sequence[Member], goal: int, *more: Lack, is_vote: bool = False) -> Target:
    lacks = (
        Lack(Gap.MISSING, missing=max(0, goal - len(people))),
        Lack(Gap.OPPOSING, _codes(one for one in people if one.mean is not None and one.mean < 0)),
        Lack(Gap.STANCE_UNKNOWN, _codes(one for one in people if one.mean is None)),
        *more,
    )
    support = _codes(one for one in people if one.mean is not None and one.mean > 0)
    return Target(name, is_vote, goal, _codes(people), support, tuple(lack for lack in lacks if lack.count))


def _codes(people: Iterator[Member] | Sequence[Member]) -> tuple[str, ...]:
    return tuple(one.code for one in people)
