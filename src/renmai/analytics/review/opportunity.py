"""What became of opportunities and of the readings of their decision chains, and what is at risk, by amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import decision_chain_line
from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.chain_moment import chains_in
from renmai.analytics.facts import NEVER, Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists.decision_chain import customer_of_opportunities
from renmai.analytics.lists.keys import column
from renmai.analytics.metric import money, plain
from renmai.analytics.moment import graded, moment, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.reading_codes import READINGS, reading_codes
from renmai.analytics.review.customer import employee, rendered
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.analytics.stale import NEVER_ASSESSED, assessed
from renmai.domain.question import Question
from renmai.domain.review import SOON, OpportunityTurn, Risk

NO_READING: Final = len(READINGS)
"""The code of an opportunity without anybody in its chain, or not open."""
OF_READINGS: Final = (Risk.BLOCKED, Risk.UNSAFE, Risk.CONTESTED)
"""In the order of `READINGS`."""
Codes = NDArray[np.int8]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Stake:
    """How many open opportunities something is true of, and their amount."""

    number: int
    amount: Decimal


def open_on(panel: Panel, day: date) -> Flags:
    """[O]: the opportunities that are open on the day."""
    at = day.toordinal()
    return np.asarray(
        (column(panel, "opportunities", "opened") <= at) & (at < column(panel, "opportunities", "closed"))
    )


def in_view(panel: Panel, question: Question, day: date) -> Flags:
    """[O]: the opportunities of customers in the view on the day."""
    chosen: Flags = in_scope(panel, question, moment(panel, day, 0))[customer_of_opportunities(panel)]
    return chosen


def readings_on(panel: Panel, day: date) -> Codes:
    """[O]: codes of `READINGS`, `NO_READING` for whatever is not open with a member who counts."""
    return panel.memo.through(("readings", day), lambda: _readings_on(panel, day))


def _readings_on(panel: Panel, day: date) -> Codes:
    live = chains_in(panel, day, 0, np.ones(panel.customer_offsets[-1], np.bool_)).place
    codes = np.full(panel.opportunity_offsets[-1], NO_READING, np.int8)
    codes[live] = reading_codes(panel, day)[live]
    return codes


def turn_flags(panel: Panel, question: Question, since: date) -> dict[OpportunityTurn, Flags]:
    """[O] each: what became of opportunities since the day, at customers in the view now; the last turn counts."""
    opened, closed, status = (column(panel, "opportunities", name) for name in ("opened", "closed", "status"))
    first, last = since.toordinal(), question.as_of.toordinal()
    mine = in_view(panel, question, question.as_of)
    is_closed = mine & (first < closed) & (closed <= last)
    won, lost = is_closed & (status == f.WON), is_closed & (status == f.LOST)
    is_opened = mine & (first < opened) & (opened <= last) & ~won & ~lost
    return {OpportunityTurn.WON: won, OpportunityTurn.LOST: lost, OpportunityTurn.OPENED: is_opened}


def turned_stakes(panel: Panel, question: Question, since: date) -> dict[OpportunityTurn, Stake]:
    amount = column(panel, "opportunities", "amount")
    return {turn: _stake(amount[flags]) for turn, flags in turn_flags(panel, question, since).items()}


def turned(panel: Panel, question: Question, since: date) -> Listing:
    """Opened, won or lost since the day; by amount, then place."""
    found = turn_flags(panel, question, since)
    places = _largest_first(panel, np.flatnonzero(np.logical_or.reduce(list(found.values()))))

    def row(place: int, number: int, at: int) -> Row:
        turn = next(turn for turn, flags in found.items() if flags[place])
        table = panel.slabs[number].opportunities
        on = (table.opened if turn is OpportunityTurn.OPENED else table.closed)[at]
        return _deal(panel, number, at) | {"turn": turn, "on": date.fromordinal(int(on))}

    return Listing(places, lambda some: rendered(some, panel.opportunity_offsets, row))


def read_otherwise(panel: Panel, question: Question, since: date) -> Listing:
    """Open ones whose chain reads otherwise than on the day, or came or went; by amount, then place."""
    now, then = readings_on(panel, question.as_of), readings_on(panel, since)
    mine = open_on(panel, question.as_of) & in_view(panel, question, question.as_of)
    places = _largest_first(panel, np.flatnonzero(mine & (now != then)))

    def row(place: int, number: int, at: int) -> Row:
        ends = {"before": _reading(then[place]), "after": _reading(now[place])}
        # A chain that came or went is neither better nor worse.
        better = int(np.sign(int(now[place]) - int(then[place]))) if all(ends.values()) else 0
        return _deal(panel, number, at) | ends | {"better": better}

    return Listing(places, lambda some: rendered(some, panel.opportunity_offsets, row))


def _reading(code: int) -> str:
    return "" if code == NO_READING else READINGS[code].value


def _largest_first(panel: Panel, places: Places) -> Places:
    return places[np.argsort(-column(panel, "opportunities", "amount")[places], kind="stable")]


def _deal(panel: Panel, number: int, at: int) -> Row:
    slab: Slab = panel.slabs[number]
    table, customer = slab.opportunities, int(slab.opportunities.customer[at])
    return {
        "code": str(table.code[at]),
        "name": str(table.name[at]),
        "customer": str(slab.customers.code[customer]),
        "customer_name": str(slab.customers.name[customer]),
        "amount": plain(money(int(table.amount[at]))),
        "owner": employee(panel, int(table.owner[at])),
    }


def by_reading(panel: Panel, question: Question, day: date) -> dict[str, Stake]:
    """The open opportunities of the view on a day by reading, worst first; blank for those without a chain."""
    mine = open_on(panel, day) & in_view(panel, question, day)
    codes, amount = readings_on(panel, day), column(panel, "opportunities", "amount")
    return {_reading(code): _stake(amount[mine & (codes == code)]) for code in range(NO_READING + 1)}


def _stake(amount: NDArray[Any]) -> Stake:
    return Stake(len(amount), money(sum(amount.tolist())))


@dataclass(frozen=True, eq=False)
class Risks:
    """`flags` by risk, each [O] over the panel; only of opportunities of the view that are open on the day."""

    panel: Panel
    question: Question
    flags: dict[Risk, Flags]

    def stakes(self) -> dict[Risk, Stake]:
        amount = column(self.panel, "opportunities", "amount")
        return {risk: _stake(amount[flags]) for risk, flags in self.flags.items()}

    def listing(self, only: Risk | None = None) -> Listing:
        """What is at risk, or at one risk, by amount, then place."""
        chosen = self.flags[only] if only else np.logical_or.reduce(list(self.flags.values()))
        places = _largest_first(self.panel, np.flatnonzero(chosen))
        return Listing(places, self._rows)

    def _rows(self, places: Places) -> list[Row]:
        chains = decision_chain_line.rendered(self.panel, self.question, places)
        at = by_slab(places, self.panel.opportunity_offsets)
        return [self._row(*one) for one in zip(places.tolist(), at, chains, strict=True)]

    def _row(self, place: int, in_slab: tuple[int, int], chain: Row) -> Row:
        number, at = in_slab
        expected = int(self.panel.slabs[number].opportunities.expected[at])
        has_chain = not self.flags[Risk.NO_CHAIN][place]
        said = expected != NEVER
        return _deal(self.panel, number, at) | {
            "stage": chain["stage"],
            "reading": chain["reading"] if has_chain else "",
            "facts": chain["facts"] if has_chain else [],
            "risks": [risk for risk, flags in self.flags.items() if flags[place]],
            "expected_on": date.fromordinal(expected) if said else None,
            "days": expected - self.question.as_of.toordinal() if said else None,
        }


def risks(panel: Panel, question: Question) -> Risks:
    return panel.memo.through(("risks", question), lambda: _risks(panel, question))


def _risks(panel: Panel, question: Question) -> Risks:
    day = question.as_of
    mine = open_on(panel, day) & in_view(panel, question, day)
    readings = readings_on(panel, day)
    days = column(panel, "opportunities", "expected").astype(np.int64) - day.toordinal()
    said = column(panel, "opportunities", "expected") != NEVER
    found = {
        **{risk: readings == code for code, risk in enumerate(OF_READINGS)},
        Risk.NO_CHAIN: readings == NO_READING,
        Risk.BEHIND: _behind(panel, day),
        Risk.OVERDUE: said & (days < 0),
        Risk.CLOSING: said & (days >= 0) & (days <= SOON),
        Risk.STALE: _stale(panel, day),
    }
    return Risks(panel, question, {risk: flags & mine for risk, flags in found.items()})


def _behind(panel: Panel, day: date) -> Flags:
    """[O]: the live chains in which, in every degree, some competitor's average is above ours."""
    everybody = np.ones(panel.customer_offsets[-1], np.bool_)
    ours = chains_in(panel, day, 0, everybody)
    theirs = _best([chains_in(panel, day, one.id, everybody).degrees for one in panel.roster.competitors], ours.degrees)
    average = graded(ours.degrees)[2]
    # What is unknown compares as false.
    flags = np.zeros(panel.opportunity_offsets[-1], np.bool_)
    flags[ours.place] = (average < theirs).all(axis=0)
    return flags


def _best(degrees: Sequence[NDArray[Any]], ours: NDArray[Any]) -> NDArray[np.float64]:
    """[3, chains]: the best competitor's average, NaN where none is known."""
    best = np.full((3, ours.shape[-1]), np.nan)
    for one in degrees:
        best = np.fmax(best, graded(one)[2])
    return best


def _stale(panel: Panel, day: date) -> Flags:
    """[O]: in whose chain somebody's values have grown stale."""
    parts = [np.zeros(0, np.bool_)]
    for slab in panel.slabs:
        at, said = day.toordinal(), assessed(slab, day.toordinal())
        counts = slab_moments(slab, [at], 0)[0].states != st.ABSENT
        old = counts & (said != NEVER_ASSESSED) & (at - said > panel.policy.stale_days)
        flags = np.zeros(len(slab.opportunities), np.bool_)
        flags[slab.members.opportunity[old[slab.members.person]]] = True
        parts.append(flags)
    return np.concatenate(parts)
