"""The key persons about whom a principle has something to say."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import influence_known, known_features, line_known, swayed_on
from renmai.analytics.moment import slab_moments
from renmai.analytics.next_actions.decision_chain import open_focus
from renmai.analytics.next_actions.found import Found, at_stake, joined, of_kind
from renmai.analytics.next_actions.kinds import BREAKTHROUGH, EVERY_PERSON, EVERYONE_HELPS, MEND, WIN_OVER
from renmai.analytics.roster import Roster
from renmai.analytics.slab import Slab
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.principles.base import VOTE_POINTS, Urgency
from renmai.domain.principles.cases import Ally, Attitude, PersonCase
from renmai.domain.stance import FEATURES, VoteAnswer

Places = NDArray[np.integer[Any]]
DAYS: Final = 2**32
"""More than there are days."""


def _attitude(state: int) -> Attitude:
    closeness, solution, price = (int(st.STANCE[d, state]) if st.DEGREE_KNOWN[d, state] else None for d in range(3))
    veto, approver = (VoteAnswer(st.VOTE_WORDS[code]) for code in st.VOTE_CODE[:, state])
    return Attitude((closeness, solution, price), veto, approver)


ATTITUDES: Final = tuple(_attitude(state) for state in range(st.ABSENT))
NEGATIVE: Final = np.array([bool(attitude.negative) for attitude in ATTITUDES] + [False])
NOT_POSITIVE: Final = np.array([bool(attitude.not_positive) for attitude in ATTITUDES] + [False])
HOLDS_VOTE: Final = np.array([bool(attitude.votes_held) for attitude in ATTITUDES] + [False])
"""[states], the last of them for `ABSENT`."""


def found_people(slab: Slab, day: int, stale_days: int) -> Found:
    """The actions about the key persons of a slab who count on the day, by their places in it."""
    people, states = slab.people, slab_moments(slab, [day], 0)[0].states
    present, negative, vote = states != st.ABSENT, NEGATIVE[states], HOLDS_VOTE[states]
    swayed, deciding = _swayed(slab, day), _deciding(slab, day)
    unknown = present & ~st.INSIGHTED[states]
    of_focus = slab.customers.focus[people.customer]
    amount = at_stake(slab, day)[people.customer]
    worth = VOTE_POINTS * vote + (people.focus | of_focus | deciding) + (amount > 0)
    against_us = np.where(negative, Urgency.AGAINST_US, Urgency.MISSING)
    asked = {
        EVERY_PERSON: (present & of_focus & _not_in_full(slab, day, stale_days), Urgency.MISSING),
        MEND: (negative, Urgency.AGAINST_US),
        BREAKTHROUGH: ((people.focus | vote) & (negative | unknown), against_us),
        WIN_OVER: (deciding & swayed & NOT_POSITIVE[states], against_us),
        EVERYONE_HELPS: (swayed & unknown, Urgency.MISSING),
    }
    return joined(
        of_kind(kind, at := np.flatnonzero(asks), people.customer[at], (worth + urgency)[at], amount[at])
        for kind, (asks, urgency) in asked.items()
    )


def _not_in_full(slab: Slab, day: int, stale_days: int) -> Flags:
    """[P]: of whom a feature is missing, or who was not met lately."""
    last = last_contact(slab, day)
    return np.asarray((known_features(slab, day) < FEATURES) | (last == NOT_YET) | (day - last > stale_days))


def _swayed(slab: Slab, day: int) -> Flags:
    """[P]: whom an employee of ours can sway on the day."""
    rows, table = swayed_on(slab, day), slab.influences
    swayed = np.zeros(len(slab.people), dtype=np.bool_)
    swayed[table.person[rows[table.kind[rows] == f.OURS]]] = True
    return swayed


def _deciding(slab: Slab, day: int) -> Flags:
    """[P]: who helps to decide a focus opportunity open on the day."""
    deciding = np.zeros(len(slab.people), dtype=np.bool_)
    deciding[slab.members.person[open_focus(slab, day)[slab.members.opportunity]]] = True
    return deciding


def what_is_read(kind: int, slab: Slab, day: int, people: Places) -> NDArray[np.int64]:
    """Of some persons a number that two share only if the rule of this kind reads the same in both."""
    state = slab_moments(slab, [day], 0)[0].states[people].astype(np.int64)
    if kind == MEND:
        return state
    if kind == BREAKTHROUGH:
        return state * 2 + slab.people.focus[people]
    if kind == EVERY_PERSON:
        features = (state * 2 + line_known(slab, day)[people]) * 2 + influence_known(slab, day)[people]
        return features * DAYS + last_contact(slab, day)[people]
    return np.arange(len(people))


def person_cases(slab: Slab, roster: Roster, day: int, people: Places) -> Iterator[PersonCase]:
    """The cases of some persons of a slab who count on the day."""
    table = slab.people
    chosen = np.zeros(len(table), dtype=np.bool_)
    chosen[people] = True
    allies, chains = _allies(slab, roster, day, chosen), _focus_chains(slab, day, chosen)
    customer = table.customer[people]
    columns = zip(
        *(people.tolist(), table.code[people].tolist(), table.name[people].tolist()),
        *(slab.customers.code[customer].tolist(), slab.customers.focus[customer].tolist()),
        *(at_stake(slab, day)[customer].tolist(), table.focus[people].tolist()),
        slab_moments(slab, [day], 0)[0].states[people].tolist(),
        line_known(slab, day)[people].tolist(),
        influence_known(slab, day)[people].tolist(),
        last_contact(slab, day)[people].tolist(),
        strict=True,
    )
    for person, code, name, of, of_focus, amount, focus, state, line, influence, contact in columns:
        yield PersonCase(
            code=code,
            name=name,
            customer=of,
            focus=focus,
            customer_focus=of_focus,
            attitude=ATTITUDES[state],
            reporting_line=line,
            influence=influence,
            days_since_contact=None if contact == NOT_YET else day - contact,
            allies=allies.get(person, ()),
            focus_chains=chains.get(person, ()),
            amount=amount,
        )


def _allies(slab: Slab, roster: Roster, day: int, people: Flags) -> dict[int, tuple[Ally, ...]]:
    """By person, our employees who can sway them on the day, each once, by code."""
    table = slab.influences
    rows = swayed_on(slab, day)
    rows = rows[(table.kind[rows] == f.OURS) & people[table.person[rows]]]
    found: dict[int, set[Ally]] = {}
    for person, employee in zip(table.person[rows].tolist(), table.outer[rows].tolist(), strict=True):
        known = roster.influencer(employee)
        found.setdefault(person, set()).add(Ally(known.code, known.sales))
    return {person: tuple(sorted(allies)) for person, allies in found.items()}


def _focus_chains(slab: Slab, day: int, people: Flags) -> dict[int, tuple[str, ...]]:
    """By person, the focus opportunities open on the day that they help to decide, by code."""
    table, members = slab.opportunities, slab.members
    rows = np.flatnonzero(open_focus(slab, day)[members.opportunity] & people[members.person])
    found: dict[int, list[str]] = {}
    for person, opportunity in zip(members.person[rows].tolist(), members.opportunity[rows].tolist(), strict=True):
        found.setdefault(person, []).append(str(table.code[opportunity]))
    return {person: tuple(sorted(codes)) for person, codes in found.items()}
