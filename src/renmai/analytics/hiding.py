"""Hide yourself, lose the view: the company as somebody sees it who is named nowhere (spec 4.3, ADR 0022)."""

from dataclasses import replace

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics.facts import Ids
from renmai.analytics.memo import Memo
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab


def shown_to(panel: Panel, employee: str) -> Panel:
    """The panel as the employee may see it: to one who hides, everybody of ours but themselves is unnamed.

    Whatever is worked out of it says no name, be it a page or an export that is yet to be written.
    """
    me = panel.roster.employee_of_code.get(employee)
    if me is None or not me.hides:
        return panel
    return panel.memo.through(("shown to", me.id), lambda: _unnamed(panel, me.id))


def _unnamed(panel: Panel, me: int) -> Panel:
    slabs = tuple(_of_others(slab, me) for slab in panel.slabs)
    return Panel(panel.revision, panel.roster, panel.policy, slabs)


def _of_others(slab: Slab, me: int) -> Slab:
    influences, uses = slab.influences, slab.uses
    outer: Ids = np.where((influences.kind == f.OURS) & (influences.outer != me), f.NONE, influences.outer)
    employee: Ids = np.where(uses.employee != me, f.NONE, uses.employee)
    return replace(
        slab,
        influences=influences.with_columns(outer=outer),
        uses=uses.with_columns(employee=employee),
        memo=Memo(),
        texts=Memo(),
    )
