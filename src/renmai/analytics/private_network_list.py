"""The list behind each number of the private network: exactly as many persons, or customers (spec 1.6, 4.2)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import private_network as network
from renmai.analytics.customer_places import visible_customers
from renmai.analytics.influence_line import MaskedPeople
from renmai.analytics.key_person import by_slab, customer_of_people
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import money, plain
from renmai.analytics.moment import moment
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.sole_influence import SEVERAL, UNNAMED, held_by, sole_on
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.look import note
from renmai.domain.question import Question
from renmai.domain.scope import Scope

EVERYBODY: Final = "everybody"
SINGLE, SINGLE_CUSTOMERS = "single", "single_customers"
OF_ONE: Final = (SINGLE, SINGLE_CUSTOMERS)
NOT_NAMED: Final = "unnamed"


@dataclass(frozen=True, slots=True)
class Behind:
    """A number of the page: a set of `private_network`, or what hangs on one colleague.

    That one is `employee`, by code, or whoever has not agreed to be named; anybody at all where neither is said.
    """

    what: str
    employee: str = ""
    is_unnamed: bool = False

    @classmethod
    def parse(cls, text: str, employee: str = "") -> "Behind":
        """Read `reachable`, `single`, `single:unnamed`. Raises `RenmaiError(UNKNOWN_CELL)` for anything else."""
        what, _, of = text.partition(":")
        alone = what in OF_ONE and of in ("", NOT_NAMED) and not (of and employee)
        if not alone and (of or employee or what not in network.SETS):
            raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=text)
        return cls(what, employee, bool(of))

    def __str__(self) -> str:
        return f"{self.what}:{NOT_NAMED}" if self.is_unnamed else self.what


def listing(panel: Panel, question: Question, scope: Scope, behind: Behind) -> Listing:
    """Masked persons by customer, then code; customers by their open amount. Raises for what the view has not.

    Of `everybody` those at customers that the viewer may see; how many more there are, `hidden` tells.
    """
    if behind.what == SINGLE_CUSTOMERS:
        return _customers(panel, question, _one(panel, question, behind))
    if behind.what == SINGLE:
        return people(panel, question, scope, np.flatnonzero(_alone(panel, question, behind)))
    if behind.what not in network.names_of(question):
        raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=str(behind))
    held = network.sets(panel, question, question.as_of)[behind.what]
    if behind.what == EVERYBODY:
        held = held & visible_customers(panel, scope, question.as_of)[customer_of_people(panel)]
    return people(panel, question, scope, np.flatnonzero(held))


def hidden(panel: Panel, question: Question, found: Listing) -> int:
    """How many key persons of the company are at customers that the viewer of the list does not see."""
    return int(network.sets(panel, question, question.as_of)[EVERYBODY].sum()) - len(found)


def people(panel: Panel, question: Question, scope: Scope, places: NDArray[np.intp]) -> Listing:
    masked = MaskedPeople(panel, question, scope, tells=True)
    return Listing(places, lambda some: [masked.row(*at) for at in by_slab(some, panel.person_offsets)])


def _one(panel: Panel, question: Question, behind: Behind) -> int | None:
    """The id of whom the number is about; nobody's where the code is nobody's. Against a competitor there is none."""
    if not question.ours:
        raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=str(behind))
    if behind.is_unnamed:
        return UNNAMED
    if not behind.employee:
        return None
    known = panel.roster.employee_of_code.get(behind.employee)
    if known is None:
        raise RenmaiError(ErrorCode.UNKNOWN_CELL, cell=str(behind))
    return known.id


def _alone(panel: Panel, question: Question, behind: Behind) -> NDArray[np.bool_]:
    one = _one(panel, question, behind)
    return held_by(sole_on(panel, question, question.as_of).people, one)


def _customers(panel: Panel, question: Question, one: int | None) -> Listing:
    sole, amount = sole_on(panel, question, question.as_of), open_opportunities(panel, question.as_of).amount
    places = np.flatnonzero(held_by(sole.customers, one))
    order = np.argsort(-amount[places], kind="stable")
    return Listing(places[order], lambda some: _rows(panel, question, some))


def _rows(panel: Panel, question: Question, places: NDArray[np.intp]) -> list[Row]:
    day = question.as_of
    sole, found, owners = sole_on(panel, question, day), open_opportunities(panel, day), moment(panel, day, 0).owner
    for one in np.unique(sole.customers[places]).tolist():
        note(max(int(one), 0), None)
    alone = np.bincount(customer_of_people(panel)[sole.people != SEVERAL], minlength=panel.customer_offsets[-1])
    return [
        {
            "code": str(panel.slabs[number].customers.code[at]),
            "name": str(panel.slabs[number].customers.name[at]),
            "place": place,
            "owner": panel.roster.influencer(int(owners[place])).name,
            "by": panel.roster.influencer(max(int(sole.customers[place]), 0)).name,
            "people": int(alone[place]),
            "amount": plain(money(int(found.amount[place]))),
        }
        for place, (number, at) in zip(places.tolist(), by_slab(places, panel.customer_offsets), strict=True)
    ]
