"""The list behind each number of `continuity`: the customers, persons and chains of one employee."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.chain_moment import live_members
from renmai.analytics.continuity import SUBJECTS, WHY, holdings
from renmai.analytics.influence_line import MaskedPeople
from renmai.analytics.key_person import PeopleOnDay, by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import money, plain
from renmai.analytics.moment import slab_moments
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.look import note, unnoted
from renmai.domain.question import Question, View, ViewKind
from renmai.domain.scope import Scope


def listing(panel: Panel, scope: Scope, question: Question, employee: str, figure: str) -> Listing:
    """The subjects of one figure of an employee, by the place in the panel; what is outside the scope masked."""
    held = holdings(panel, scope, question.as_of)
    places = held[figure].of(panel.roster.employee_of_code[employee].id)
    kind = SUBJECTS.get(figure, "people")
    if kind == "customers":
        amount = open_opportunities(panel, question.as_of).amount
        order = np.argsort(-amount[places], kind="stable")
        return Listing(places[order], lambda some: _customers(panel, question.as_of, some))
    if kind == "opportunities":
        return Listing(places, lambda some: _chains(panel, scope, question.as_of, some))
    if figure == "outside":
        masked = MaskedPeople(panel, replace(question, view=View(ViewKind.PERSONAL, employee)), scope)
        return Listing(places, lambda some: [masked.row(*at) for at in by_slab(some, panel.person_offsets)])
    swayer = panel.roster.employee_of_code[employee].id if figure == "only_sway" else 0
    return Listing(places, lambda some: _people(panel, question.as_of, some, swayer))


def _customers(panel: Panel, day: date, places: NDArray[np.intp]) -> list[Row]:
    found = open_opportunities(panel, day)
    rows = zip(places.tolist(), by_slab(places, panel.customer_offsets), strict=True)
    return [
        {
            "code": str(panel.slabs[number].customers.code[at]),
            "name": str(panel.slabs[number].customers.name[at]),
            "focus": bool(panel.slabs[number].customers.focus[at]),
            "opportunities": int(found.number[place]),
            "amount": plain(money(int(found.amount[place]))),
        }
        for place, (number, at) in rows
    ]


def _people(panel: Panel, day: date, places: NDArray[np.intp], swayer: int) -> list[Row]:
    """The list says of `swayer` (0: of nobody) whom they can sway, and of nobody else."""
    people = PeopleOnDay(panel, day, 0)
    rows = []
    for number, at in by_slab(places, panel.person_offsets):
        note(swayer, int(panel.slabs[number].people.id[at]))
        with unnoted():
            row = people.row(number, at)
        rows.append(row | _where(panel, number, at) | {"met": _met(panel, number, at, day)})
    return rows


def _where(panel: Panel, number: int, at: int) -> dict[str, str]:
    slab = panel.slabs[number]
    return {"customer_name": str(slab.customers.name[slab.people.customer[at]])}


def _met(panel: Panel, number: int, at: int, day: date) -> date | None:
    last = int(last_contact(panel.slabs[number], day.toordinal())[at])
    return None if last == NOT_YET else date.fromordinal(last)


def _chains(panel: Panel, scope: Scope, day: date, places: NDArray[np.intp]) -> list[Row]:
    why = {name: set(holdings(panel, scope, day)[name].place.tolist()) for name in WHY}
    rows = zip(places.tolist(), by_slab(places, panel.opportunity_offsets), strict=True)
    return [
        _chain(panel, number, at, day) | {name: place in some for name, some in why.items()}
        for place, (number, at) in rows
    ]


def _chain(panel: Panel, number: int, at: int, day: date) -> dict[str, Any]:
    slab = panel.slabs[number]
    table, customer = slab.opportunities, int(slab.opportunities.customer[at])
    states = slab_moments(slab, [day.toordinal()], 0)[0].states
    return {
        "code": str(table.code[at]),
        "name": str(table.name[at]),
        "customer": str(slab.customers.code[customer]),
        "customer_name": str(slab.customers.name[customer]),
        "amount": plain(money(int(table.amount[at]))),
        "members": len(live_members(slab, at, states)),
    }
