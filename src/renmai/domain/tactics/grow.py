"""Grow 客戶提升: know the business, be early, take part in this year's tenders and win (spec 7.1)."""

from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics.base import Tactic, Target

TACTICS = (
    Tactic("grow_breadth", Strategy.GROW, ("solution",), (Target.SENIOR, Target.VOTES)),
    Tactic("grow_early", Strategy.GROW, ("closeness", "price"), (Target.WORKING, Target.VOTES)),
    Tactic("grow_needs", Strategy.GROW, ("closeness",), (Target.EVERYBODY,)),
)
