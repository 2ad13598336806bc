"""The focus opportunities, with our lead in each degree."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from renmai.analytics.chain_moment import live_members
from renmai.analytics.decision_chain_line import lead
from renmai.analytics.facts import Flags
from renmai.analytics.metric import money
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.domain.principles.cases import ChainCase
from renmai.domain.stance import DEGREES


def chain_cases(panel: Panel, day: date, customers: Flags) -> Iterator[ChainCase]:
    """The focus opportunities of the chosen customers [C] that are open on the day."""
    on = day.toordinal()
    for number, slab in enumerate(panel.slabs):
        chosen = customers[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        table = slab.opportunities
        wanted = table.focus & (table.opened <= on) & (on < table.closed) & chosen[table.customer]
        for at in np.flatnonzero(wanted).tolist():
            yield _case(panel, slab, at, on)


def _case(panel: Panel, slab: Slab, at: int, day: int) -> ChainCase:
    table = slab.opportunities
    members = live_members(slab, at, slab_moments(slab, [day], 0)[0].states)
    leads = lead(panel, slab, members, day)
    closeness, solution, price = (leads[degree] for degree in DEGREES)
    return ChainCase(
        code=str(table.code[at]),
        name=str(table.name[at]),
        customer=str(slab.customers.code[table.customer[at]]),
        focus=True,
        amount=float(money(int(table.amount[at]))),
        members=len(members),
        lead=(closeness, solution, price),
    )
