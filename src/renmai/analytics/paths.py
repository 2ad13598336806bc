"""Paths of influence: who can move a key person, directly or through people inside (docs/metrics/paths.md).

A `panel` here holds the person's customer only (`customer.alone`): what a look costs grows with the
customer's influences, never with the company's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.key_person import swayed_on
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.domain.look import note
from renmai.domain.stance import DEGREES

OURS: Final = 0
MOST_HOPS: Final = 3
"""From one inner person to the next: who is further away has no hold on the person."""
LENGTHS: Final = 2
"""The shortest paths, and the next longer ones."""
MOST_PATHS: Final = 50
"""Of one side: a customer where everybody sways everybody has more of them than anybody reads."""
WEAKNESS: Final = (2, 1, 0, None, -1, -2)
"""Closeness from the best to the worst person to go through; one that is unknown may be either."""
_WEAKNESS_OF_CODE: Final = [WEAKNESS.index(value) for value in (-2, -1, 0, 1, 2, None)]


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """Somebody on a path; `kind` as of an influence. `code` of a competitor's person is the competitor's."""

    kind: str
    code: str
    name: str
    employee: int = 0
    """The id of one of ours who is named."""


@dataclass(frozen=True, slots=True)
class Path:
    """From who begins, through people inside, to the person.

    `closeness` is that of those in between towards whoever begins, None where it is unknown.
    """

    steps: tuple[Step, ...]
    closeness: tuple[int | None, ...]

    @property
    def strength(self) -> tuple[int, int]:
        """The lower, the stronger: by the weakest person in between, then by length."""
        return max((WEAKNESS.index(value) for value in self.closeness), default=0), len(self.steps)

    @property
    def rank(self) -> tuple[int, int, tuple[tuple[str, str], ...]]:
        """Shorter first, then by the weakest person in between, then by codes."""
        weakest, length = self.strength
        return length, weakest, tuple((step.code, step.name) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Paths:
    """Ranked; competitors' are those of each competitor together."""

    ours: list[Path]
    competitors: list[Path]


Side = Mapping[Step, set[int]]
"""Who begins, and the positions of the persons whom they sway themselves."""


@dataclass(frozen=True, slots=True)
class _Inside:
    """The influences inside the customer on a day, both ways, by position (which is in order of codes)."""

    sways: Mapping[int, set[int]]
    swayed_by: Mapping[int, set[int]]


def paths_to(panel: Panel, day: date, person: str) -> Paths:
    """The shortest and second-shortest simple paths to a key person from us, and from each competitor."""
    slab, at = panel.slabs[0], day.toordinal()
    found = np.flatnonzero(slab.people.code == person)
    if not len(found):
        return Paths([], [])
    inside, sides = _inside(slab, at), _sides(panel, at)
    ranked = {
        party: [
            _told(slab, at, party, one)
            for one in _Search(inside, side, int(found[0]), _weakness(slab, at, party)).shortest()
        ]
        for party, side in sides.items()
    }
    theirs = [path for party, paths in ranked.items() if party != OURS for path in paths]
    return Paths(ranked.get(OURS, []), sorted(theirs, key=lambda path: path.rank))


def _inside(slab: Slab, day: int) -> _Inside:
    table = slab.influences
    sways: dict[int, set[int]] = defaultdict(set)
    swayed_by: dict[int, set[int]] = defaultdict(set)
    for row in swayed_on(slab, day).tolist():
        if table.kind[row] == f.INTERNAL:
            person, inner = int(table.person[row]), int(table.inner[row])
            sways[inner].add(person)
            swayed_by[person].add(inner)
    return _Inside(sways, swayed_by)


def _sides(panel: Panel, day: int) -> dict[int, Side]:
    """By party, ours being 0."""
    slab, roster = panel.slabs[0], panel.roster
    table = slab.influences
    sides: dict[int, dict[Step, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in swayed_on(slab, day).tolist():
        kind, outer, person = int(table.kind[row]), int(table.outer[row]), int(table.person[row])
        if kind == f.OURS:
            employee = roster.influencer(outer)
            sides[OURS][Step("ours", employee.code, employee.name, employee.id)].add(person)
        elif kind == f.COMPETITOR:
            competitor = roster.competitor_of_id[outer]
            name = str(table.contact[row]) or competitor.name
            sides[outer][Step("competitor", competitor.code, name)].add(person)
    return dict(sides)


def _weakness(slab: Slab, day: int, party: int) -> list[int]:
    """[P]: the place in `WEAKNESS` of each person's closeness towards a party; of one who is absent the last."""
    states = slab_moments(slab, [day], party)[0].states
    codes = st.DEGREE_CODE[DEGREES.index("closeness"), states].tolist()
    return [_WEAKNESS_OF_CODE[code] if code != st.ABSENT_DEGREE else len(WEAKNESS) - 1 for code in codes]


Walk = tuple[int, ...]
"""Positions of people inside, the last one being the person."""


@dataclass(frozen=True, slots=True)
class _Search:
    """The walks of one side to a person; `weakness` [P] as of `_weakness`."""

    inside: _Inside
    side: Side
    person: int
    weakness: Sequence[int]

    def shortest(self) -> Iterator[tuple[Step, Walk]]:
        """Ranked; of the first `LENGTHS` lengths that there are, and at most `MOST_PATHS`."""
        left, lengths = MOST_PATHS, LENGTHS
        for hops in range(MOST_HOPS + 1):
            some = list(islice(self._of_length(hops), left))
            yield from some
            left, lengths = left - len(some), lengths - bool(some)
            if not (left and lengths):
                return

    def _of_length(self, hops: int) -> Iterator[tuple[Step, Walk]]:
        """All of one length, ranked: those through nobody weaker than the best come first, and so on."""
        for most in range(len(WEAKNESS)):
            nearer = self._nearer(hops, most)
            for step in sorted(self.side):
                for first in sorted(self.side[step] & nearer[hops]):
                    yield from ((step, walk) for walk in self._onwards(nearer, (first,)) if self._weakest(walk) == most)

    def _nearer(self, hops: int, most: int) -> list[set[int]]:
        """By number of hops, who reaches the person in exactly as many, through nobody weaker than `most`."""
        levels = [{self.person}]
        for _ in range(hops):
            before = {one for reached in levels[-1] for one in self.inside.swayed_by.get(reached, ())}
            levels.append({one for one in before if one != self.person and self.weakness[one] <= most})
        return levels

    def _onwards(self, nearer: Sequence[set[int]], walk: Walk) -> Iterator[Walk]:
        """The walks to the person that begin like this one and meet nobody twice."""
        left = len(nearer) - len(walk)
        if not left:
            yield walk
            return
        for one in sorted(self.inside.sways.get(walk[-1], set()) & nearer[left - 1]):
            if one not in walk:
                yield from self._onwards(nearer, (*walk, one))

    def _weakest(self, walk: Walk) -> int:
        return max((self.weakness[one] for one in walk[:-1]), default=0)


def _told(slab: Slab, day: int, party: int, found: tuple[Step, Walk]) -> Path:
    step, walk = found
    people = slab.people
    note(step.employee, int(people.id[walk[0]]))
    states = slab_moments(slab, [day], party)[0].states
    d = DEGREES.index("closeness")
    inner = (Step("internal", str(people.code[one]), str(people.name[one])) for one in walk)
    closeness = (int(st.STANCE[d, states[one]]) if st.DEGREE_KNOWN[d, states[one]] else None for one in walk[:-1])
    return Path((step, *inner), tuple(closeness))
