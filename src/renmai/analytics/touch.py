"""When key persons and customers were last met (spec 1.8, 1.9)."""

import numpy as np

from renmai.analytics.facts import Days
from renmai.analytics.slab import Slab

KEPT_UP = 365
"""Days after which whoever met a person is no contact any more (docs/metrics/continuity.md)."""
NOT_YET = 0
"""The day of a contact that never was; before every day."""


def last_contact(slab: Slab, day: int) -> Days:
    """[P]: the last day up to `day` on which an activity names the person, `NOT_YET` for none."""
    return slab.memo.through(
        ("contact", day), lambda: _last(len(slab.people), slab.contacts.person, slab.contacts.day, day)
    )


def last_activity(slab: Slab, day: int) -> Days:
    """[C]: the last day up to `day` with any activity at the customer, `NOT_YET` for none."""
    table = slab.activities
    return slab.memo.through(("activity", day), lambda: _last(len(slab.customers), table.customer, table.day, day))


def _last(size: int, of: np.ndarray[tuple[int], np.dtype[np.int32]], on: Days, day: int) -> Days:
    """Rows are ordered by subject and day, so the last one written stays."""
    last = np.full(size, NOT_YET, dtype=np.int32)
    happened = on <= day
    last[of[happened]] = on[happened]
    return last
