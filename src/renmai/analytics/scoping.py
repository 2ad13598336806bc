"""Which customers a question is about on a day (spec 1.4)."""

import numpy as np

from renmai.analytics.facts import Flags, Ids
from renmai.analytics.moment import Moment, moments
from renmai.analytics.panel import Panel
from renmai.analytics.roster import among, ids_of
from renmai.analytics.slab import Slab
from renmai.domain.question import Filters, Question, ViewKind


def employees_of(panel: Panel, question: Question) -> Ids | None:
    """The sorted ids of the view's employees; None for the company."""
    if question.view.kind is ViewKind.COMPANY:
        return None
    return ids_of(panel.roster.employees_in(question.view))


def passes(slab: Slab, filters: Filters) -> Flags:
    """[C]: which customers pass the filters, with their attributes of today."""
    customers = slab.customers
    chosen = np.ones(len(customers), dtype=np.bool_)
    if filters.industry is not None:
        chosen &= customers.industry == filters.industry
    if filters.region is not None:
        chosen &= customers.region == filters.region
    if filters.focus:
        chosen &= customers.focus
    return chosen


def filtered(panel: Panel, filters: Filters) -> Flags | None:
    """[C] over the panel; None where nothing is filtered."""
    if not filters:
        return None
    return panel.memo.through(
        filters, lambda: np.concatenate([np.zeros(0, np.bool_), *(passes(slab, filters) for slab in panel.slabs)])
    )


def in_scope(panel: Panel, question: Question, at: Moment) -> Flags:
    """[C]: the customers in scope on the moment's day, as they were owned then."""
    chosen = at.exists
    employees = employees_of(panel, question)
    if employees is not None:
        chosen = chosen & among(at.owner, employees)
    kept = filtered(panel, question.filters)
    return chosen if kept is None else chosen & kept


def all_existing(panel: Panel, question: Question, at: Moment) -> Flags:
    """[C]: every customer of the company that exists and passes the filters."""
    kept = filtered(panel, question.filters)
    return at.exists if kept is None else at.exists & kept


def three_moments(panel: Panel, question: Question) -> list[Moment]:
    return moments(panel, question.comparison.days, panel.party_id(question.party))
