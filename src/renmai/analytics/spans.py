"""Spans: when customers or persons of a slab are in a line, as disjoint intervals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Days, Ids
from renmai.analytics.roster import among
from renmai.analytics.scoping import passes
from renmai.analytics.slab import Slab
from renmai.domain.question import Question

Rows = NDArray[np.intp] | slice
"""Which row of a table each piece comes from."""


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """[`start`, `stop`), ordered by `of` (a customer's or person's position), then by day.

    `whole`: they cut nothing that hangs on them, so that nothing needs cutting.
    """

    of: NDArray[np.int32]
    start: Days
    stop: Days
    whole: bool = False

    def cut(self, of: NDArray[np.int32], start: Days, stop: Days) -> tuple[Days, Days, Rows]:
        """The pieces of some intervals that lie inside, in the order of the intervals, then by day."""
        if self.whole:
            return start, stop, slice(None)
        first = np.searchsorted(self.of, of, side="left")
        count = np.searchsorted(self.of, of, side="right") - first
        row = np.repeat(np.arange(len(of)), count)
        span = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        begun, ended = np.maximum(start[row], self.start[span]), np.minimum(stop[row], self.stop[span])
        some = begun < ended
        return begun[some], ended[some], row[some]


def merged(of: NDArray[np.int32], start: Days, stop: Days) -> Spans:
    """The days on which at least one of the intervals holds; those that touch become one."""
    order = np.lexsort((start, of))
    order = order[start[order] < stop[order]]
    of, start, stop = of[order], start[order], stop[order]
    # One rising column: the latest end so far, starting over with every `of`.
    so_far = np.maximum.accumulate(_after(of, stop))
    fresh = np.ones(len(of), dtype=np.bool_)
    fresh[1:] = _after(of, start)[1:] > so_far[:-1]
    last = np.append(np.flatnonzero(fresh)[1:], len(of)) - 1 if len(of) else np.zeros(0, np.intp)
    ends = (so_far[last] & _DAY).astype(np.int32)
    return Spans(of[fresh], start[fresh], ends)


_DAY = 2**32 - 1


def _after(of: NDArray[np.int32], day: Days) -> NDArray[np.int64]:
    return (of.astype(np.int64) << 32) | day


def customers_in_scope(slab: Slab, question: Question, employees: Ids | None) -> Spans:
    """When a slab's customers are in the view and filters, within their existence."""
    chosen = passes(slab, question.filters)
    if employees is None:
        customer = np.flatnonzero(chosen).astype(np.int32)
        start, stop = slab.customers.start[customer], slab.customers.stop[customer]
        return Spans(customer, start, stop, whole=not question.filters)
    table = slab.ownerships
    rows = np.flatnonzero(among(table.employee, employees) & chosen[table.customer])
    customer = table.customer[rows]
    start = np.maximum(table.start[rows], slab.customers.start[customer])
    stop = np.minimum(table.stop[rows], slab.customers.stop[customer])
    some = start < stop
    return Spans(customer[some], start[some], stop[some])
