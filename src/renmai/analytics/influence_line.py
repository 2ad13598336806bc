"""Influence line 影響力主線 (spec 1.6): the key persons whom our people can deeply sway.

*Known persons* are distinct: two employees who know one person count it once. Towards us they are
those of the view's employees, wherever the customer belongs; in a competitor's view those whom
that competitor sways at the customers in scope.

| figure | of | null |
|---|---|---|
| figures.potential | known persons / all key persons of the company | no key persons |
| figures.contribution_count, _amount | won with influence used / all won, from 1 January to the day | nothing won |
"""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import contest
from renmai.analytics import facts as f
from renmai.analytics.cell import Cell
from renmai.analytics.facts import Flags, Ids
from renmai.analytics.influence_use import contribution
from renmai.analytics.key_person import PeopleOnDay, by_slab, states_on, swayed_on
from renmai.analytics.key_person_line import people_in_cell
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import compare, ratio
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.presence import Asked, Presence
from renmai.analytics.roster import among
from renmai.analytics.same_persons import those_staying
from renmai.analytics.scoping import all_existing, employees_of, in_scope, passes
from renmai.analytics.slab import Influences, Slab
from renmai.analytics.spans import customers_in_scope, merged
from renmai.analytics.tally import Tally
from renmai.analytics.trend import Series, line_trend
from renmai.domain.look import note, unnoted
from renmai.domain.question import Question, ViewKind
from renmai.domain.scope import Scope

MASKED = ("code", "customer", "department", "title", "closeness")
"""What anybody who sees the line sees of a person; the owner is added."""


def figures(panel: Panel, question: Question) -> dict[str, Any]:
    """`trend`, `degrees` and `figures` of the contract, as metrics."""
    return dict(compare(*(_measures(panel, question, day) for day in question.comparison.days)))


def _measures(panel: Panel, question: Question, day: date) -> dict[str, Any]:
    tally = _tally(panel, question, day)
    everybody = moment(panel, day, 0)
    people = int(everybody.people[all_existing(panel, question, everybody)].sum())
    measures = {
        "trend": _trend(tally),
        "degrees": tally.groups(),
        "figures": {"potential": ratio(tally.people, people)},
    }
    if question.ours:
        measures["figures"] |= contribution(panel, question, day).shares
    return measures


def _tally(panel: Panel, question: Question, day: date) -> Tally:
    return Tally.of(states_on(panel, day, panel.party_id(question.party))[known_persons(panel, question, day)])


def _trend(tally: Tally) -> dict[str, Any]:
    return {"known": tally.people, "uninsighted": tally.uninsighted, **tally.means()}


def known_persons(panel: Panel, question: Question, day: date) -> NDArray[np.intp]:
    """The places of the distinct persons with an influence in scope on the day."""
    key = ("known persons", day, question.view, question.party, question.filters, question.own)
    return panel.memo.through(key, lambda: _known_persons(panel, question, day))


def _known_persons(panel: Panel, question: Question, day: date) -> NDArray[np.intp]:
    found: list[NDArray[np.intp]] = [np.zeros(0, np.intp)]
    for number, slab, rows in _rows_in_scope(panel, question, day):
        found.append(np.unique(slab.influences.person[rows]).astype(np.intp) + panel.person_offsets[number])
    return np.concatenate(found)


def _rows_in_scope(panel: Panel, question: Question, day: date) -> Iterator[tuple[int, Slab, NDArray[np.intp]]]:
    """Per slab, the rows of the influences in scope on the day."""
    customers = _customers_of_line(panel, question, day)
    employees = employees_of(panel, question) if question.ours else None
    kind = f.OURS if question.ours else f.COMPETITOR
    for number, slab in enumerate(panel.slabs):
        rows, table = swayed_on(slab, day.toordinal()), slab.influences
        allowed = customers[panel.customer_offsets[number] : panel.customer_offsets[number + 1]]
        kept = (table.kind[rows] == kind) & allowed[slab.people.customer[table.person[rows]]]
        if employees is not None:
            kept &= among(_influencers(table, question)[rows], employees)
        if not question.ours:
            kept &= table.outer[rows] == panel.party_id(question.party)
        yield number, slab, rows[kept]


