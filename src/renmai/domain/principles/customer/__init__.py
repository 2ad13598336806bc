"""The seven principles of the customer line, one file each (spec 1.8), by the case they read."""

from typing import Final

from renmai.domain.principles.customer import ahead, all_guns, always_up, breakthrough, every_person, mend, steer

PERSON_RULES: Final = (every_person.RULE, mend.RULE, breakthrough.RULE)
CHAIN_RULES: Final = (ahead.RULE,)
RESOURCE_RULES: Final = (all_guns.RULE,)
ACCOUNT_RULES: Final = (steer.RULE, always_up.RULE)
