"""The decision chain line (spec 1.6, 3)."""

from collections import defaultdict

import ibis.expr.types as ir

from renmai.analytics.portable.degrees import average, by_grade, graded, sums
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.metrics import Moments, Report, header, plain
from renmai.analytics.portable.moments import (
    at_value,
    held_assessments,
    in_scope,
    lasts,
    on_every_day,
    open_opportunities,
    people_on,
    with_degrees,
    with_votes,
)
from renmai.analytics.portable.reading import FACTS, member_facts, readings
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES


def report(tables: Tables, question: Question) -> Report:
    """The contract's object; an unknown view or party is the caller's to refuse."""
    trend = Moments(tables.rows(figures(tables, question)))
    return header("decision-chain", question) | {
        "trend": {"chains": trend.column("chains"), "amount": trend.column("amount")} | trend.averages(),
        "degrees": trend.grades("chains"),
        "chains": _chains(tables, question),
    }


def members_on(tables: Tables, customers: ir.Table) -> ir.Table:
    """slot, day, customer, opportunity, amount, person: who counts in the open chains."""
    deals = open_opportunities(tables, customers)
    chains = tables.chain_members.select(chain="opportunity", member="key_person")
    deals = deals.join(chains, deals.opportunity == chains.chain)
    people = people_on(tables, customers).select(at="slot", of="customer", person="person")
    counts = [deals.slot == people["at"], deals.customer == people.of, deals.member == people.person]
    return deals.join(people, counts).select("slot", "day", "customer", "opportunity", "amount", "person")


def standing(members: ir.Table) -> ir.Table:
    """slot, opportunity, amount with the sums, averages and grades of the members."""
    return graded(members.group_by("slot", "opportunity", "amount").aggregate(**sums(members)))


def figures(tables: Tables, question: Question) -> ir.Table:
    """slot, chains, amount, the sums over all distinct members, and the cells of the matrix."""
    members = with_degrees(tables, members_on(tables, in_scope(tables, question)), question.party)
    chains = standing(members)
    counted = chains.group_by("slot").aggregate(chains=chains.count(), amount=chains.amount.sum(), **by_grade(chains))
    distinct = members.select("slot", "customer", "person", *DEGREES).distinct()
    everybody = distinct.group_by(at="slot").aggregate(**sums(distinct))
    both = counted.join(everybody, counted.slot == everybody["at"]).drop("at")
    return on_every_day(question, both)


def listing(tables: Tables, question: Question) -> ir.Table:
    """The chains of the as-of day; reading and the competitors' averages only for us."""
    members = members_on(tables, at_value(in_scope(tables, question)))
    chains = standing(with_degrees(tables, members, question.party))
    cards = tables.opportunities.select("name", "customer", "stage", "focus", card="code")
    chains = chains.join(cards, chains.opportunity == cards.card)
    if not question.ours:
        return chains
    read = readings(with_votes(tables, with_degrees(tables, members, question.party)), tables.policy)
    chains = chains.join(read, chains.opportunity == read.read)
    rivals = _best_competitors(tables, members)
    return chains.left_join(rivals, chains.opportunity == rivals.contested)


def _best_competitors(tables: Tables, members: ir.Table) -> ir.Table:
    """contested (the opportunity) and per degree the highest of the competitors' averages."""
    told = tables.assessments
    held = held_assessments(told.filter(told.party.notnull())).select(
        "key_person", "effective_on", "until", *DEGREES, competitor="party"
    )
    holds = lasts(held.effective_on, held.until, members.day)
    towards = members.join(held, [members.person == held.key_person, holds])
    each = towards.group_by("opportunity", "competitor").aggregate(**sums(towards))
    averages = {degree: average(each[f"{degree}_total"], each[f"{degree}_known"]) for degree in DEGREES}
    each = each.select("opportunity", **averages)
    return each.group_by(contested="opportunity").aggregate(
        **{f"{degree}_rival": each[degree].max() for degree in DEGREES}
    )


def _chains(tables: Tables, question: Question) -> list[Row]:
    facts = _facts(tables, question) if question.ours else {}
    rows = sorted(tables.rows(listing(tables, question)), key=lambda row: (-row["amount"], row["opportunity"]))
    return [_chain(row, facts.get(row["opportunity"], [])) for row in rows]


def _facts(tables: Tables, question: Question) -> dict[str, list[tuple[str, str]]]:
    members = members_on(tables, at_value(in_scope(tables, question)))
    flagged = member_facts(with_votes(tables, with_degrees(tables, members, question.party)), tables.policy)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in tables.rows(flagged):
        found[row["opportunity"]].append((row["code"], row["person"]))
    return found


def _chain(row: Row, facts: list[tuple[str, str]]) -> Row:
    """`facts` are those of the members; the one that nobody approves is the chain's own."""
    told: list[Row] = [{"code": code, "person": person} for code, person in sorted(facts)]
    if row.get("approver_missing"):
        told.append({"code": "approver_missing"})
    return {
        "opportunity": row["opportunity"],
        "name": row["name"],
        "customer": row["customer"],
        "amount": plain(row["amount"]),
        "stage": row["stage"],
        "focus": bool(row["focus"]),
        "members": row["people"],
        **{degree: row[f"{degree}_average"] for degree in DEGREES},
        "grades": {degree: row[f"{degree}_grade"] for degree in DEGREES},
        "reading": row.get("reading"),
        "facts": sorted(told, key=lambda fact: FACTS.index(fact["code"])),
        "lead": {degree: _lead(row[f"{degree}_average"], row.get(f"{degree}_rival")) for degree in DEGREES},
    }


def _lead(ours: float | None, best: float | None) -> float | None:
    return None if ours is None or best is None else ours - best
