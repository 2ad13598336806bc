"""The ranked actions of a view as columns: found slab by slab, so that a write recounts one slab.

A view is what is found about its customers, about its employees and about itself. The order is
that of `domain.principles.base.rank`: places in the panel are in the order of codes, so that no
text is compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Flags
from renmai.analytics.memo import Memo
from renmai.analytics.moment import moment
from renmai.analytics.next_actions.account import found_accounts
from renmai.analytics.next_actions.decision_chain import found_chains
from renmai.analytics.next_actions.employee import employee_cases
from renmai.analytics.next_actions.found import NO_CUSTOMER, NOTHING, Found, joined
from renmai.analytics.next_actions.influence import view_case
from renmai.analytics.next_actions.key_person import found_people
from renmai.analytics.next_actions.kinds import CODES, KINDS, SUBJECT_OF_KIND
from renmai.analytics.next_actions.resource import found_resources
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.domain.principles import Cases, next_actions
from renmai.domain.principles.base import NextAction, SubjectType
from renmai.domain.question import Question

Rows = NDArray[np.intp]
QUESTIONS_KEPT: Final = 16
PLACES: Final = np.int64(2**40)
"""More than any table has rows."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """`found` by places in the panel, the most pressing first; `others` are those of no customer, by kind and place."""

    panel: Panel
    question: Question
    found: Found
    others: dict[tuple[int, int], NextAction]

    def __len__(self) -> int:
        return len(self.found)

    @cached_property
    def subjects(self) -> NDArray[np.int64]:
        """What each action is about: a number that two share if they are about the same."""
        return SUBJECT_OF_KIND[self.found.kind] * PLACES + self.found.subject

    @cached_property
    def keys(self) -> NDArray[np.int64]:
        """What tells each action apart: its kind and subject."""
        return self.found.kind.astype(np.int64) * PLACES + self.found.subject

    @cached_property
    def first_rows(self) -> Rows:
        """The row of each subject's first action, the most pressing first."""
        _, first = np.unique(self.subjects, return_index=True)
        return np.sort(first)

    def only(self, kept: Flags) -> "Ranked":
        """The same without some of its rows."""
        return Ranked(self.panel, self.question, self.found.rows(kept), self.others)


def ranked(panel: Panel, question: Question) -> Ranked:
    """All actions of the view."""
    kept = panel.memo.through("actions", lambda: Memo(QUESTIONS_KEPT))
    return kept.through(question, lambda: _ranked(panel, question))


def _ranked(panel: Panel, question: Question) -> Ranked:
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    others = _others(panel, question)
    found = _woven(_found(panel, question, chosen), _columns(panel, others))
    return Ranked(panel, question, found, dict(zip(_keys(panel, others), others, strict=True)))


def ranked_at(panel: Panel, question: Question, customer: int) -> Ranked:
    """What is to be done at one customer, by the place in the panel; whoever asks may see it."""
    chosen = np.zeros(panel.customer_offsets[-1], dtype=np.bool_)
    chosen[customer] = True
    return Ranked(panel, question, _found(panel, question, chosen), {})


def _found(panel: Panel, question: Question, customers: Flags) -> Found:
    """What is found about the chosen customers [C], in order; they exist on the day."""
    parts = [_chosen(panel, number, question, customers) for number in range(len(panel.slabs))]
    everything = joined([*parts, found_resources(panel, question, customers)])
    return everything.rows(_order(everything))


def _chosen(panel: Panel, number: int, question: Question, customers: Flags) -> Found:
    """What is found in one slab about the chosen customers [C] of the panel."""
    here = customers[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
    if not here.any():
        return NOTHING
    found = _of_slab(panel.slabs[number], question, panel.policy.stale_days)
    return _placed(panel, number, found.rows(here[found.customer]))


def _of_slab(slab: Slab, question: Question, stale_days: int) -> Found:
    key = ("actions", question.as_of, question.period, stale_days)
    return slab.memo.through(key, lambda: _found_in(slab, question, stale_days))


def _found_in(slab: Slab, question: Question, stale_days: int) -> Found:
    day = question.as_of.toordinal()
    return joined([found_people(slab, day, stale_days), found_chains(slab, day), found_accounts(slab, question)])


def _placed(panel: Panel, number: int, found: Found) -> Found:
    """By places in the panel instead of in the slab of this number."""
    offsets = {
        SubjectType.KEY_PERSON: panel.person_offsets[number],
        SubjectType.OPPORTUNITY: panel.opportunity_offsets[number],
        SubjectType.CUSTOMER: panel.customer_offsets[number],
    }
    shift = np.array([offsets.get(kind.subject, 0) for kind in KINDS])
    return found.with_columns(
        subject=found.subject + shift[found.kind], customer=found.customer + panel.customer_offsets[number]
    )


def _order(found: Found) -> Rows:
    """By priority and amount, the larger first, then kind and place.

    Parts come in the order of their places, so the last two keys take one quick pass.
    """
    order = np.argsort(found.kind, kind="stable")
    order = order[np.argsort(-found.amount[order], kind="stable")]
    return order[np.argsort(-found.priority[order], kind="stable")]


def _others(panel: Panel, question: Question) -> list[NextAction]:
    """What is about the employees of the view and about the view itself; the rules look at each."""
    cases = Cases(employees=employee_cases(panel, question), views=[view_case(panel, question)])
    return next_actions(cases, panel.policy)


def _keys(panel: Panel, others: Sequence[NextAction]) -> list[tuple[int, int]]:
    return [(CODES[action.line, action.principle], place_of(panel, action)) for action in others]


def place_of(panel: Panel, action: NextAction) -> int:
    """The place of an employee or a view, as `Found` has it."""
    if action.subject.type is SubjectType.VIEW:
        return 0
    return panel.roster.employee_of_code[action.subject.code].id


def _columns(panel: Panel, others: Sequence[NextAction]) -> Found:
    keys = _keys(panel, others)
    return Found(
        kind=np.array([kind for kind, _ in keys], dtype=np.int8),
        subject=np.array([place for _, place in keys], dtype=np.int64),
        customer=np.full(len(others), NO_CUSTOMER, dtype=np.int64),
        priority=np.array([action.priority for action in others], dtype=np.int8),
        amount=np.array([action.amount for action in others], dtype=np.float64),
    )


def _woven(found: Found, others: Found) -> Found:
    """Both in one order: the others have no amount and kinds of their own, so where they go is seen from little."""
    at = np.searchsorted(_coarse(found), _coarse(others), side="right")
    columns = others.columns()
    return Found(**{name: np.insert(column, at, columns[name]) for name, column in found.columns().items()})


def _coarse(found: Found) -> NDArray[np.int64]:
    """Rises along an ordered list: by priority, then what has an amount, then the rest by kind."""
    kinds = len(KINDS) + 1
    return np.where(found.amount > 0, 0, found.kind + 1) - found.priority.astype(np.int64) * kinds
