"""The customer line (spec 1.6, 3)."""

from collections import defaultdict

import ibis.expr.types as ir

from renmai.analytics.portable.degrees import by_grade, graded, sums
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.metrics import Moments, Report, header
from renmai.analytics.portable.moments import (
    SLOTS,
    customers_on,
    followed,
    in_scope,
    on_every_day,
    open_opportunities,
    owners_on,
    people_on,
    with_degrees,
)
from renmai.analytics.portable.strategies import recommended
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES


def report(tables: Tables, question: Question) -> Report:
    """The contract's object; an unknown view or party is the caller's to refuse."""
    trend = Moments(tables.rows(figures(tables, question)))
    return header("customer", question) | {
        "trend": {"customers": trend.column("customers")} | trend.averages(),
        "degrees": trend.grades("customers"),
        "customers": _customers(tables, question),
    }


def standing(tables: Tables, question: Question, customers: ir.Table) -> ir.Table:
    """The customers with the sums, averages and grades of their key persons towards the party."""
    people = with_degrees(tables, people_on(tables, customers), question.party)
    known = people.group_by(at="slot", of="customer").aggregate(**sums(people))
    each = customers.left_join(known, [customers.slot == known["at"], customers.customer == known.of]).drop("at", "of")
    return graded(each.fill_null({name: 0 for name in known.columns if name not in {"at", "of"}}))


def figures(tables: Tables, question: Question) -> ir.Table:
    """slot, customers, the sums over all their key persons, and the cells of the matrix."""
    each = standing(tables, question, in_scope(tables, question))
    totals = {f"{degree}_{of}": each[f"{degree}_{of}"].sum() for degree in DEGREES for of in ("total", "known")}
    cells = by_grade(each)
    return on_every_day(question, each.group_by("slot").aggregate(customers=each.count(), **totals, **cells))


def listing(tables: Tables, question: Question) -> ir.Table:
    """slot and customer with all figures: the customers in scope, on each day they exist."""
    each = standing(tables, question, followed(tables, question))
    deals = open_opportunities(tables, customers_on(tables, question))
    deals = deals.group_by(deal_slot="slot", deal_customer="customer").aggregate(
        amount=deals.amount.sum(), opportunities=deals.count()
    )
    each = each.left_join(deals, [each.slot == deals.deal_slot, each.customer == deals.deal_customer])
    owners = owners_on(tables, customers_on(tables, question)).rename(owner_slot="slot", owner_customer="customer")
    each = each.left_join(owners, [each.slot == owners.owner_slot, each.customer == owners.owner_customer])
    cards = tables.customers.select("name", "focus", card="code")
    each = each.join(cards, each.customer == cards.card)
    return each.fill_null({"amount": 0, "opportunities": 0})


def _customers(tables: Tables, question: Question) -> list[Row]:
    strategies = {row["customer"]: row["recommended"] for row in tables.rows(recommended(tables, question))}
    moments: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows(listing(tables, question)):
        moments[row["customer"]].append(row)
    today = [row for rows in moments.values() for row in rows if row["slot"] == SLOTS[0]]
    today.sort(key=lambda row: (-row["amount"], row["customer"]))
    return [_customer(row, Moments(moments[row["customer"]]), strategies[row["customer"]]) for row in today]


def _customer(today: Row, moments: Moments, strategy: str) -> Row:
    return {
        "code": today["customer"],
        "name": today["name"],
        "owner": today["owner"],
        "focus": bool(today["focus"]),
        "amount": moments.column("amount"),
        "opportunities": moments.column("opportunities"),
        "key_people": moments.column("people"),
        **moments.averages(),
        "grades": {degree: today[f"{degree}_grade"] for degree in DEGREES},
        "known": {degree: today[f"{degree}_known"] for degree in DEGREES},
        "strategy": strategy,
    }
