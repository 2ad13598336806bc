"""Open planned steps of every customer on a day (spec 1.8)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.slab import Slab


def open_steps(slab: Slab, day: int) -> NDArray[Any]:
    """[C]: how many planned steps are open on the day."""
    return slab.memo.through(("open steps", day), lambda: _counted(slab, day))


def _counted(slab: Slab, day: int) -> NDArray[Any]:
    table = slab.plans
    is_open = (table.start <= day) & (day < table.stop)
    return np.bincount(table.customer[is_open], minlength=len(slab.customers))
