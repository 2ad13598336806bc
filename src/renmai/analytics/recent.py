"""Key persons in scope who were assessed lately, by the day from which the assessment holds."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.domain.question import Question


def assessed_since(panel: Panel, question: Question, since: date, most: int) -> list[int]:
    """The store's keys of at most `most` persons, the latest first, towards any party."""
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    people, days = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    for number, slab in enumerate(panel.slabs):
        mine = chosen[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        if mine.any():
            latest = _latest(slab, since.toordinal(), question.as_of.toordinal())
            at = np.flatnonzero((latest > 0) & mine[slab.people.customer])
            people.append(slab.people.id[at])
            days.append(latest[at])
    order = np.argsort(-np.concatenate(days), kind="stable")[:most]
    return [int(one) for one in np.concatenate(people)[order]]


def _latest(slab: Slab, since: int, until: int) -> NDArray[np.int32]:
    """[P]: the latest day within [since, until] from which an assessment holds, 0 without one."""
    latest = np.zeros(len(slab.people), dtype=np.int32)
    for table in slab.attitudes.values():
        rows = np.flatnonzero((since <= table.start) & (table.start <= until))
        np.maximum.at(latest, table.person[rows], table.start[rows])
    return latest
