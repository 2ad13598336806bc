"""Who and what is in a line, and when, slab by slab: what every trend is counted from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Amounts, Days, Ids, States
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import employees_of
from renmai.analytics.slab import Slab
from renmai.analytics.spans import Spans, customers_in_scope
from renmai.analytics.table import Table
from renmai.domain.question import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its employees (None: everybody) and its party by id."""

    question: Question
    employees: Ids | None
    party: int

    @classmethod
    def of(cls, panel: Panel, question: Question) -> "Asked":
        return cls(question, employees_of(panel, question), panel.party_id(question.party))


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """The subjects of a line in one slab, and the persons behind its averages.

    A subject may come and go several times; `amount` is that of each interval. `key` [P] is the
    position by which `spans` knows a person: the customer's or the person's own.
    """

    start: Days
    stop: Days
    spans: Spans
    key: NDArray[np.int32]
    amount: Amounts | None = None

    def people(self, slab: Slab) -> tuple[Days, Days]:
        """When persons are in the line, whatever is known of them."""
        return self.spans.cut(self.key, slab.people.start, slab.people.stop)[:2]

    def pieces(self, slab: Slab, party: int) -> "Pieces":
        table = slab.towards(party)
        start, stop, row = self.spans.cut(self.key[table.person], table.start, table.stop)
        return Pieces(table.person[row], start, stop, table.state[row])


def of_customers(slab: Slab, asked: Asked) -> Presence:
    """The customer and key-person lines: customers in scope, and their key persons."""
    spans = customers_in_scope(slab, asked.question, asked.employees)
    return Presence(spans.start, spans.stop, spans, slab.people.customer)


PresenceOf = Callable[[Slab, Asked], Presence]
"""Every line has one."""


def people_on(panel: Panel, question: Question, presence: PresenceOf, day: date) -> NDArray[np.intp]:
    """The places of the persons in a line on a day; one whose spans are of persons."""
    asked, at = Asked.of(panel, question), day.toordinal()
    found: list[NDArray[np.intp]] = [np.zeros(0, np.intp)]
    for number, slab in enumerate(panel.slabs):
        spans = presence(slab, asked).spans
        found.append(spans.of[(spans.start <= at) & (at < spans.stop)].astype(np.intp) + panel.person_offsets[number])
    return np.concatenate(found)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces(Table):
    """When each person of a line had which state: disjoint, ordered by person, then by day."""

    person: NDArray[np.int32]
    start: Days
    stop: Days
    state: States
