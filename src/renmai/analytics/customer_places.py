"""Which customers a scope may see on a day, over the places of a panel (spec 1.4)."""

from datetime import date

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
