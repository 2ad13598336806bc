"""Which customers a scope may see on a day, over the places of a panel (spec 1.4)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import numpy as np

from renmai.analytics.facts import Flags
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.roster import among, ids_of
from renmai.domain.scope import Scope


def visible_customers(panel: Panel, scope: Scope, day: date) -> Flags:
    """[C]: those existing on the day that an employee of the scope owned on it; everything for who sees everything."""
    at = moment(panel, day, 0)
    if scope.everything:
        return at.exists
    roster = panel.roster
    mine = ids_of(roster.employee_of_code[code] for code in scope.employees if code in roster.employee_of_code)
    return np.asarray(at.exists & among(at.owner, mine))


def words_seen(panel: Panel, scope: Scope, column: Literal["industry", "region"]) -> list[str]:
    """Industries or regions of the customers that the scope may see on some day, sorted; all for who sees everything.

    Others would tell that there are customers of such a kind.
    """
    if scope.everything:
        return panel.industries() if column == "industry" else panel.regions()
    return panel.memo.through(
        ("words", column, scope.employees), lambda: sorted({*_words(panel, scope, column)} - {""})
    )


def _words(panel: Panel, scope: Scope, column: str) -> Iterator[str]:
    roster = panel.roster
    mine = ids_of(roster.employee_of_code[code] for code in scope.employees if code in roster.employee_of_code)
    for slab in panel.slabs:
        places = np.unique(slab.ownerships.customer[among(slab.ownerships.employee, mine)])
        yield from map(str, np.unique(getattr(slab.customers, column)[places]))
