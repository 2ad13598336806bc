"""The five principles of the influence line, one file each (spec 1.8), by the case they read."""

from typing import Final

from renmai.domain.principles.influence import always_up, ask_everyone, breakthrough, everyone_helps, steer

PERSON_RULES: Final = (everyone_helps.RULE, breakthrough.RULE)
EMPLOYEE_RULES: Final = (ask_everyone.RULE,)
VIEW_RULES: Final = (steer.RULE, always_up.RULE)
