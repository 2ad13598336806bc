"""Panels as a running server would have made them: spliced revision by revision, to be held against a fresh one."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from renmai.analytics.panel import Panel, splice
from renmai.analytics.slab import Run, Slab, cut, join
from renmai.refresh.book import load_book
from renmai.refresh.panel import SPLICED_AT_MOST
from renmai.store.models import ChangedCustomer, Revision

Ids = frozenset[int]


def replayed(fresh: Panel, last: int) -> Iterator[tuple[str, Panel]]:
    """The fresh panel with the customers of the last revisions read again, one revision after the other.

    Twice: `added` where the panel before did not know them, `changed` where it did. Nothing where no revision of
    these touched a customer. Slabs are shared with `fresh`, so that it costs little memory.
    """
    revisions = _revisions(last)
    touched = frozenset(customer for _, customers in revisions for customer in customers)
    if not touched:
        return
    yield "added", _spliced(_without(fresh, touched), revisions)
    yield "changed", _spliced(fresh, revisions)


def _revisions(last: int) -> list[tuple[int, list[int]]]:
    """Numbers and customers of the last revisions, the earliest first; those that touched more load everything."""
    numbers = list(Revision.objects.order_by("-number").values_list("number", flat=True)[:last])
    touched: dict[int, list[int]] = {}
    rows = ChangedCustomer.objects.filter(revision__in=numbers).order_by("revision_id", "customer_id")
    for number, customer in rows.values_list("revision_id", "customer_id"):
        touched.setdefault(number, []).append(customer)
    return [(number, customers) for number, customers in touched.items() if len(customers) <= SPLICED_AT_MOST]


def _spliced(panel: Panel, revisions: list[tuple[int, list[int]]]) -> Panel:
    for number, customers in revisions:
        panel = splice(panel, number, load_book(customers))
    return panel


def _without(panel: Panel, customers: Ids) -> Panel:
    """The panel as if some customers were not known yet."""
    slabs = tuple(slab for one in panel.slabs for slab in _cut_out(one, customers))
    return replace(panel.under(panel.policy), slabs=slabs)


def _cut_out(slab: Slab, customers: Ids) -> list[Slab]:
    gone = np.flatnonzero(np.isin(slab.customers.id, list(customers)))
    if not len(gone):
        return [slab]
    edges = zip([0, *(gone + 1).tolist()], [*gone.tolist(), len(slab.customers)], strict=True)
    pieces = [cut(slab, Run(first, last)) for first, last in edges if first < last]
    return [join(pieces)] if pieces else []
