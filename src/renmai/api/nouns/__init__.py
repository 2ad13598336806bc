"""The nouns of the API, one file each; in the order of the bundle."""

from typing import Final

from renmai.api.nouns import (
    account_team,
    activity,
    assessment,
    chain_member,
    competitor,
    coverage_round,
    customer,
    employee,
    influence,
    influence_use,
    key_person,
    opportunity,
    ownership,
    plan_step,
    planned_contact,
    reporting_line,
    stage,
    strategy_choice,
    team,
)

NOUNS: Final = tuple(
    module.NOUN
    for module in (
        *(team, employee, competitor, stage),
        *(customer, ownership, account_team, strategy_choice),
        *(key_person, reporting_line, assessment, influence),
        *(opportunity, chain_member, influence_use),
        *(activity, plan_step, coverage_round, planned_contact),
    )
)
