"""Acquire 客戶獲取: trust in us, in the product, in the price, up to the first purchase (spec 7.1)."""

from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics.base import Tactic, Target

TACTICS = (
    Tactic("acquire_references", Strategy.ACQUIRE, ("closeness",), (Target.VOTES, Target.SENIOR)),
    Tactic("acquire_exchange", Strategy.ACQUIRE, ("solution",), (Target.WORKING,)),
    Tactic("acquire_senior", Strategy.ACQUIRE, ("closeness",), (Target.SENIOR,)),
    Tactic("acquire_comparison", Strategy.ACQUIRE, ("solution",), (Target.WORKING,)),
    Tactic("acquire_terms", Strategy.ACQUIRE, ("price",), (Target.VOTES, Target.SENIOR)),
)
