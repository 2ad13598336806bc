"""Watch 以靜制動: a minimum of contact, and eyes open for the moment (spec 7.1)."""

from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics.base import Tactic, Target

TACTICS = (
    Tactic("watch_contact", Strategy.WATCH, (), (Target.EVERYBODY,)),
    Tactic("watch_causes", Strategy.WATCH),
    Tactic("watch_advice", Strategy.WATCH, (), (Target.WORKING,)),
)
