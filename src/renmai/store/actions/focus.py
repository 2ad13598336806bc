"""Focus 重點關注: the star on customers, key persons and opportunities (spec 1.1)."""

from datetime import datetime

from renmai.store.actions.keeping import keep
from renmai.store.actions.revision import recording
from renmai.store.cells import cells_of
from renmai.store.models import Customer, Employee, KeyPerson, Opportunity

Starred = Customer | KeyPerson | Opportunity


def set_focus(row: Starred, *, focus: bool, by: Employee, now: datetime) -> int | None:
    """Mark or unmark; the revision, or None where it is so already.

    It says what shall be, so two who press at once agree, and nobody undoes the other by chance.
    """
    with recording("set focus", by.code, now) as record:
        current = type(row).unscoped.get(pk=row.pk)
        before = cells_of(current)
        current.focus = focus
        keep(record, current, before)
        return record.made
