"""Decision chain line 決策鏈主線 (spec 1.6): the open deals, and the people who decide them.

| figure | of | null |
|---|---|---|
| trend.chains, amount | chains open on the day with at least one member who counts | never |
| trend.closeness, solution, price | mean over all distinct members | nothing known |
| degrees.*.*.chains, average | as in the customer line, the set being a chain's members | no such chain |
| lead | our average minus the best competitor's over the members | one of them unknown |
"""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import contest
from renmai.analytics import states as st
from renmai.analytics.cell import Cell
from renmai.analytics.chain_moment import Chains, chains_in, live_members
from renmai.analytics.customer_line import grade_measures, means
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import by_slab
from renmai.analytics.key_person_line import listing_of, people_in_cell
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import compare, money, plain, ratio
from renmai.analytics.moment import GRADES, graded, moment, slab_moments
from renmai.analytics.panel import Panel
from renmai.analytics.presence import Asked, Presence, people_on
from renmai.analytics.same_persons import those_staying
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Positions, Slab
from renmai.analytics.spans import customers_in_scope, merged
from renmai.analytics.trend import Series, line_trend
from renmai.domain.question import OURS, Question
from renmai.domain.reading import Member, facts, reading
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, VoteAnswer


def figures(panel: Panel, question: Question) -> dict[str, Any]:
    """`trend` and `degrees` of the contract, as metrics."""
    return dict(compare(*(_measures(chains_in_scope(panel, question, day)) for day in question.comparison.days)))


def chains_in_scope(panel: Panel, question: Question, day: date) -> Chains:
    """The live chains of the view and filters on the day."""
    party = panel.party_id(question.party)
    return panel.memo.through(
        ("chains in scope", day, question.view, question.party, question.filters),
        lambda: chains_in(panel, day, party, in_scope(panel, question, moment(panel, day, party))),
    )


def _measures(chains: Chains) -> dict[str, Any]:
    _, _, average, grade = graded(chains.degrees)
    return {"trend": _trend(chains), "degrees": grade_measures(grade, average, "chains")}


def _trend(chains: Chains) -> dict[str, Any]:
    known, total, _, _ = (column[:, 0] for column in graded(chains.deciders[..., None]))
    return {
        "chains": len(chains.place),
        "amount": money(sum(chains.amount.tolist())),
        **means(total, known),
    }


def listing(panel: Panel, question: Question, scope: Scope, cell: Cell | None = None) -> Listing:
    """The chains in scope, or those of one cell, by amount descending, then opportunity."""
    del scope  # every chain of a view one may see may be seen
    chains = chains_in_scope(panel, question, question.as_of)
    chosen = np.arange(len(chains.place))
    if cell is not None:
        chosen = np.flatnonzero(_in_cell(panel, question, chains, cell))
    codes = _codes(panel, chains.place[chosen])
    by_code = np.argsort(codes, kind="stable")
    order = chosen[by_code[np.argsort(-chains.amount[chosen][by_code], kind="stable")]]
    return Listing(chains.place[order], lambda some: rendered(panel, question, some))


def rendered(panel: Panel, question: Question, places: NDArray[np.intp]) -> list[Row]:
    """Opportunities, by their place in the panel, as rows of the contract."""
    rows = _Rows(panel, question)
    return [rows.row(*at) for at in by_slab(places, panel.opportunity_offsets)]


def _in_cell(panel: Panel, question: Question, chains: Chains, cell: Cell) -> Flags:
    """[chains]: which of them a number stands for."""
    cell.require(offered=cell.is_graded or (cell.is_lead and not question.ours))
    if cell.is_lead:
        return contest.held(standings(panel, question, question.as_of), cell)
    grade = graded(chains.degrees)[-1][DEGREES.index(cell.measure)]
    return np.isin(grade, [GRADES.index(one) for one in cell.grades])


def people_listing(panel: Panel, question: Question, scope: Scope, cell: Cell | None = None) -> Listing:
    """The distinct members of the chains in scope, or those of one cell, by customer, then code."""
    del scope  # every member of a chain one may see may be seen
    places = people_on(panel, question, presence, question.as_of)
    if cell is not None:
        cell.require(offered=cell.is_of_people)
    if cell is not None and not cell.is_members:
        places = places[people_in_cell(panel, question, places, cell)]
        places = those_staying(panel, question, presence, cell, places)
    return listing_of(panel, question, places)


def standings(panel: Panel, question: Question, day: date) -> contest.Standings:
    """[3, chains in scope], in the order of `chains_in`: whether we lead the competitor of the question."""
    theirs, ours = chains_in_scope(panel, question, day), chains_in_scope(panel, replace(question, party=OURS), day)
    sides = [graded(chains.degrees) for chains in (ours, theirs)]
    return contest.compared(*((total, known) for known, total, _, _ in sides))