def _influencers(table: Influences, question: Question) -> Ids:
    """Who sways, so far as the asker may know: in one's own view also what one has told nobody."""
    return table.giver if question.own else table.outer


def _customers_of_line(panel: Panel, question: Question, day: date) -> Flags:
    """[C]: ours is about the employees in scope, whoever owns the customer; a competitor's is not."""
    at = moment(panel, day, 0)
    return all_existing(panel, question, at) if question.ours else in_scope(panel, question, at)


def listing(
    panel: Panel, question: Question, scope: Scope, cell: Cell | None = None, *, tells: bool = False
) -> Listing:
    """The known persons, or those of one cell, by customer, then code; masked (spec 1.6).

    Votes have no cells here: a list by votes would tell the votes of masked persons.
    """
    places = known_persons(panel, question, question.as_of)
    if cell is not None:
        counts_people = cell.is_grouped and not cell.is_vote
        cell.require(offered=counts_people or (cell.is_lead and not question.ours))
        places = places[people_in_cell(panel, question, places, cell)]
        places = those_staying(panel, question, presence, cell, places)
    masked = MaskedPeople(panel, question, scope, tells=tells)
    return Listing(places, lambda some: [masked.row(*at) for at in by_slab(some, panel.person_offsets)])


def standings(panel: Panel, question: Question, day: date) -> contest.Standings:
    """[3, persons whom the competitor can sway], by place: whether we lead with them."""
    return contest.compared_people(panel, question, day, known_persons(panel, question, day))


class MaskedPeople:
    """Rows with a name only where the viewer may see the customer on the day.

    `tells`: whoever asks is also told who can sway a person.
    """

    def __init__(self, panel: Panel, question: Question, scope: Scope, *, tells: bool = False) -> None:
        self.tells = tells
        self.panel = panel
        self.scope = scope
        self.people = PeopleOnDay(panel, question.as_of, panel.party_id(question.party))
        self.owners = moment(panel, question.as_of, 0).owner
        one = panel.roster.employee_of_code.get(question.view.code) if question.ours else None
        is_personal = one is not None and question.view.kind is ViewKind.PERSONAL
        self.swayed_by = one.id if one and is_personal else f.NONE  # a list of one employee's names them

    def row(self, number: int, at: int) -> Row:
        people = self.panel.slabs[number].people
        customer = int(people.customer[at]) + self.panel.customer_offsets[number]
        owner = self.panel.roster.employee_of_id.get(int(self.owners[customer]))
        code = owner.code if owner else None
        is_open = self.scope.everything or code in self.scope.employees
        with nullcontext() if is_open and self.tells else unnoted():
            full = self.people.row(number, at)
        note(self.swayed_by, int(people.id[at]))
        row = {key: full[key] for key in MASKED} | {"owner": code}
        return row | full if is_open else row


def series(panel: Panel, question: Question, days: tuple[date, ...]) -> Series:
    trend = line_trend(panel, question, presence, days)
    return Series(trend, {"known": trend.people, "uninsighted": trend.uninsighted, **trend.means})


def presence(slab: Slab, asked: Asked) -> Presence:
    """When persons are known: as long as at least one influence in scope on them lasts."""
    people, table = slab.people, slab.influences
    kept = table.rows(_of_party(slab, asked))
    person, start, stop = kept.person, kept.start, kept.stop
    if asked.party:
        customers = customers_in_scope(slab, asked.question, asked.employees)
        start, stop, row = customers.cut(people.customer[person], start, stop)
        person = person[row]
    spans = merged(person, start, stop)
    return Presence(spans.start, spans.stop, spans, np.arange(len(people), dtype=np.int32))


def _of_party(slab: Slab, asked: Asked) -> Flags:
    """Which influences are by the employees in scope at customers that pass the filters, or by the competitor."""
    table = slab.influences
    if asked.party:
        return np.asarray((table.kind == f.COMPETITOR) & (table.outer == asked.party))
    ours = (table.kind == f.OURS) & passes(slab, asked.question.filters)[slab.people.customer[table.person]]
    if asked.employees is None:
        return np.asarray(ours)
    return np.asarray(ours & among(_influencers(table, asked.question), asked.employees))
