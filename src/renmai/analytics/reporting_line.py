"""Who reports to whom on a day (spec 1.2; docs/adr/0012)."""

from renmai.analytics.slab import Positions, Slab


def superiors(slab: Slab, day: int) -> Positions:
    """[P]: the superior of every person on the day; -1: nobody is named."""
    if not len(slab.reporting):
        return slab.people.superior
    return slab.memo.through(("superiors", day), lambda: _superiors(slab, day))


def _superiors(slab: Slab, day: int) -> Positions:
    table = slab.reporting
    held = (table.start <= day) & (day < table.stop)
    superior = slab.people.superior.copy()
    superior[table.person[held]] = table.superior[held]
    return superior
