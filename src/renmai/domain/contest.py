"""Side by side with one competitor: who leads, and which key persons are contested (ours; spec 1.4, 4.2)."""

from collections.abc import Iterator, Sequence
from enum import StrEnum


class Standing(StrEnum):
    """Who leads in one degree: both averages are known and one is higher, or they are level."""

    OURS = "ours"
    LEVEL = "level"
    THEIRS = "theirs"
    UNKNOWN = "unknown"


class Claim(StrEnum):
    """Why a key person is contested."""

    BOTH_SWAY = "both_sway"
    SUPPORTS_BOTH = "supports_both"


Degrees = Sequence[int | None]


def claims(ours: Degrees, theirs: Degrees, *, we_sway: bool, they_sway: bool) -> Iterator[Claim]:
    """Both parties can sway the person, or have support of the person in some degree; none: not contested."""
    if we_sway and they_sway:
        yield Claim.BOTH_SWAY
    if _supports(ours) and _supports(theirs):
        yield Claim.SUPPORTS_BOTH


def _supports(degrees: Degrees) -> bool:
    return any(value is not None and value > 0 for value in degrees)
