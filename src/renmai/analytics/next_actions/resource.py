"""What is in use at the focus customers."""

from collections.abc import Iterator

import numpy as np

from renmai.analytics.account_team import roles_held, roles_of
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.metric import money
from renmai.analytics.moment import moment
from renmai.analytics.next_actions.found import Found, of_kind
from renmai.analytics.next_actions.kinds import ALL_GUNS, KINDS
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.plan_step import open_steps
from renmai.analytics.portfolio import standing
from renmai.analytics.strategy_codes import STRATEGIES
from renmai.analytics.touch import NOT_YET, last_activity
from renmai.domain.account_team import roles_missing
from renmai.domain.principles.base import priority
from renmai.domain.principles.cases import ResourceCase
from renmai.domain.question import Question
from renmai.domain.strategies import UNDECIDED


def found_resources(panel: Panel, question: Question, customers: Flags) -> Found:
    """The actions about the chosen customers [C], by their places in the panel.

    Only focus customers are asked about, so the rule itself looks at each of them.
    """
    rule = KINDS[ALL_GUNS].rule
    found = [
        (place, priority(finding.urgency, case.stakes), case.amount)
        for place, case in resource_cases(panel, question, customers)
        if (finding := rule.find(case, panel.policy)) is not None
    ]
    places, priorities, amounts = (
        (np.array(column) for column in zip(*found, strict=True)) if found else [np.zeros(0)] * 3
    )
    return of_kind(ALL_GUNS, places, places, priorities, amounts)


def resource_cases(panel: Panel, question: Question, customers: Flags) -> Iterator[tuple[int, ResourceCase]]:
    """The focus customers among the chosen [C], by their places in the panel."""
    focus = np.concatenate([np.zeros(0, np.bool_), *(slab.customers.focus for slab in panel.slabs)])
    places = np.flatnonzero(customers & focus)
    day = question.as_of.toordinal()
    owners = moment(panel, question.as_of, 0).owner[places].tolist()
    strategies = standing(panel, question, question.as_of).followed[places].tolist()
    amounts = open_opportunities(panel, question.as_of).amount[places].tolist()
    for row, (place, (number, at)) in enumerate(
        zip(places.tolist(), by_slab(places, panel.customer_offsets), strict=True)
    ):
        slab = panel.slabs[number]
        owner = panel.roster.employee_of_id.get(owners[row])
        strategy, last = STRATEGIES[strategies[row]], int(last_activity(slab, day)[at])
        yield (
            place,
            ResourceCase(
                code=str(slab.customers.code[at]),
                name=str(slab.customers.name[at]),
                focus=True,
                amount=float(money(amounts[row])),
                strategy=None if strategy == UNDECIDED else strategy,
                roles_missing=tuple(roles_missing(roles_of(int(roles_held(slab, day)[at])), owner is not None)),
                open_steps=int(open_steps(slab, day)[at]),
                days_since_activity=None if last == NOT_YET else day - last,
            ),
        )
