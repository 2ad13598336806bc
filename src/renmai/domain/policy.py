"""The rules for which the method's author gave no number (spec 1, marked "ours")."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds, compared after rounding to `DIGITS` decimals (spec 1.7)."""

    blocked_mean: float = -0.5
    open_approver_mean: float = 1.0
    open_veto_mean: float = 0.0
    map_people: int = 3
    map_completeness: float = 0.9
    acquire_people: int = 2
    grow_chain_completeness: float = 0.6
    sharp_drop: float = 0.5
    contribution_share: int = 3
    """The first 1/`contribution_share` by won amount is *high* contribution."""
    stale_days: int = 90


DIGITS: Final = 9
POLICY: Final = Policy()


def at_least(value: float, threshold: float) -> bool:
    return round(value, DIGITS) >= round(threshold, DIGITS)
