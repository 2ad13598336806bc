"""Key person line 關鍵人主線 (spec 1.6): every person who decides, with seven features.

| figure | of | null |
|---|---|---|
| trend.people | key persons in scope | never |
| trend.uninsighted | of them, any degree towards the view's party or any vote unknown | never |
| trend.closeness, solution, price | mean of the known values | nothing known |
| degrees.*.* | persons unknown, supporting, neutral, opposing | never |
| votes.*.* | persons by vote | never |
"""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import contest
from renmai.analytics import states as st
from renmai.analytics.cell import KNOWN, UNINSIGHTED, Cell
from renmai.analytics.facts import Flags, States
from renmai.analytics.key_person import PeopleOnDay, by_slab, customer_of_people, states_on
from renmai.analytics.listing import Listing
from renmai.analytics.metric import compare
from renmai.analytics.moment import Moment, moment
from renmai.analytics.panel import Panel
from renmai.analytics.presence import of_customers
from renmai.analytics.same_persons import those_staying
from renmai.analytics.scoping import in_scope, three_moments
from renmai.analytics.tally import GROUP_CODES, Tally
from renmai.analytics.trend import Series, line_trend
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, VOTES, StanceGroup


def figures(panel: Panel, question: Question) -> dict[str, Any]:
    """`trend`, `degrees` and `votes` of the contract, as metrics."""
    pairs = zip(question.comparison.days, three_moments(panel, question), strict=True)
    return dict(compare(*(_measures(panel, question, day, at) for day, at in pairs)))


def _measures(panel: Panel, question: Question, day: date, at: Moment) -> dict[str, Any]:
    chosen = in_scope(panel, question, at)[customer_of_people(panel)]
    tally = Tally.of(states_on(panel, day, panel.party_id(question.party))[chosen])
    return {
        "trend": {"people": tally.people, "uninsighted": tally.uninsighted, **tally.means()},
        "degrees": tally.groups(),
        "votes": tally.votes(),
    }


def in_cell(states: States, cell: Cell | None) -> Flags:
    """[P]: which persons who count a number about persons stands for; None: all."""
    present = np.asarray(states != st.ABSENT)
    if cell is None:
        return present
    if cell.measure == UNINSIGHTED:
        return present & ~st.INSIGHTED[states]
    if cell.measure in VOTES:
        return np.asarray(st.VOTE_CODE[VOTES.index(cell.measure), states] == st.VOTE_WORDS.index(cell.value))
    degree = DEGREES.index(cell.measure)
    if cell.value == KNOWN:
        return np.asarray(st.DEGREE_KNOWN[degree, states])
    return np.isin(st.DEGREE_CODE[degree, states], GROUP_CODES[StanceGroup(cell.value)])


def listing(panel: Panel, question: Question, scope: Scope, cell: Cell | None = None) -> Listing:
    """The key persons in scope, or those of one cell, by customer, then code."""
    del scope  # every person of a view one may see may be seen
    places = _in_scope(panel, question, question.as_of)
    if cell is not None:
        against = cell.is_lead or cell.is_contested
        cell.require(offered=cell.is_grouped or (against and not question.ours))
        places = places[people_in_cell(panel, question, places, cell)]
        places = those_staying(panel, question, of_customers, cell, places)
    return listing_of(panel, question, places)


def _in_scope(panel: Panel, question: Question, day: date) -> NDArray[np.intp]:
    """The places of the key persons in scope on the day."""
    party = panel.party_id(question.party)
    chosen = in_scope(panel, question, moment(panel, day, party))[customer_of_people(panel)]
    return np.flatnonzero(chosen & (states_on(panel, day, party) != st.ABSENT))


def people_in_cell(panel: Panel, question: Question, places: NDArray[np.intp], cell: Cell) -> Flags:
    """[n]: which of some key persons a number about persons stands for."""
    if cell.is_lead:
        return contest.held(contest.compared_people(panel, question, question.as_of, places), cell)
    if cell.is_contested:
        return contest.contested(panel, question, question.as_of)[places]
    return in_cell(states_on(panel, question.as_of, panel.party_id(question.party))[places], cell)


def standings(panel: Panel, question: Question, day: date) -> contest.Standings:
    """[3, key persons in scope], by place: whether we lead the competitor of the question."""
    return contest.compared_people(panel, question, day, _in_scope(panel, question, day))


def listing_of(panel: Panel, question: Question, places: NDArray[np.intp]) -> Listing:
    """Some key persons with all that is known of them on the as-of day."""
    people = PeopleOnDay(panel, question.as_of, panel.party_id(question.party))
    return Listing(places, lambda some: [people.row(*at) for at in by_slab(some, panel.person_offsets)])


def people_of(panel: Panel, question: Question, scope: Scope, customer: str) -> Listing:
    """The key persons of one customer in scope; none of a customer that is not."""
    del scope
    place = panel.place_of_customer(customer)
    nobody = listing_of(panel, question, np.zeros(0, np.intp))
    if place is None:
        return nobody
    party = panel.party_id(question.party)
    if not in_scope(panel, question, moment(panel, question.as_of, party))[place]:
        return nobody
    mine = customer_of_people(panel) == place
    return listing_of(panel, question, np.flatnonzero(mine & in_cell(states_on(panel, question.as_of, party), None)))


def series(panel: Panel, question: Question, days: tuple[date, ...]) -> Series:
    trend = line_trend(panel, question, of_customers, days)
    return Series(trend, {"people": trend.people, "uninsighted": trend.uninsighted, **trend.means})
