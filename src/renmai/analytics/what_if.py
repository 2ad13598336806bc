"""What if: a customer as if some key persons stood otherwise, read by the same analytics as ever.

Suppositions become assessments towards us of one day, laid into the columns of a panel of one
customer; nothing of it is stored, and the panel it came from stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np

from renmai.analytics import decision_chain, decision_chain_line
from renmai.analytics import states as st
from renmai.analytics.decision_chain import Standing, Verdict
from renmai.analytics.facts import Days
from renmai.analytics.memo import Memo
from renmai.analytics.moment import slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Attitudes, Slab
from renmai.domain.question import Question
from renmai.domain.reading import Fact
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES, VOTES

OURS: Final = 0


@dataclass(frozen=True, slots=True)
class Supposition:
    """One value of a key person as it might be, as a cell of the bundle; blank is unknown."""

    person: str
    column: str
    cell: str


def supposed(panel: Panel, day: date, suppositions: Sequence[Supposition]) -> Panel:
    """The panel of one customer as if this had been assessed on the day; whoever does not count then stays."""
    slab, at = panel.slabs[0], day.toordinal()
    states = slab_moments(slab, [at], OURS)[0].states
    codes = {code: place for place, code in enumerate(slab.people.code.tolist())}
    wanted: dict[int, dict[str, str]] = defaultdict(dict)
    for one in suppositions:
        if one.person in codes and states[codes[one.person]] != st.ABSENT:
            wanted[codes[one.person]][one.column] = one.cell
    after = {place: _changed(int(states[place]), cells) for place, cells in wanted.items()}
    laid = _laid_in(slab, at, after)
    fresh = replace(slab, attitudes={**slab.attitudes, OURS: laid}, memo=Memo(), texts=Memo())
    return replace(panel, slabs=(fresh,), memo=Memo(), before=None)


def _changed(state: int, cells: Mapping[str, str]) -> int:
    """The packed state with some values changed."""
    held = st.cells_of(state) | dict(cells)
    degrees = [[int(held[name]) + 2 if held[name] else st.UNKNOWN_DEGREE] for name in DEGREES]
    votes = [[st.VOTE_WORDS.index(held[name] or "unknown")] for name in VOTES]
    return int(st.pack(np.array(degrees, np.int8), np.array(votes, np.int8))[0])


def _laid_in(slab: Slab, day: int, after: Mapping[int, int]) -> Attitudes:
    """The attitudes towards us with a new state of some persons from the day on, up to what was said next."""
    table = slab.towards(OURS)
    cut = np.isin(table.person, list(after)) & (table.start <= day) & (day < table.stop)
    earlier = table.rows(cut).with_columns(stop=np.full(int(cut.sum()), day, np.int32))
    fresh = Attitudes(
        person=np.array(list(after), np.int32),
        start=np.full(len(after), day, np.int32),
        stop=_until(slab, day, list(after)),
        state=np.array(list(after.values()), np.uint16),
    )
    joined = Attitudes.joined([table.rows(~cut), earlier.rows(earlier.start < earlier.stop), fresh])
    return joined.rows(np.lexsort((joined.start, joined.person)))


def _until(slab: Slab, day: int, people: Sequence[int]) -> Days:
    """When each person's next assessment takes over, or the person is gone."""
    table = slab.towards(OURS)
    ends = slab.people.stop[people]
    later = np.flatnonzero(table.start > day)
    place = {person: at for at, person in enumerate(people)}
    for row in later[::-1].tolist():  # the first one later wins
        if int(table.person[row]) in place:
            ends[place[int(table.person[row])]] = table.start[row]
    return np.asarray(ends, np.int32)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a live chain stands: the reading with its facts, and per degree average, grade, lead and known number.

    `features` are the known ones of all there are to be known of its members.
    """

    verdict: Verdict
    average: Mapping[str, float | None]
    grade: Mapping[str, str]
    lead: Mapping[str, float | None]
    ours: Standing
    features: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A chain as it is and as it would be."""

    before: Outlook
    after: Outlook

    @property
    def gone(self) -> tuple[Fact, ...]:
        """Facts that would no longer keep the chain from being open."""
        return _without(self.before.verdict.facts, self.after.verdict.facts)

    @property
    def new(self) -> tuple[Fact, ...]:
        return _without(self.after.verdict.facts, self.before.verdict.facts)


def _without(some: tuple[Fact, ...], others: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(one for one in some if one not in others)


def outcome(panel: Panel, question: Question, opportunity: str, suppositions: Sequence[Supposition]) -> Outcome | None:
    """What the suppositions would do to a chain on the question's day; None where nothing can be read."""
    before = outlook(panel, question, opportunity)
    after = outlook(supposed(panel, question.as_of, suppositions), question, opportunity) if suppositions else before
    return Outcome(before, after) if before and after else None


def outlook(panel: Panel, question: Question, opportunity: str) -> Outlook | None:
    """None while the chain is not open, or nobody of it counts."""
    day = question.as_of
    verdict = decision_chain.verdict_on(panel, day, opportunity)
    row = next(_rows(panel, question, opportunity), None)
    if verdict is None or row is None:
        return None
    return Outlook(
        verdict=verdict,
        average={degree: row[degree] for degree in DEGREES},
        grade=row["grades"],
        lead=row["lead"],
        ours=decision_chain.standings(panel, day, opportunity)[None],
        features=decision_chain.features_known(panel, day, opportunity),
    )


def _rows(panel: Panel, question: Question, opportunity: str) -> Iterator[dict[str, Any]]:
    rows = decision_chain_line.listing(panel, question, EVERYTHING)[:]
    return (row for row in rows if row["opportunity"] == opportunity)
