"""From facts to slabs: order, positions, intervals (spec 1.2)."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import slab as s
from renmai.analytics.table import Lookup

SLAB_CUSTOMERS: Final = 2048


def build_slabs(book: f.CustomerBook, staff: f.Staff) -> tuple[s.Slab, ...]:
    """All customers of the book in slabs of `SLAB_CUSTOMERS`, ordered by code."""
    whole = build_slab(book, staff)
    count = len(whole.customers)
    edges = range(0, count, SLAB_CUSTOMERS)
    return tuple(s.cut(whole, s.Run(edge, min(edge + SLAB_CUSTOMERS, count))) for edge in edges)


def build_slab(book: f.CustomerBook, staff: f.Staff) -> s.Slab:
    """One slab of the whole book."""
    order = np.argsort(book.customers.code, kind="stable")
    customers = s.Customers(**_ordered(book.customers, order))
    at_customer = Lookup(customers.id)
    people = _people(book.people, customers, at_customer)
    at_person = Lookup(people.id)
    opportunities = _opportunities(book.opportunities, at_customer)
    at_opportunity = Lookup(opportunities.id)
    return s.Slab(
        customers=customers,
        ownerships=_ownerships(book.ownerships, at_customer),
        account_team=_account_team(book.account_team, at_customer),
        strategy_choices=_strategy_choices(book.strategy_choices, at_customer),
        people=people,
        reporting=_reporting(book.reporting, at_person),
        attitudes=_attitudes(book.assessments, people, at_person),
        influences=_influences(book.influences, people, at_person, staff),
        opportunities=opportunities,
        members=_members(book.members, at_opportunity, at_person),
        uses=_uses(book.uses, at_opportunity),
        activities=_activities(book.activities, at_customer, at_opportunity),
        contacts=_contacts(book.contacts, at_person),
        plans=_plans(book.plans, at_customer),
    )


def _ordered(rows: Any, order: NDArray[np.intp], **replaced: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """The columns of some facts in another order; `replaced` are in the old order too."""
    columns = {name: getattr(rows, name) for name in rows.__slots__}
    return {name: column[order] for name, column in (columns | replaced).items()}


def _by_customer_and_code(customer: s.Positions, code: f.Texts) -> NDArray[np.intp]:
    by_code = np.argsort(code, kind="stable")
    return by_code[np.argsort(customer[by_code], kind="stable")]


def _people(rows: f.PersonFacts, customers: s.Customers, at_customer: Lookup) -> s.People:
    customer = at_customer(rows.customer)
    order = _by_customer_and_code(customer, rows.code)
    start = np.maximum(rows.start, customers.start[customer])
    stop = np.maximum(start, np.minimum(rows.stop, customers.stop[customer]))
    columns = _ordered(rows, order, customer=customer, start=start, stop=stop)
    columns["superior"] = Lookup(columns["id"])(columns["superior"])
    return s.People(**columns)


def _reporting(rows: f.ReportingFacts, at_person: Lookup) -> s.Reporting:
    person, superior = at_person(rows.person), at_person(rows.superior)
    order = np.lexsort((rows.start, person))
    return s.Reporting(**_ordered(rows, order, person=person, superior=superior))


def _opportunities(rows: f.OpportunityFacts, at_customer: Lookup) -> s.Opportunities:
    customer = at_customer(rows.customer)
    return s.Opportunities(**_ordered(rows, _by_customer_and_code(customer, rows.code), customer=customer))


def _ownerships(rows: f.OwnershipFacts, at_customer: Lookup) -> s.Ownerships:
    customer = at_customer(rows.customer)
    return s.Ownerships(**_ordered(rows, np.lexsort((rows.start, customer)), customer=customer))


def _account_team(rows: f.AccountTeamFacts, at_customer: Lookup) -> s.AccountTeam:
    customer = at_customer(rows.customer)
    order = np.lexsort((rows.employee, rows.start, rows.role, customer))
    return s.AccountTeam(**_ordered(rows, order, customer=customer))


def _strategy_choices(rows: f.StrategyChoiceFacts, at_customer: Lookup) -> s.StrategyChoices:
    """A choice holds until the next one; to give up a choice is one that says nothing."""
    customer = at_customer(rows.customer)
    order = np.lexsort((rows.day, customer))
    customer, start, strategy = customer[order], rows.day[order], rows.strategy[order]
    stop = _until_next(customer, start)
    table = s.StrategyChoices(customer=customer, strategy=strategy, start=start, stop=stop)
    return table.rows(strategy != f.NOTHING_CHOSEN)


def _until_next(subject: s.Positions, day: f.Days) -> f.Days:
    """When the next row of the same subject begins, `NEVER` for its last; ordered by subject and day."""
    until = np.full(len(day), f.NEVER, dtype=np.int32)
    until[:-1] = np.where(subject[1:] == subject[:-1], day[1:], f.NEVER)
    return until


def _attitudes(rows: f.AssessmentFacts, people: s.People, at_person: Lookup) -> dict[int, s.Attitudes]:
    """The last assessment on or before a day holds; a row therefore lasts until the next one."""
    person = at_person(rows.person)
    parties = np.unique(rows.party)
    return {int(party): _towards(np.flatnonzero(rows.party == party), rows, person, people) for party in parties}


def _towards(chosen: NDArray[np.intp], rows: f.AssessmentFacts, person: s.Positions, people: s.People) -> s.Attitudes:
    order = chosen[np.lexsort((rows.day[chosen], person[chosen]))]
    person, day = person[order], rows.day[order]
    until = _until_next(person, day)
    start = np.maximum(day, people.start[person])
    stop = np.minimum(until, people.stop[person])
    return s.Attitudes(person=person, start=start, stop=stop, state=rows.state[order]).rows(start < stop)


def _influences(rows: f.InfluenceFacts, people: s.People, at_person: Lookup, staff: f.Staff) -> s.Influences:
    person = at_person(rows.person)
    inner = np.where(rows.kind == f.INTERNAL, at_person(rows.influencer), -1).astype(np.int32)
    there_from, there_until = _influencer_there(rows, inner, people, staff)
    start = np.maximum.reduce([rows.start, people.start[person], there_from])
    stop = np.minimum.reduce([rows.stop, people.stop[person], there_until])
    order = np.lexsort((rows.giver, rows.influencer, rows.kind, person))
    outer = np.where(rows.kind == f.INTERNAL, f.NONE, rows.influencer)
    table = s.Influences(
        person=person,
        kind=rows.kind,
        inner=inner,
        outer=outer,
        giver=rows.giver,
        contact=rows.contact,
        start=start,
        stop=stop,
    )
    return table.rows(order[(start < stop)[order]])


def _influencer_there(
    rows: f.InfluenceFacts, inner: s.Positions, people: s.People, staff: f.Staff
) -> tuple[f.Days, f.Days]:
    """When the influencer is there: employed, counting at the customer, or (a competitor's) always."""
    start = np.full(len(rows.kind), f.EVER, dtype=np.int32)
    stop = np.full(len(rows.kind), f.NEVER, dtype=np.int32)
    within = rows.kind == f.INTERNAL
    start[within], stop[within] = people.start[inner[within]], people.stop[inner[within]]
    ours = rows.kind == f.OURS
    employed = Lookup(np.array([employee.id for employee in staff.employees], dtype=np.int64))
    at = employed(rows.giver[ours])
    start[ours] = np.array([employee.start for employee in staff.employees], dtype=np.int32)[at]
    stop[ours] = np.array([employee.stop for employee in staff.employees], dtype=np.int32)[at]
    return start, stop


def _members(rows: f.MemberFacts, at_opportunity: Lookup, at_person: Lookup) -> s.Members:
    opportunity, person = at_opportunity(rows.opportunity), at_person(rows.person)
    order = np.lexsort((person, opportunity))
    return s.Members(opportunity=opportunity[order], person=person[order])


def _uses(rows: f.UseFacts, at_opportunity: Lookup) -> s.Uses:
    opportunity = at_opportunity(rows.opportunity)
    return s.Uses(**_ordered(rows, np.argsort(opportunity, kind="stable"), opportunity=opportunity))


def _activities(rows: f.ActivityFacts, at_customer: Lookup, at_opportunity: Lookup) -> s.Activities:
    customer, opportunity = at_customer(rows.customer), at_opportunity(rows.opportunity)
    order = np.lexsort((rows.day, customer))
    return s.Activities(**_ordered(rows, order, customer=customer, opportunity=opportunity))


def _contacts(rows: f.ContactFacts, at_person: Lookup) -> s.Contacts:
    person = at_person(rows.person)
    return s.Contacts(**_ordered(rows, np.lexsort((rows.day, person)), person=person))


def _plans(rows: f.PlanFacts, at_customer: Lookup) -> s.Plans:
    customer = at_customer(rows.customer)
    return s.Plans(**_ordered(rows, np.lexsort((rows.start, customer)), customer=customer))
