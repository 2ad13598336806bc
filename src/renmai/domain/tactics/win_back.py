"""Win back 亡羊補牢: the true reason, a recovery plan, and sincerity (spec 7.1)."""

from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics.base import Tactic, Target

TACTICS = (
    Tactic("win_back_causes", Strategy.WIN_BACK),
    Tactic("win_back_allies", Strategy.WIN_BACK, ("closeness",), (Target.NEUTRAL, Target.SUPPORTING)),
    Tactic("win_back_defuse", Strategy.WIN_BACK, ("closeness",), (Target.OPPOSING,)),
    Tactic("win_back_products", Strategy.WIN_BACK, ("solution",), (Target.VOTES, Target.WORKING)),
)
