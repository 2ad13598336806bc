"""The influence line (spec 1.6, 3)."""

from typing import Final

import ibis.expr.types as ir

from renmai.analytics.portable import key_person_line
from renmai.analytics.portable.degrees import sums
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.influence import by_competitors, by_employees
from renmai.analytics.portable.metrics import Metric, Moments, Report, header
from renmai.analytics.portable.moments import (
    at_value,
    customers_on,
    filtered,
    in_scope,
    insighted,
    on_every_day,
    owners_on,
    people_on,
    staff,
    three_days,
    with_degrees,
    with_votes,
)
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import COMPANY, Question

FIRST: Final = ("code", "customer", "department", "title", "closeness", "owner")
"""What of a person is told to anybody, as the contract has it."""


def report(tables: Tables, question: Question) -> Report:
    """The contract's object with every name; an unknown view or party is the caller's to refuse."""
    trend = Moments(tables.rows(figures(tables, question)))
    uninsighted = {"known": trend.column("people"), "uninsighted": trend.column("uninsighted")}
    return header("influence", question) | {
        "trend": uninsighted | trend.averages(),
        "degrees": trend.groups(),
        "figures": _figures(tables, question, trend),
        "people": _people(tables, question),
    }


def known(tables: Tables, question: Question) -> ir.Table:
    """slot, day, customer, person, degrees, votes: each person with an influence in scope once."""
    if question.ours:
        swayed = by_employees(tables, people_on(tables, customers_on(tables, question)))
        if question.view != COMPANY:  # elsewhere only those count who are named
            scope = staff(tables, question.view)
            swayed = swayed.join(scope, swayed.influencer == scope.employee)
    else:
        swayed = by_competitors(tables, people_on(tables, in_scope(tables, question)))
        swayed = swayed.filter(swayed.influencer == question.party)
    people = swayed.select("slot", "day", "customer", "person").distinct()
    return with_votes(tables, with_degrees(tables, people, question.party))


def figures(tables: Tables, question: Question) -> ir.Table:
    """slot, the sums over the known persons, and `everybody` in the company's sight."""
    people = known(tables, question)
    found = people.group_by("slot").aggregate(**sums(people), uninsighted=people.count(where=~insighted(people)))
    all_people = people_on(tables, customers_on(tables, question))
    everybody = all_people.group_by(whole="slot").aggregate(everybody=all_people.count())
    both = everybody.left_join(found, everybody.whole == found.slot).drop("slot").rename(slot="whole")
    return on_every_day(question, both)


def contributions(tables: Tables, question: Question) -> ir.Table:
    """slot, deals won in the window, their amount, and the same of those where an influence was used."""
    days = three_days(question)
    customers = filtered(tables.customers, question.filters).select(owner_of="code")
    won = tables.opportunities.filter(tables.opportunities.status == "won")
    won = won.join(customers, won.customer == customers.owner_of).select("code", "amount", "closed_on")
    used = _used(tables, question)
    won = won.left_join(used, won.code == used.used).select("amount", "closed_on", "used")
    in_window = (won.closed_on.year() == days.day.year()) & (won.closed_on <= days.day)
    deals = days.join(won, [in_window])
    with_use = deals.used.notnull()
    found = deals.group_by("slot").aggregate(
        won=deals.count(),
        won_amount=deals.amount.sum(),
        used=deals.count(where=with_use),
        used_amount=deals.amount.sum(where=with_use),
    )
    return on_every_day(question, found)


def _used(tables: Tables, question: Question) -> ir.Table:
    """used: the closed opportunities in which somebody in scope used an influence in time."""
    uses = tables.influence_uses
    uses = uses.filter(uses.owner_confirmed_on.isnull() == uses.employee_confirmed_on.isnull())
    if question.view != COMPANY:
        scope = staff(tables, question.view)
        uses = uses.join(scope, uses.employee == scope.employee)
    uses = uses.select("opportunity", "used_on")
    deals = tables.opportunities.select("code", "closed_on")
    return (
        uses.join(deals, [uses.opportunity == deals.code, uses.used_on <= deals.closed_on])
        .select(used="code")
        .distinct()
    )


def _figures(tables: Tables, question: Question, trend: Moments) -> dict[str, Metric]:
    potential = {"potential": trend.ratio("people", "everybody")}
    if not question.ours:
        return potential
    won = Moments(tables.rows(contributions(tables, question)))
    return potential | {
        "contribution_count": won.ratio("used", "won"),
        "contribution_amount": won.ratio("used_amount", "won_amount"),
    }


def listing(tables: Tables, question: Question) -> ir.Table:
    """person, owner: the known persons of the as-of day and who owns their customers."""
    people = at_value(known(tables, question))
    owners = owners_on(tables, at_value(customers_on(tables, question))).select(owned="customer", owner="owner")
    return people.left_join(owners, people.customer == owners.owned).select("person", "owner")


def _people(tables: Tables, question: Question) -> list[Row]:
    """With everything that the key person line tells, as for a viewer who may see the customers."""
    owners = {row["person"]: row["owner"] for row in tables.rows(listing(tables, question))}
    everybody = people_on(tables, at_value(customers_on(tables, question)))
    rows = key_person_line.rows_of(tables, everybody, question.party)
    known = [row | {"owner": owners[row["code"]]} for row in rows if row["code"] in owners]
    return [{key: row[key] for key in FIRST} | row for row in known]
