"""Open opportunities of each customer on a day (spec 1.2); they are the same towards every party."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Amounts
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.analytics.table import Table


@dataclass(frozen=True, slots=True, eq=False)
class OpenOpportunities(Table):
    """Number and exact amount (in units), both [C]."""

    number: NDArray[Any]
    amount: Amounts


NONE_OPEN: Final = OpenOpportunities(number=np.zeros(0, np.uint32), amount=np.zeros(0, np.int64))


def open_in(slab: Slab, day: int) -> OpenOpportunities:
    return slab.memo.through(("open", day), lambda: _counted(slab, day))


def _counted(slab: Slab, day: int) -> OpenOpportunities:
    table = slab.opportunities
    opened = (table.opened <= day) & (day < table.closed)
    customer, size = table.customer[opened], len(slab.customers)
    amount = np.zeros(size, dtype=table.amount.dtype)
    np.add.at(amount, customer, table.amount[opened])
    return OpenOpportunities(np.bincount(customer, minlength=size).astype(np.uint32), np.asarray(amount))


def open_opportunities(panel: Panel, day: date) -> OpenOpportunities:
    """Of every customer of the panel."""
    at = day.toordinal()
    return panel.memo.through(
        ("open", at), lambda: OpenOpportunities.joined([NONE_OPEN, *(open_in(slab, at) for slab in panel.slabs)])
    )
