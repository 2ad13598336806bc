"""Stale values: key persons whose degrees towards us were last assessed too long ago (docs/metrics/today.md)."""

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Days
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.moment import moment, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.domain.question import Question
from renmai.domain.scope import Scope

NEVER_ASSESSED = 0


def listing(panel: Panel, question: Question, scope: Scope) -> Listing:
    """The key persons in scope with stale values, the longest ago first, then customer and code."""
    del scope  # every person of a view one may see may be seen
    parts, since = [np.zeros(0, np.intp)], [np.zeros(0, np.int32)]
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    for number, slab in enumerate(panel.slabs):
        mine = chosen[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        if mine.any():
            at = _stale_in(slab, question.as_of.toordinal(), mine, panel.policy.stale_days)
            parts.append(at + panel.person_offsets[number])
            since.append(assessed(slab, question.as_of.toordinal())[at])
    order = np.argsort(np.concatenate(since), kind="stable")
    return Listing(np.concatenate(parts)[order], lambda some: _rows(panel, question, some))


def _stale_in(slab: Slab, day: int, customers: NDArray[np.bool_], stale_days: int) -> NDArray[np.intp]:
    counting = customers[slab.people.customer] & (slab_moments(slab, [day], 0)[0].states != st.ABSENT)
    last = assessed(slab, day)
    return np.flatnonzero(counting & (last != NEVER_ASSESSED) & (day - last > stale_days))


def assessed(slab: Slab, day: int) -> Days:
    """[P]: the day of the assessment towards us that holds on `day`, `NEVER_ASSESSED` without one."""
    return slab.memo.through(("assessed", day), lambda: _assessed(slab, day))


def _assessed(slab: Slab, day: int) -> Days:
    table = slab.towards(0)
    held = np.flatnonzero((table.start <= day) & (day < table.stop))
    last = np.full(len(slab.people), NEVER_ASSESSED, dtype=np.int32)
    last[table.person[held]] = table.start[held]
    return last


def _rows(panel: Panel, question: Question, places: NDArray[np.intp]) -> list[Row]:
    return [
        _row(panel.slabs[number], at, question.as_of.toordinal())
        for number, at in by_slab(places, panel.person_offsets)
    ]


def _row(slab: Slab, at: int, day: int) -> Row:
    people = slab.people
    customer = int(people.customer[at])
    return {
        "code": str(people.code[at]),
        "name": str(people.name[at]),
        "title": str(people.title[at]),
        "customer": str(slab.customers.code[customer]),
        "customer_name": str(slab.customers.name[customer]),
        "days": day - int(assessed(slab, day)[at]),
    }
