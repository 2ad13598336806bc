"""The reading of a decision chain and the facts that decide it (spec 1.6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from renmai.domain.policy import DIGITS, Policy, at_least
from renmai.domain.stance import VoteAnswer


class Reading(StrEnum):
    """Worst first."""

    BLOCKED = "blocked"
    UNSAFE = "unsafe"
    CONTESTED = "contested"
    OPEN = "open"


class FactCode(StrEnum):
    """In the order in which they are told."""

    VETO_OPPOSED = "veto_opposed"
    APPROVER_MISSING = "approver_missing"
    DEGREE_UNKNOWN = "degree_unknown"
    VETO_UNKNOWN = "veto_unknown"
    APPROVER_SHORT = "approver_short"
    VETO_NEGATIVE = "veto_negative"


UNSAFE_FACTS = frozenset({FactCode.APPROVER_MISSING, FactCode.DEGREE_UNKNOWN, FactCode.VETO_UNKNOWN})


@dataclass(frozen=True, slots=True)
class Member:
    """A chain member on a day: three degrees towards us (None: unknown) and two votes."""

    code: str
    degrees: tuple[int | None, int | None, int | None]
    veto: VoteAnswer
    approver: VoteAnswer

    @property
    def mean(self) -> float | None:
        known = [value for value in self.degrees if value is not None]
        return sum(known) / len(known) if known else None

    @property
    def holds_vote(self) -> bool:
        return VoteAnswer.YES in (self.veto, self.approver)


@dataclass(frozen=True, slots=True)
class Fact:
    """One reason; `person` is the member's code, None where nobody is meant."""

    code: FactCode
    person: str | None = None


def facts(members: Sequence[Member], policy: Policy) -> list[Fact]:
    """Everything that keeps the chain from being open, in the order of `FactCode`, then person."""
    found = [Fact(code, member.code) for member in members for code in _facts_of(member, policy)]
    if not any(member.approver is VoteAnswer.YES for member in members):
        found.append(Fact(FactCode.APPROVER_MISSING))
    order = list(FactCode)
    return sorted(found, key=lambda fact: (order.index(fact.code), fact.person or ""))


def _facts_of(member: Member, policy: Policy) -> Iterator[FactCode]:
    if member.veto is VoteAnswer.YES and member.mean is not None:
        yield from _veto_facts(member.mean, policy)
    if member.holds_vote and None in member.degrees:
        yield FactCode.DEGREE_UNKNOWN
    if member.veto is VoteAnswer.UNKNOWN:
        yield FactCode.VETO_UNKNOWN
    if member.approver is VoteAnswer.YES and _short(member.mean, policy):
        yield FactCode.APPROVER_SHORT


def _short(mean: float | None, policy: Policy) -> bool:
    return mean is not None and not at_least(mean, policy.open_approver_mean)


def _veto_facts(mean: float, policy: Policy) -> Iterator[FactCode]:
    if round(mean, DIGITS) <= policy.blocked_mean:
        yield FactCode.VETO_OPPOSED
    elif not at_least(mean, policy.open_veto_mean):
        yield FactCode.VETO_NEGATIVE


def reading(found: Sequence[Fact]) -> Reading:
    """The verdict on a chain with these facts."""
    codes = {fact.code for fact in found}
    if FactCode.VETO_OPPOSED in codes:
        return Reading.BLOCKED
    if codes & UNSAFE_FACTS:
        return Reading.UNSAFE
    return Reading.CONTESTED if codes else Reading.OPEN
