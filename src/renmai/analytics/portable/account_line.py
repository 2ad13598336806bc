"""Account indicators of every customer (spec 1.9, 3): each of the three days looks back one period."""

from collections import defaultdict
from datetime import date
from typing import Final

import ibis
import ibis.expr.types as ir

from renmai.analytics.portable.decision_chain_line import members_on
from renmai.analytics.portable.degrees import sums
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.metrics import Moments, Report, header
from renmai.analytics.portable.moments import SLOTS, followed, people_on, with_degrees
from renmai.analytics.portable.tables import Tables
from renmai.domain.periods import months_before
from renmai.domain.question import OURS, Question

ORIGINS: Final = ("captured", "incubated")
BEHAVIOUR: Final = ("activities", "chains", "untouched_members")


def report(tables: Tables, question: Question) -> Report:
    """The contract's object. The line is about us and takes no competitor."""
    moments: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows(listing(tables, question)):
        moments[row["customer"]].append(row)
    today = sorted(code for code, rows in moments.items() if any(row["slot"] == SLOTS[0] for row in rows))
    return header("account", question) | {"customers": [_customer(code, Moments(moments[code])) for code in today]}


def listing(tables: Tables, question: Question) -> ir.Table:
    """slot and customer with all figures: the customers in scope on the as-of day, on each day they exist."""
    customers = followed(tables, question)
    people = with_degrees(tables, people_on(tables, customers), OURS)
    members = members_on(tables, customers)
    parts = [
        people.group_by(at="slot", of="customer").aggregate(**sums(people)),
        _opened(tables, question, customers),
        _active(tables, question, customers),
        members.group_by(at="slot", of="customer").aggregate(chains=members.opportunity.nunique()),
        _untouched(tables, question, members),
    ]
    each = customers
    for part in parts:
        numbers = [name for name in part.columns if name not in ("at", "of")]
        each = each.left_join(part, [each.slot == part["at"], each.customer == part.of]).drop("at", "of")
        each = each.fill_null(dict.fromkeys(numbers, 0))
    return each


def _opened(tables: Tables, question: Question, customers: ir.Table) -> ir.Table:
    """at, of, and per origin the number and amount of opportunities that opened in the window."""
    deals = tables.opportunities
    new = customers.join(
        deals, [customers.customer == deals.customer, _in_window(question, customers.slot, deals.opened_on)]
    ).select(customers.slot, customers.customer, deals.origin, deals.amount)
    found: dict[str, ir.Value] = {}
    for origin in ORIGINS:
        has = new.origin == origin
        found |= {f"{origin}_count": new.count(where=has), f"{origin}_amount": new.amount.sum(where=has).fill_null(0)}
    return new.group_by(at="slot", of="customer").aggregate(**found)


def _active(tables: Tables, question: Question, customers: ir.Table) -> ir.Table:
    """at, of, activities: at the customer in the window."""
    done = tables.activities.select("occurred_on", met="customer")
    found = customers.join(
        done, [customers.customer == done.met, _in_window(question, customers.slot, done.occurred_on)]
    )
    return found.group_by(at="slot", of="customer").aggregate(activities=found.count())


def _untouched(tables: Tables, question: Question, members: ir.Table) -> ir.Table:
    """at, of, untouched_members: whom no activity of the window names, wherever it was."""
    deciders = members.select("slot", "customer", "person").distinct()
    met = tables.activity_people.select("activity", met="key_person")
    done = tables.activities.select("occurred_on", done="code")
    met = met.join(done, met.activity == done.done).select("met", "occurred_on")
    touched = deciders.join(
        met, [deciders.person == met.met, _in_window(question, deciders.slot, met.occurred_on)]
    ).select("met", touched_slot="slot").distinct()  # fmt: skip
    both = deciders.left_join(touched, [deciders.slot == touched.touched_slot, deciders.person == touched.met])
    return both.group_by(at="slot", of="customer").aggregate(untouched_members=both.count(where=both.met.isnull()))


def _in_window(question: Question, slot: ir.StringColumn, day: ir.DateColumn) -> ir.BooleanValue:
    """Whether the day lies in (one period before the slot's day, the slot's day]."""
    windows = zip(SLOTS, question.comparison.days, strict=True)
    inside = ibis.literal(False)  # noqa: FBT003
    for name, until in windows:
        since = _before(until, question)
        inside |= (slot == name) & (day > ibis.literal(since)) & (day <= ibis.literal(until))
    return inside


def _before(day: date, question: Question) -> date:
    """The day before the window's first; the calendar has no day before year 1."""
    try:
        return months_before(day, question.period.months)
    except ValueError:
        return date.min


def _customer(code: str, moments: Moments) -> Row:
    new = {
        origin: {"count": moments.column(f"{origin}_count"), "amount": moments.column(f"{origin}_amount")}
        for origin in ORIGINS
    }
    behaviour = {name: moments.column(name) for name in BEHAVIOUR}
    return {"code": code, **new, "relationship": moments.averages(), "behaviour": behaviour}
