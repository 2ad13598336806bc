"""The key person line (spec 1.6, 3)."""

from collections import defaultdict
from operator import itemgetter

import ibis.expr.types as ir

from renmai.analytics.portable.degrees import sums
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.influence import features, influences_on
from renmai.analytics.portable.metrics import Metric, Moments, Report, header
from renmai.analytics.portable.moments import (
    at_value,
    in_scope,
    insighted,
    on_every_day,
    people_on,
    with_degrees,
    with_superiors,
    with_votes,
)
from renmai.analytics.portable.tables import Tables
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES, FEATURES, VOTES

ANSWERS = ("no", "yes", "unknown")


def report(tables: Tables, question: Question) -> Report:
    """The contract's object; an unknown view or party is the caller's to refuse."""
    trend = Moments(tables.rows(figures(tables, question)))
    uninsighted = {"people": trend.column("people"), "uninsighted": trend.column("uninsighted")}
    return header("key-person", question) | {
        "trend": uninsighted | trend.averages(),
        "degrees": trend.groups(),
        "votes": _votes(trend),
        "people": rows_of(tables, people_on(tables, at_value(in_scope(tables, question))), question.party),
    }


def figures(tables: Tables, question: Question) -> ir.Table:
    """slot, the sums over the key persons in scope, and per vote how many answered what."""
    people = people_on(tables, in_scope(tables, question))
    people = with_votes(tables, with_degrees(tables, people, question.party))
    votes: dict[str, ir.IntegerScalar] = {}
    for vote in VOTES:
        said = people[vote]
        votes |= {f"{vote}_yes": people.count(where=said), f"{vote}_no": people.count(where=~said)}
        votes |= {f"{vote}_unknown": people.count(where=said.isnull())}
    found = people.group_by("slot").aggregate(
        **sums(people), uninsighted=people.count(where=~insighted(people)), **votes
    )
    return on_every_day(question, found)


def _votes(trend: Moments) -> dict[str, dict[str, Metric]]:
    return {vote: {answer: trend.column(f"{vote}_{answer}") for answer in ANSWERS} for vote in VOTES}


def rows_of(tables: Tables, people: ir.Table, party: str) -> list[Row]:
    """The contract's rows of `people`, who must be all that count on one day at some customers."""
    influencers = _influencers(tables, people)
    rows = sorted(tables.rows(listing(tables, people, party)), key=itemgetter("customer", "person"))
    return [_person(row, influencers[row["person"]]) for row in rows]


def listing(tables: Tables, people: ir.Table, party: str) -> ir.Table:
    """The people with their card, degrees, votes and known features."""
    known = features(tables, people).select("features", known="person", known_customer="customer")
    people = with_superiors(tables, with_votes(tables, with_degrees(tables, people, party)))
    people = people.join(known, [people.customer == known.known_customer, people.person == known.known])
    cards = tables.key_people.select("name", "department", "title", "focus", card="code", card_customer="customer")
    return people.join(cards, [people.customer == cards.card_customer, people.person == cards.card])


def _influencers(tables: Tables, people: ir.Table) -> dict[str, list[Row]]:
    """Per key person code, sorted by kind, code and name."""
    found: dict[str, list[Row]] = defaultdict(list)
    rows = tables.rows(influences_on(tables, people))
    for row in sorted(rows, key=itemgetter("kind", "influencer", "name")):
        found[row["person"]].append({"kind": row["kind"], "code": row["influencer"], "name": row["name"]})
    return found


def _person(row: Row, influencers: list[Row]) -> Row:
    return {
        "code": row["person"],
        "name": row["name"],
        "customer": row["customer"],
        "department": row["department"],
        "title": row["title"],
        "focus": bool(row["focus"]),
        **{degree: row[degree] for degree in DEGREES},
        **{vote: _answer(row[vote]) for vote in VOTES},
        "reports_to": row["superior"],
        "influencers": influencers,
        "completeness": row["features"] / FEATURES,
    }


def _answer(said: bool | None) -> str:
    return "unknown" if said is None else "yes" if said else "no"
