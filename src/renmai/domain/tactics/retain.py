"""Retain 客戶維系: stay close, serve at good value, keep rivals out (spec 7.1)."""

from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics.base import Tactic, Target

TACTICS = (
    Tactic("retain_news", Strategy.RETAIN, ("solution",), (Target.VOTES, Target.WORKING)),
    Tactic("retain_service", Strategy.RETAIN, ("closeness",), (Target.WORKING,)),
    Tactic("retain_extras", Strategy.RETAIN, ("price",), (Target.VOTES,)),
    Tactic("retain_moats", Strategy.RETAIN, ("solution",), (Target.VOTES, Target.SENIOR)),
    Tactic("retain_unite", Strategy.RETAIN, ("closeness",), (Target.OPPOSING, Target.SUPPORTING)),
)
