"""The focus opportunities, with our lead in each degree."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.chain_moment import ChainMoment, chain_moment
from renmai.analytics.facts import Flags
from renmai.analytics.metric import money
from renmai.analytics.moment import graded
from renmai.analytics.next_actions.found import NEAR, Found, in_money, of_kind
from renmai.analytics.next_actions.kinds import AHEAD
from renmai.analytics.slab import Slab
from renmai.domain.policy import DIGITS
from renmai.domain.principles.base import Urgency
from renmai.domain.principles.cases import ChainCase

OURS = 0


def found_chains(slab: Slab, day: int) -> Found:
    """The actions about the opportunities of a slab, by their places in it."""
    table = slab.opportunities
    leads = leads_in(slab, day)
    places = np.flatnonzero(open_focus(slab, day) & ~_ahead(leads).any(axis=0))
    amount = in_money(table.amount[places])
    urgency = np.where(np.isnan(leads[:, places]).all(axis=0), Urgency.MISSING, Urgency.AGAINST_US)
    return of_kind(AHEAD, places, table.customer[places], urgency + 1 + (amount > 0), amount)


def open_focus(slab: Slab, day: int) -> Flags:
    """[O]: the focus opportunities open on the day."""
    table = slab.opportunities
    return np.asarray(table.focus & (table.opened <= day) & (day < table.closed))


def leads_in(slab: Slab, day: int) -> NDArray[np.float64]:
    """[3, O]: per degree, our average over the members minus the best competitor's; NaN without both."""
    rivals = [party for party in slab.attitudes if party != OURS]
    ours = _averages(chain_moment(slab, day, OURS))
    best = np.full(ours.shape, np.nan)
    for rival in rivals:
        best = np.fmax(best, _averages(chain_moment(slab, day, rival)))
    return np.asarray(ours - best)


def _averages(chains: ChainMoment) -> NDArray[np.float64]:
    return graded(chains.degrees)[2]


def _ahead(leads: NDArray[np.float64]) -> Flags:
    """Where a lead is above 0, compared like every threshold."""
    found: Flags = np.asarray(leads > 0)
    near = np.flatnonzero(found & (leads < NEAR))
    found.flat[near] = [round(lead, DIGITS) > 0 for lead in leads.flat[near].tolist()]
    return found


def chain_cases(slab: Slab, day: int, places: NDArray[np.intp]) -> Iterator[ChainCase]:
    """Some open focus opportunities of a slab."""
    table = slab.opportunities
    members = chain_moment(slab, day, OURS).degrees[0].sum(axis=0)[places].tolist()
    columns = zip(
        *(table.code[places].tolist(), table.name[places].tolist()),
        *(slab.customers.code[table.customer[places]].tolist(), table.amount[places].tolist()),
        *(members, leads_in(slab, day)[:, places].T.tolist()),
        strict=True,
    )
    for code, name, customer, amount, people, leads in columns:
        closeness, solution, price = (None if lead != lead else lead for lead in leads)  # noqa: PLR0124 NaN
        yield ChainCase(
            code=code,
            name=name,
            customer=customer,
            focus=True,
            amount=float(money(amount)),
            members=people,
            lead=(closeness, solution, price),
        )
