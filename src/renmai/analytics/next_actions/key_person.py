"""The key persons whom a principle may have something to say about."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import influence_known, line_known, swayed_on
from renmai.analytics.metric import money
from renmai.analytics.moment import SlabMoment, slab_moments
from renmai.analytics.opportunity import open_in
from renmai.analytics.panel import Panel
from renmai.analytics.roster import Roster
from renmai.analytics.slab import Slab
from renmai.analytics.touch import NOT_YET, last_contact
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
            yield from _People(slab, panel.roster, day.toordinal(), chosen).cases()


class _People:
    """The key persons of some customers of a slab who count on a day."""

    def __init__(self, slab: Slab, roster: Roster, day: int, customers: Flags) -> None:
        self.slab = slab
        self.day = day
        self.at: SlabMoment = slab_moments(slab, [day], 0)[0]
        self.counting: Flags = customers[slab.people.customer] & (self.at.states != st.ABSENT)
        self.allies = _allies(slab, roster, day, self.counting)
        self.chains = _focus_chains(slab, day, self.counting)

    def cases(self) -> Iterator[PersonCase]:
        people, slab = self.slab.people, self.slab
        of_whom = np.flatnonzero(self.counting & self._may_ask_for_something())
        customer_codes = slab.customers.code.tolist()
        customer_focus = slab.customers.focus.tolist()
        amounts = [float(money(int(amount))) for amount in open_in(slab, self.day).amount.tolist()]
        columns = zip(
            of_whom.tolist(),
            people.code[of_whom].tolist(),
            people.name[of_whom].tolist(),
            people.customer[of_whom].tolist(),
            people.focus[of_whom].tolist(),
            self.at.states[of_whom].tolist(),
            line_known(slab)[of_whom].tolist(),
            influence_known(slab, self.day)[of_whom].tolist(),
            last_contact(slab, self.day)[of_whom].tolist(),
            strict=True,
        )
        for person, code, name, customer, focus, state, line, influence, contact in columns:
            yield PersonCase(
                code=code,
                name=name,
                customer=customer_codes[customer],
                focus=focus,
                customer_focus=customer_focus[customer],
                attitude=ATTITUDES[state],
                reporting_line=line,
                influence=influence,
                days_since_contact=None if contact == NOT_YET else self.day - contact,
                allies=self.allies.get(person, ()),
                focus_chains=self.chains.get(person, ()),
                amount=amounts[customer],
            )

    def _may_ask_for_something(self) -> Flags:
        """[P]: all whom some principle of persons could name, and a few more.

        Most persons of a large company are quiet; a test holds this against looking at everybody.
        """
        people, states = self.slab.people, self.at.states
        swayed, deciding = np.zeros((2, len(people)), dtype=np.bool_)
        swayed[list(self.allies)] = True
        deciding[list(self.chains)] = True
        uninsighted = ~st.INSIGHTED[states]
        matters = people.focus | HOLDS_VOTE[states] | swayed
        focus = self.slab.customers.focus[people.customer]
        asks = NEGATIVE[states] | (matters & uninsighted) | (swayed & deciding) | focus
        return np.asarray(asks)


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
    focus: Flags = table.focus & (table.opened <= day) & (day < table.closed)
    rows = np.flatnonzero(focus[members.opportunity] & people[members.person])
    found: dict[int, list[str]] = {}
    for person, opportunity in zip(members.person[rows].tolist(), members.opportunity[rows].tolist(), strict=True):
        found.setdefault(person, []).append(str(table.code[opportunity]))
    return {person: tuple(sorted(codes)) for person, codes in found.items()}
