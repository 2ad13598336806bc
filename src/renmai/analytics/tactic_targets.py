"""The key persons of one customer as tactics choose among them: what holds of each, who is at the top (spec 7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from renmai.analytics.customer import attitudes
from renmai.analytics.panel import Panel
from renmai.analytics.reporting_line import superiors
from renmai.domain.tactics.suggesting import Candidate


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate with name and title."""

    candidate: Candidate
    name: str
    title: str


def candidates(panel: Panel, day: date, roles: Mapping[str, frozenset[str]]) -> list[Named]:
    """Who counts on the day at the customer of a panel of one, by name; `roles` in open chains by code.

    At the top is who is marked so, or reports to nobody while somebody reports to them.
    """
    slab = panel.slabs[0]
    held, superior = attitudes(panel, day), superiors(slab, day.toordinal())
    people, leading = slab.people, np.zeros(len(slab.people), dtype=np.bool_)
    leading[superior[superior >= 0]] = True
    senior = people.top | ((superior < 0) & leading)
    rows = zip(people.code.tolist(), people.name.tolist(), people.title.tolist(), senior.tolist(), strict=True)
    found = [
        Named(Candidate(code, held[code], roles.get(code, frozenset()), is_senior), name, title)
        for code, name, title, is_senior in rows
        if code in held
    ]
    return sorted(found, key=lambda one: (not one.candidate.is_senior, one.name, one.candidate.code))
