"""Side by side with one competitor (docs/metrics/contest.md): who leads where, who is contested.

A question names the competitor and the scope. The subjects are those of the line in the
competitor's view; each line says how they stand, as codes of `STANDINGS`, [3, subjects].
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.cell import Cell
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import customer_of_people, states_on, swayed_on
from renmai.analytics.metric import compare
from renmai.analytics.moment import Counts, moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.domain.contest import Standing
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES

STANDINGS: Final = tuple(Standing)
"""A standing's code is its place here."""
Standings = NDArray[np.int8]
OfLine = Callable[[Panel, Question, date], Standings]
_OURS, _LEVEL, _THEIRS, _UNKNOWN = range(4)
SUPPORTS: Final[Flags] = np.asarray((st.STANCE > 0).any(axis=0))
"""[states]: whether some degree is known and above 0."""


def compared(ours: tuple[Counts, Counts], theirs: tuple[Counts, Counts]) -> Standings:
    """[3, n]: who leads; a party is its sums and numbers of known values, both [3, n]."""
    (total, known), (their_total, their_known) = ours, theirs
    # Crosswise, so that equal averages are equal without rounding.
    ahead = total * their_known - their_total * known
    standings: Standings = np.where(ahead > 0, np.int8(_OURS), np.where(ahead < 0, np.int8(_THEIRS), np.int8(_LEVEL)))
    standings[(known == 0) | (their_known == 0)] = _UNKNOWN
    return standings


def compared_people(panel: Panel, question: Question, day: date, places: NDArray[np.intp]) -> Standings:
    """[3, n]: who leads with each of some key persons, by their places."""
    ours, theirs = (states_on(panel, day, party)[places] for party in (0, panel.party_id(question.party)))
    return np.stack([_BY_CODES[codes[ours] * _CODES + codes[theirs]] for codes in st.DEGREE_CODE])


_CODES: Final = st.ABSENT_DEGREE + 1


def _by_codes() -> Standings:
    """[our code × `_CODES` + theirs]: who leads with one person; a degree code grows with the stance."""
    ours, theirs = np.indices((_CODES, _CODES)).reshape(2, -1)
    standings = np.select([ours > theirs, ours < theirs], [_OURS, _THEIRS], _LEVEL).astype(np.int8)
    standings[np.maximum(ours, theirs) >= st.UNKNOWN_DEGREE] = _UNKNOWN
    return standings


_BY_CODES: Final = _by_codes()


def held(standings: Standings, cell: Cell) -> Flags:
    """[n]: whose standing is the one that a cell of `lead` asks for."""
    degree, standing = cell.lead
    codes = standings[[*DEGREES].index(degree)]  # type: ignore[arg-type]  # the cell is checked
    return np.asarray(codes == STANDINGS.index(Standing(standing)))


def contested(panel: Panel, question: Question, day: date) -> Flags:
    """[P] over the panel: key persons in scope whom both can sway, or who support both."""
    party = panel.party_id(question.party)
    chosen = in_scope(panel, question, moment(panel, day, party))[customer_of_people(panel)]
    ours, theirs = (states_on(panel, day, one) for one in (0, party))
    both_sway = np.concatenate(
        [np.zeros(0, np.bool_), *(_both_sway(slab, day.toordinal(), party) for slab in panel.slabs)]
    )
    return np.asarray(chosen & (both_sway | (SUPPORTS[ours] & SUPPORTS[theirs])))


def _both_sway(slab: Slab, day: int, party: int) -> Flags:
    we_sway, they_sway = swayers(slab, day, party)
    return np.asarray(we_sway & they_sway)


def swayers(slab: Slab, day: int, party: int) -> tuple[Flags, Flags]:
    """[P], [P]: whom an employee of ours, and whom the competitor, can sway on the day."""
    table, rows = slab.influences, swayed_on(slab, day)
    kind, person = table.kind[rows], table.person[rows]
    we_sway, they_sway = np.zeros((2, len(slab.people)), dtype=np.bool_)
    we_sway[person[kind == f.OURS]] = True
    they_sway[person[(kind == f.COMPETITOR) & (table.outer[rows] == party)]] = True
    return we_sway, they_sway


def figures(panel: Panel, question: Question, standings: OfLine) -> dict[str, Any]:
    """`lead` per degree and standing, and `contested`, as metrics."""
    return dict(compare(*(_measures(panel, question, day, standings) for day in question.comparison.days)))


def _measures(panel: Panel, question: Question, day: date, standings: OfLine) -> dict[str, Any]:
    codes = standings(panel, question, day)
    counts = [np.bincount(codes[d], minlength=len(STANDINGS)).tolist() for d in range(len(DEGREES))]
    lead = {
        degree: {standing.value: count for standing, count in zip(STANDINGS, counts[d], strict=True)}
        for d, degree in enumerate(DEGREES)
    }
    return {"lead": lead, "contested": int(contested(panel, question, day).sum())}
