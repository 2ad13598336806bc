"""Key persons of the whole panel by place, and their rows on a day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.facts import Flags, States
from renmai.analytics.listing import Row
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.reporting_line import superiors
from renmai.analytics.slab import Slab
from renmai.domain.look import note
from renmai.domain.stance import DEGREES, FEATURES, VOTES


def states_on(panel: Panel, day: date, party: int) -> States:
    """[P] over the panel: every person's packed state, `ABSENT` where the person does not count."""
    return panel.memo.through(
        ("states", day, party),
        lambda: np.concatenate(
            [
                np.zeros(0, np.uint16),
                *(slab_moments(slab, [day.toordinal()], party)[0].states for slab in panel.slabs),
            ]
        ),
    )


def customer_of_people(panel: Panel) -> NDArray[np.int64]:
    """[P] over the panel: the place of each person's customer."""
    parts = [slab.people.customer + panel.customer_offsets[n] for n, slab in enumerate(panel.slabs)]
    return panel.memo.through("customer of people", lambda: np.concatenate([np.zeros(0, np.int64), *parts]))


def by_slab(places: NDArray[np.intp], offsets: list[int]) -> Iterator[tuple[int, int]]:
    """Each place of the panel as (slab number, position in the slab)."""
    slab_of = np.searchsorted(offsets, places, side="right") - 1
    for place, number in zip(places.tolist(), slab_of.tolist(), strict=True):
        yield number, place - offsets[number]


def swayed_on(slab: Slab, day: int) -> NDArray[np.intp]:
    """The rows of the influences that count on the day."""
    return np.flatnonzero((slab.influences.start <= day) & (day < slab.influences.stop))


def known_features(slab: Slab, day: int) -> NDArray[np.uint8]:
    """[P]: how many of the seven features are known towards us on the day (spec 1.1); 0 if absent."""
    return slab.memo.through(("features", day), lambda: _known_features(slab, day))


def _known_features(slab: Slab, day: int) -> NDArray[np.uint8]:
    states = slab_moments(slab, [day], 0)[0].states
    features = st.KNOWN_FEATURES[states] + line_known(slab, day).astype(np.uint8) + influence_known(slab, day)
    return np.where(states == st.ABSENT, 0, features).astype(np.uint8)


def line_known(slab: Slab, day: int) -> Flags:
    """[P]: whose reporting line is known on the day."""
    return np.asarray((superiors(slab, day) >= 0) | slab.people.top)


def influence_known(slab: Slab, day: int) -> Flags:
    """[P]: whose influence is known on the day, be it that nobody was found."""
    known = slab.people.nobody_found.copy()
    known[slab.influences.person[swayed_on(slab, day)]] = True
    return known


class PeopleOnDay:
    """Renders key persons as rows of the contract; `party` decides whose degrees are shown."""

    def __init__(self, panel: Panel, day: date, party: int) -> None:
        self.panel = panel
        self.day = day.toordinal()
        self.party = party

    def row(self, number: int, at: int) -> Row:
        """One person: slab number and position."""
        slab = self.panel.slabs[number]
        people, superior = slab.people, int(superiors(slab, self.day)[at])
        return {
            "code": str(people.code[at]),
            "name": str(people.name[at]),
            "customer": str(slab.customers.code[people.customer[at]]),
            "department": str(people.department[at]),
            "title": str(people.title[at]),
            "focus": bool(people.focus[at]),
            **self.attitude(number, at),
            "reports_to": str(people.code[superior]) if superior >= 0 else None,
            "influencers": self._influencers(slab, at),
            "completeness": int(known_features(slab, self.day)[at]) / FEATURES,
        }

    def attitude(self, number: int, at: int) -> Row:
        """Three degrees (None: unknown) and two votes."""
        state = int(self._states(number)[at])
        row: dict[str, Any] = {
            degree: int(st.STANCE[d, state]) if st.DEGREE_KNOWN[d, state] else None for d, degree in enumerate(DEGREES)
        }
        return row | {vote: st.VOTE_WORDS[st.VOTE_CODE[v, state]] for v, vote in enumerate(VOTES)}

    def _states(self, number: int) -> States:
        return slab_moments(self.panel.slabs[number], [self.day], self.party)[0].states

    def _influencers(self, slab: Slab, at: int) -> list[Row]:
        """Who can sway a person, without repetition, by kind, code and name."""
        table = slab.influences
        first, last = np.searchsorted(table.person, [at, at + 1])
        counts = (table.start[first:last] <= self.day) & (self.day < table.stop[first:last])
        found = {self._influencer(slab, row) for row in (first + np.flatnonzero(counts)).tolist()}
        return [dict(zip(("kind", "code", "name"), one, strict=True)) for one in sorted(found)]

    def _influencer(self, slab: Slab, row: int) -> tuple[str, str, str]:
        table, roster = slab.influences, self.panel.roster
        kind, outer = int(table.kind[row]), int(table.outer[row])
        if kind == f.INTERNAL:
            inner = int(table.inner[row])
            return "internal", str(slab.people.code[inner]), str(slab.people.name[inner])
        if kind == f.OURS:
            employee = roster.influencer(outer)
            note(employee.id, int(slab.people.id[table.person[row]]))
            return "ours", employee.code, employee.name
        return "competitor", roster.competitor_of_id[outer].code, str(table.contact[row])