def _codes(panel: Panel, places: Any) -> Any:
    codes = [
        str(panel.slabs[number].opportunities.code[at]) for number, at in by_slab(places, panel.opportunity_offsets)
    ]
    return np.array(codes, dtype=np.dtypes.StringDType())


class _Rows:
    """Renders chains as rows of the contract."""

    def __init__(self, panel: Panel, question: Question) -> None:
        self.panel = panel
        self.question = question
        self.day = question.as_of.toordinal()
        self.party = panel.party_id(question.party)

    def row(self, number: int, at: int) -> Row:
        """One chain: slab number and position of its opportunity."""
        slab = self.panel.slabs[number]
        opportunity = slab.opportunities
        states = slab_moments(slab, [self.day], self.party)[0].states
        people = live_members(slab, at, states)
        average, grade = _degrees_of(states[people])
        return {
            "opportunity": str(opportunity.code[at]),
            "name": str(opportunity.name[at]),
            "customer": str(slab.customers.code[opportunity.customer[at]]),
            "amount": plain(money(int(opportunity.amount[at]))),
            "stage": str(opportunity.stage[at]),
            "focus": bool(opportunity.focus[at]),
            "members": len(people),
            **dict(zip(DEGREES, average, strict=True)),
            "grades": dict(zip(DEGREES, grade, strict=True)),
            **self._reading(slab, people, states),
            "lead": lead(self.panel, slab, people, self.day) if self.question.ours else dict.fromkeys(DEGREES),
        }

    def _reading(self, slab: Slab, people: Positions, states: Any) -> Row:
        if not self.question.ours:
            return {"reading": None, "facts": []}
        found = facts(
            [member_of(str(slab.people.code[at]), int(states[at])) for at in people.tolist()], self.panel.policy
        )
        told = [{"code": fact.code.value} | ({"person": fact.person} if fact.person else {}) for fact in found]
        return {"reading": reading(found).value, "facts": told}


def lead(panel: Panel, slab: Slab, people: Positions, day: int) -> dict[str, float | None]:
    """Per degree, our average of some persons minus the best competitor's; None without both."""
    ours = _towards(slab, people, day, 0)
    rivals = [_towards(slab, people, day, rival.id) for rival in panel.roster.competitors]
    leads: dict[str, float | None] = {}
    for d, degree in enumerate(DEGREES):
        theirs = [value for rival in rivals if (value := rival[d]) is not None]
        mine = ours[d]
        leads[degree] = None if mine is None or not theirs else mine - max(theirs)
    return leads


def _towards(slab: Slab, people: Positions, day: int, party: int) -> list[float | None]:
    if party not in slab.attitudes:
        return [None, None, None]
    return _degrees_of(slab_moments(slab, [day], party)[0].states[people])[0]


def _degrees_of(states: Any) -> tuple[list[float | None], list[str]]:
    """The three averages and grades of some persons."""
    counts = np.stack([np.bincount(st.DEGREE_CODE[d, states], minlength=6)[:6] for d in range(3)])
    known, total, _, grade = (column[:, 0].tolist() for column in graded(counts[..., None]))
    return [ratio(total[d], known[d]) for d in range(3)], [GRADES[code].value for code in grade]


def member_of(code: str, state: int) -> Member:
    """A chain member of this code in a packed state."""
    degrees = [int(st.STANCE[d, state]) if st.DEGREE_KNOWN[d, state] else None for d in range(3)]
    veto, approver = (VoteAnswer(st.VOTE_WORDS[code]) for code in st.VOTE_CODE[:, state])
    return Member(code, (degrees[0], degrees[1], degrees[2]), veto, approver)


def series(panel: Panel, question: Question, days: tuple[date, ...]) -> Series:
    trend = line_trend(panel, question, presence, days)
    return Series(trend, {"chains": trend.subjects, "amount": trend.money, **trend.means})


def presence(slab: Slab, asked: Asked) -> Presence:
    """When chains are live (open, with a member who counts) and persons are a member of a live one."""
    deals, people = slab.opportunities, slab.people
    deal, person = slab.members.opportunity, slab.members.person
    start = np.maximum(deals.opened[deal], people.start[person])
    stop = np.minimum(deals.closed[deal], people.stop[person])
    customers = customers_in_scope(slab, asked.question, asked.employees)
    start, stop, row = customers.cut(deals.customer[deal], start, np.maximum(start, stop))
    live, deciders = merged(deal[row], start, stop), merged(person[row], start, stop)
    key = np.arange(len(people), dtype=np.int32)
    return Presence(live.start, live.stop, deciders, key, deals.amount[live.of])
