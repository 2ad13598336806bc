"""Which influences count on a day, and what is known of the seven features (spec 1.1, 1.2)."""

import ibis
import ibis.expr.types as ir

from renmai.analytics.portable.degrees import number_true
from renmai.analytics.portable.moments import before, lasts, with_degrees, with_superiors, with_votes
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import OURS
from renmai.domain.stance import DEGREES, VOTES

MOMENT = ("slot", "day", "customer", "person")


def by_employees(tables: Tables, people: ir.Table) -> ir.Table:
    """slot, day, customer, person, kind, influencer, name: by employees employed on the day.

    Whoever is not named has no influencer and no name; such a row lasts only while they are employed.
    """
    employees = tables.employees.select(employee="code", name="name", joined_on="joined_on", left_on="left_on")
    swayed = _swayed(tables, people, "ours")
    joined = employees.joined_on.isnull() | (employees.joined_on <= swayed.day)
    there = joined & before(swayed.day, employees.left_on)
    named = _shape(swayed.join(employees, [swayed.influencer == employees.employee, there]), employees.name)
    unnamed = swayed.filter(swayed.influencer.isnull()).mutate(influencer=ibis.literal(""))
    return ibis.union(named, _shape(unnamed, ibis.literal("")))


def by_colleagues(tables: Tables, people: ir.Table) -> ir.Table:
    """The same for inner influencers; `people` must hold everybody who counts at the customers."""
    swayed = _swayed(tables, people, "internal")
    colleagues = people.select(colleague_slot="slot", colleague_customer="customer", colleague="person")
    present = swayed.join(
        colleagues,
        [
            swayed.slot == colleagues.colleague_slot,
            swayed.customer == colleagues.colleague_customer,
            swayed.influencer == colleagues.colleague,
        ],
    )
    names = tables.key_people.select(named="code", name="name")
    return _shape(present.join(names, present.influencer == names.named), names.name)


def by_competitors(tables: Tables, people: ir.Table) -> ir.Table:
    """The same for the competitors' persons, who are always there; `name` is the contact's."""
    swayed = _swayed(tables, people, "competitor")
    return _shape(swayed, swayed.contact_name)


def influences_on(tables: Tables, people: ir.Table) -> ir.Table:
    """Every influence that counts on these people, once per kind, influencer and name."""
    return ibis.union(by_employees(tables, people), by_colleagues(tables, people), by_competitors(tables, people))


def features(tables: Tables, people: ir.Table) -> ir.Table:
    """slot, customer, person, features: how many of the seven are known towards us."""
    swayed = influences_on(tables, people).select(
        swayed_slot="slot", swayed_customer="customer", swayed="person"
    ).distinct()  # fmt: skip
    known = with_superiors(tables, with_votes(tables, with_degrees(tables, people, OURS)))
    known = known.left_join(
        swayed,
        [
            known.slot == swayed.swayed_slot,
            known.customer == swayed.swayed_customer,
            known.person == swayed.swayed,
        ],
    )
    cards = tables.key_people.select("top", "nobody_found", card="code", card_customer="customer")
    known = known.join(cards, [known.customer == cards.card_customer, known.person == cards.card])
    line = known.top.fill_null(False) | known.superior.notnull()  # noqa: FBT003
    influence = known.nobody_found.fill_null(False) | known.swayed.notnull()  # noqa: FBT003
    told = [known[column].notnull() for column in (*DEGREES, *VOTES)]
    return known.select("slot", "customer", "person", features=number_true([*told, line, influence]))


def _swayed(tables: Tables, people: ir.Table, kind: str) -> ir.Table:
    influences = tables.influences.filter(tables.influences.kind == kind)
    counts = lasts(influences.valid_from, influences.valid_to, people.day)
    return people.join(influences, [people.person == influences.key_person, counts]).select(
        *(people[column] for column in MOMENT), influences.kind, influences.influencer, influences.contact_name
    )


def _shape(influences: ir.Table, name: ir.StringValue) -> ir.Table:
    return influences.select(*MOMENT, "kind", "influencer", name=name).distinct()
