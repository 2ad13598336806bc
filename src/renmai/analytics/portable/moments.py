"""What is the case on each of the three days of a question (spec 1.2 - 1.4).

Every expression here has one row per `slot` (`value`, `previous`, `year_ago`) and whatever it
speaks of, and keeps the slot's `day`.
"""

import ibis
import ibis.expr.types as ir

from renmai.analytics.portable.tables import Tables
from renmai.domain.question import OURS, Filters, Question, View, ViewKind
from renmai.domain.stance import DEGREES, VOTES

SLOTS = ("value", "previous", "year_ago")


def three_days(question: Question) -> ir.Table:
    """slot, day."""
    days = zip(SLOTS, question.comparison.days, strict=True)
    return ibis.union(*(ibis.literal(slot).name("slot").as_table().mutate(day=ibis.literal(day)) for slot, day in days))


def on_every_day(question: Question, figures: ir.Table) -> ir.Table:
    """One row per slot: sums of a slot in which there is nothing to sum are 0, averages null."""
    days = three_days(question).select(on="slot")
    found = days.left_join(figures, days.on == figures.slot).drop("slot").rename(slot="on")
    exact = [name for name, kind in figures.schema().items() if kind.is_integer() or kind.is_decimal()]
    return found.fill_null(dict.fromkeys(exact, 0))


def lasts(start: ir.DateColumn, end: ir.DateColumn, day: ir.DateColumn) -> ir.BooleanColumn:
    """Whether the day lies in `[start, end)`; an empty end is open."""
    return (start <= day) & before(day, end)


def before(day: ir.DateColumn, end: ir.DateColumn) -> ir.BooleanColumn:
    return end.isnull() | (day < end)


def filtered(customers: ir.Table, filters: Filters) -> ir.Table:
    if filters.industry is not None:
        customers = customers.filter(customers.industry == filters.industry)
    if filters.region is not None:
        customers = customers.filter(customers.region == filters.region)
    return customers.filter(customers.focus) if filters.focus else customers


def customers_on(tables: Tables, question: Question) -> ir.Table:
    """slot, day, customer: those that exist and pass the filters, in whatever scope."""
    days = three_days(question)
    customers = filtered(tables.customers, question.filters)
    exists = lasts(customers.created_on, customers.closed_on, days.day)
    return days.join(customers, [exists]).select(days.slot, days.day, customer=customers.code)


def staff(tables: Tables, view: View) -> ir.Table:
    """employee: everybody in the view, by the teams of today."""
    employees = tables.employees
    if view.kind is ViewKind.PERSONAL:
        employees = employees.filter(employees.code == view.code)
    if view.kind is ViewKind.TEAM:
        employees = employees.filter(employees.team.isin(_teams_below(tables, view.code)))
    return employees.select(employee=employees.code)


def _teams_below(tables: Tables, top: str) -> list[str]:
    """The team and all below it. Walked here: not every engine can recurse."""
    parents = {row["code"]: row["parent"] for row in tables.rows(tables.teams.select("code", "parent"))}
    found = {top}
    while more := {code for code, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def in_scope(tables: Tables, question: Question) -> ir.Table:
    """slot, day, customer: those in the view's scope, as it was owned on that day."""
    customers = customers_on(tables, question)
    if question.view.kind is ViewKind.COMPANY:
        return customers
    people = staff(tables, question.view)
    owned = tables.ownerships.join(people, tables.ownerships.employee == people.employee).select(
        tables.ownerships.customer, tables.ownerships.valid_from, tables.ownerships.valid_to
    )
    owns = lasts(owned.valid_from, owned.valid_to, customers.day)
    return customers.join(owned, [customers.customer == owned.customer, owns]).select(customers)


def at_value(moments: ir.Table) -> ir.Table:
    """Only the as-of day of the question."""
    return moments.filter(moments.slot == SLOTS[0])


def followed(tables: Tables, question: Question) -> ir.Table:
    """slot, day, customer: the customers in scope on the as-of day, wherever they exist."""
    listed = at_value(in_scope(tables, question)).select(listed="customer")
    customers = customers_on(tables, question)
    return customers.join(listed, customers.customer == listed.listed).select(customers)


def owners_on(tables: Tables, customers: ir.Table) -> ir.Table:
    """slot, customer, owner; no row where nobody owns the customer."""
    owned = tables.ownerships
    owns = lasts(owned.valid_from, owned.valid_to, customers.day)
    return customers.join(owned, [customers.customer == owned.customer, owns]).select(
        customers.slot, customers.customer, owner=owned.employee
    )


def people_on(tables: Tables, customers: ir.Table) -> ir.Table:
    """slot, day, customer, person: the key persons of these customers who count."""
    people = tables.key_people
    counts = lasts(people.joined_on, people.left_on, customers.day)
    return customers.join(people, [customers.customer == people.customer, counts]).select(
        customers.slot, customers.day, customers.customer, person=people.code
    )


def with_superiors(tables: Tables, people: ir.Table) -> ir.Table:
    """The people with `superior`: of the dated line that covers the day, else their own; nobody named is null."""
    cards = tables.key_people.select(undated="reports_to", card="code", card_customer="customer")
    people = people.join(cards, [people.customer == cards.card_customer, people.person == cards.card])
    people = people.drop("card", "card_customer")
    dated = tables.reporting.select("key_person", "valid_from", "valid_to", named="reports_to")
    holds = lasts(dated.valid_from, dated.valid_to, people.day)
    lines = people.left_join(dated, [people.person == dated.key_person, holds])
    superior = ibis.ifelse(lines.key_person.notnull(), lines.named, lines.undated)
    return lines.mutate(superior=superior).drop("undated", "key_person", "valid_from", "valid_to", "named")


def open_opportunities(tables: Tables, customers: ir.Table) -> ir.Table:
    """slot, day, customer, opportunity, amount."""
    deals = tables.opportunities
    is_open = lasts(deals.opened_on, deals.closed_on, customers.day)
    return customers.join(deals, [customers.customer == deals.customer, is_open]).select(
        customers.slot, customers.day, customers.customer, opportunity=deals.code, amount=deals.amount
    )


def held_assessments(assessments: ir.Table) -> ir.Table:
    """The assessments, each with `until`, the day from which the next one holds."""
    of_one = ibis.window(group_by=["key_person", "party"], order_by="effective_on")
    return assessments.mutate(until=assessments.effective_on.lead().over(of_one))


def with_degrees(tables: Tables, people: ir.Table, party: str) -> ir.Table:
    """The people with their three degrees towards the party; unknown is null."""
    told = tables.assessments
    towards = told.party.isnull() if party == OURS else told.party == party
    return _as_assessed(people, told.filter(towards), DEGREES)


def with_votes(tables: Tables, people: ir.Table) -> ir.Table:
    """The people with their two votes; unknown is null."""
    told = tables.assessments
    return _as_assessed(people, told.filter(told.party.isnull()), VOTES)


def _as_assessed(people: ir.Table, assessments: ir.Table, columns: tuple[str, ...]) -> ir.Table:
    held = held_assessments(assessments).select("key_person", "effective_on", "until", *columns)
    holds = lasts(held.effective_on, held.until, people.day)
    return people.left_join(held, [people.person == held.key_person, holds]).select(
        people, *(held[column] for column in columns)
    )


def insighted(people: ir.Table) -> ir.BooleanColumn:
    """Whether all three degrees and both votes are known."""
    known = [people[column].notnull() for column in (*DEGREES, *VOTES)]
    return known[0] & known[1] & known[2] & known[3] & known[4]
