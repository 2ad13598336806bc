"""The key persons whom a principle may have something to say about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.facts import AMOUNT_UNIT, Flags, States
from renmai.analytics.key_person import influence_known, line_known, swayed_on
from renmai.analytics.moment import slab_moments
from renmai.analytics.opportunity import open_in
from renmai.analytics.panel import Panel
from renmai.analytics.roster import Roster
from renmai.analytics.slab import Slab
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.principles.base import VOTE_POINTS, Urgency
from renmai.domain.principles.cases import Ally, Attitude, PersonCase
from renmai.domain.stance import VoteAnswer


def _attitude(state: int) -> Attitude:
    closeness, solution, price = (int(st.STANCE[d, state]) if st.DEGREE_KNOWN[d, state] else None for d in range(3))
    veto, approver = (VoteAnswer(st.VOTE_WORDS[code]) for code in st.VOTE_CODE[:, state])
    return Attitude((closeness, solution, price), veto, approver)


ATTITUDES: Final = tuple(_attitude(state) for state in range(st.ABSENT))
NEGATIVE: Final = np.array([bool(attitude.negative) for attitude in ATTITUDES] + [False])
HOLDS_VOTE: Final = np.array([bool(attitude.votes_held) for attitude in ATTITUDES] + [False])
"""[states], the last of them for `ABSENT`."""


def person_cases(panel: Panel, day: date, customers: Flags) -> Iterator[PersonCase]:
    """The cases of the chosen customers [C]; who surely asks for nothing is left out."""
    for number, slab in enumerate(panel.slabs):
        chosen = customers[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        if chosen.any():
            noticed = notice(slab, day.toordinal(), chosen)
            yield from cases_of(slab, panel.roster, day.toordinal(), noticed.asks)


@dataclass(frozen=True, slots=True, eq=False)
class Noticed:
    """What is seen of the key persons of some customers of a slab without looking closely.

    `asks` [P]: who may ask for something; `priority` and `amount` [P] are never exceeded by the
    priority of such a person's actions, nor by the amount at stake.
    """

    asks: Flags
    priority: NDArray[np.int64]
    amount: NDArray[np.float64]


def notice(slab: Slab, day: int, customers: Flags) -> Noticed:
    """Look at the key persons of the chosen customers [C] who count on the day."""
    states = slab_moments(slab, [day], 0)[0].states
    counting: Flags = customers[slab.people.customer] & (states != st.ABSENT)
    swayed, deciding = _swayed(slab, day), _deciding(slab, day)
    amount = at_stake(slab, day)[slab.people.customer]
    focus = slab.people.focus | slab.customers.focus[slab.people.customer] | deciding
    urgency = np.where(NEGATIVE[states], Urgency.AGAINST_US, Urgency.MISSING)
    return Noticed(
        counting & _may_ask_for_something(slab, states, swayed, deciding),
        urgency + VOTE_POINTS * HOLDS_VOTE[states] + focus + (amount > 0),
        amount,
    )


def at_stake(slab: Slab, day: int) -> NDArray[np.float64]:
    """[C]: the amount of each customer's open opportunities."""
    return np.asarray(open_in(slab, day).amount / AMOUNT_UNIT, dtype=np.float64)


def _may_ask_for_something(slab: Slab, states: States, swayed: Flags, deciding: Flags) -> Flags:
    """[P]: all whom some principle of persons could name, and a few more.

    Most persons of a large company are quiet; a test holds this against looking at everybody.
    """
    people = slab.people
    matters = people.focus | HOLDS_VOTE[states] | swayed
    focus = slab.customers.focus[people.customer]
    asks = NEGATIVE[states] | (matters & ~st.INSIGHTED[states]) | (swayed & deciding) | focus
    return np.asarray(asks)


def _swayed(slab: Slab, day: int) -> Flags:
    """[P]: whom an employee of ours can sway on the day."""
    rows, table = swayed_on(slab, day), slab.influences
    swayed = np.zeros(len(slab.people), dtype=np.bool_)
    swayed[table.person[rows[table.kind[rows] == f.OURS]]] = True
    return swayed


def _deciding(slab: Slab, day: int) -> Flags:
    """[P]: who helps to decide a focus opportunity open on the day."""
    deciding = np.zeros(len(slab.people), dtype=np.bool_)
    deciding[slab.members.person[_open_focus(slab, day)[slab.members.opportunity]]] = True
    return deciding


def _open_focus(slab: Slab, day: int) -> Flags:
    table = slab.opportunities
    return np.asarray(table.focus & (table.opened <= day) & (day < table.closed))


def cases_of(slab: Slab, roster: Roster, day: int, people: Flags) -> Iterator[PersonCase]:
    """The cases of the chosen persons [P] of a slab, who count on the day."""
    table, chosen = slab.people, np.flatnonzero(people)
    allies, chains = _allies(slab, roster, day, people), _focus_chains(slab, day, people)
    customer_codes, customer_focus = slab.customers.code, slab.customers.focus
    amounts = at_stake(slab, day)
    columns = zip(
        chosen.tolist(),
        table.code[chosen].tolist(),
        table.name[chosen].tolist(),
        table.customer[chosen].tolist(),
        table.focus[chosen].tolist(),
        slab_moments(slab, [day], 0)[0].states[chosen].tolist(),
        line_known(slab, day)[chosen].tolist(),
        influence_known(slab, day)[chosen].tolist(),
        last_contact(slab, day)[chosen].tolist(),
        strict=True,
    )
    for person, code, name, customer, focus, state, line, influence, contact in columns:
        yield PersonCase(
            code=code,
            name=name,
            customer=str(customer_codes[customer]),
            focus=focus,
            customer_focus=bool(customer_focus[customer]),
            attitude=ATTITUDES[state],
            reporting_line=line,
            influence=influence,
            days_since_contact=None if contact == NOT_YET else day - contact,
            allies=allies.get(person, ()),
            focus_chains=chains.get(person, ()),
            amount=float(amounts[customer]),
        )


def _allies(slab: Slab, roster: Roster, day: int, people: Flags) -> dict[int, tuple[Ally, ...]]:
    """By person, our employees who can sway them on the day, each once, by code."""
    table = slab.influences
    rows = swayed_on(slab, day)
    rows = rows[(table.kind[rows] == f.OURS) & people[table.person[rows]]]
    found: dict[int, set[Ally]] = {}
    for person, employee in zip(table.person[rows].tolist(), table.outer[rows].tolist(), strict=True):
        known = roster.employee_of_id[employee]
        found.setdefault(person, set()).add(Ally(known.code, known.sales))
    return {person: tuple(sorted(allies)) for person, allies in found.items()}


def _focus_chains(slab: Slab, day: int, people: Flags) -> dict[int, tuple[str, ...]]:
    """By person, the focus opportunities open on the day that they help to decide, by code."""
    table, members = slab.opportunities, slab.members
    rows = np.flatnonzero(_open_focus(slab, day)[members.opportunity] & people[members.person])
    found: dict[int, list[str]] = {}
    for person, opportunity in zip(members.person[rows].tolist(), members.opportunity[rows].tolist(), strict=True):
        found.setdefault(person, []).append(str(table.code[opportunity]))
    return {person: tuple(sorted(codes)) for person, codes in found.items()}
