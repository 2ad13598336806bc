"""The standard tactics of the five strategies, one file each; what holds until a company writes its own (spec 7.1)."""

from typing import Final

from renmai.domain.tactics import acquire, grow, retain, watch, win_back
from renmai.domain.tactics.base import Tactic, Target, joined, parted

__all__ = ["BY_CODE", "STANDARDS", "Tactic", "Target", "joined", "parted"]

STANDARDS: Final[tuple[Tactic, ...]] = tuple(
    tactic for family in (acquire, grow, retain, win_back, watch) for tactic in family.TACTICS
)
"""By strategy in the order of a report."""
BY_CODE: Final = {tactic.code: tactic for tactic in STANDARDS}
