"""Stances, degrees and votes of a key person (spec 1.1)."""

from enum import IntEnum, StrEnum
from typing import Final, Literal, get_args

Degree = Literal["closeness", "solution", "price"]
DEGREES: Final[tuple[Degree, ...]] = get_args(Degree)

Vote = Literal["veto", "approver"]
VOTES: Final[tuple[Vote, ...]] = get_args(Vote)


class Stance(IntEnum):
    """Five steps; *unknown* is no number and therefore no member: it is `None`."""

    STRONG_OPPOSE = -2
    OPPOSE = -1
    NEUTRAL = 0
    SUPPORT = 1
    STRONG_SUPPORT = 2


class StanceGroup(StrEnum):
    """How the influence and key-person lines group one degree (spec 1.6)."""

    UNKNOWN = "unknown"
    SUPPORT = "support"
    NEUTRAL = "neutral"
    OPPOSE = "oppose"


class VoteAnswer(StrEnum):
    """Whether a person holds a vote."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


FEATURES: Final = 7
"""Three degrees, two votes, reporting line, influence."""
