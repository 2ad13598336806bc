"""The actions as the rules define them: every case of a view is looked at, one by one."""

import numpy as np

from renmai.analytics import states as st
from renmai.analytics.moment import moment, slab_moments
from renmai.analytics.next_actions.account import account_cases
from renmai.analytics.next_actions.decision_chain import chain_cases, open_focus
from renmai.analytics.next_actions.employee import employee_cases
from renmai.analytics.next_actions.influence import view_case
from renmai.analytics.next_actions.key_person import person_cases
from renmai.analytics.next_actions.resource import resource_cases
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.principles import Cases, next_actions
from renmai.domain.principles.base import NextAction
from renmai.domain.principles.cases import ChainCase, PersonCase
from renmai.domain.question import Question


def by_definition(panel: Panel, question: Question) -> list[NextAction]:
    return next_actions(every_case(panel, question), panel.policy)


def every_case(panel: Panel, question: Question) -> Cases:
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    day = question.as_of.toordinal()
    people: list[PersonCase] = []
    chains: list[ChainCase] = []
    for number, slab in enumerate(panel.slabs):
        here = chosen[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        counting = slab_moments(slab, [day], 0)[0].states != st.ABSENT
        people += person_cases(slab, panel.roster, day, np.flatnonzero(counting & here[slab.people.customer]))
        deals = open_focus(slab, day) & here[slab.opportunities.customer]
        chains += chain_cases(slab, day, np.flatnonzero(deals))
    return Cases(
        people=people,
        chains=chains,
        resources=[case for _, case in resource_cases(panel, question, chosen)],
        accounts=list(account_cases(panel, question, np.flatnonzero(chosen))),
        employees=list(employee_cases(panel, question)),
        views=[view_case(panel, question)],
    )
