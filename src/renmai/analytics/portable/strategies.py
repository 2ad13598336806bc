"""Which strategies hold for a customer, and the recommended one (spec 1.7).

All thresholds are compared in whole numbers, which is what comparing after rounding means:
c >= 9/10 is 10 * known >= 9 * 7 * people.
"""

import ibis
import ibis.expr.types as ir

from renmai.analytics.portable.decision_chain_line import members_on
from renmai.analytics.portable.degrees import Ratio, fraction, graded, sums
from renmai.analytics.portable.engines import Row
from renmai.analytics.portable.influence import features
from renmai.analytics.portable.metrics import Report, header
from renmai.analytics.portable.moments import SLOTS, at_value, followed, lasts, people_on, with_degrees
from renmai.analytics.portable.tables import Tables
from renmai.domain.policy import Policy
from renmai.domain.question import OURS, Question
from renmai.domain.stance import DEGREES, FEATURES

STRATEGIES = ("acquire", "grow", "retain", "win_back", "watch")


def report(tables: Tables, question: Question) -> Report:
    """The contract's object without `preconditions`, whose codes are wording, not arithmetic.

    The line is about us and takes no competitor.
    """
    rows = sorted(tables.rows(recommended(tables, question)), key=lambda row: str(row["customer"]))
    choices = {row["customer"]: row["strategy"] or None for row in tables.rows(_chosen(tables, question))}
    return header("strategies", question) | {
        "customers": [_customer(row, choices.get(row["customer"])) for row in rows]
    }


def _chosen(tables: Tables, question: Question) -> ir.Table:
    """customer, strategy: the last choice on or before the as-of day; blank where it was given up."""
    choices = tables.strategy_choices
    made = choices.filter(choices.chosen_on <= ibis.literal(question.as_of))
    last = made.group_by(of="customer").aggregate(last=made.chosen_on.max())
    return made.join(last, [made.customer == last.of, made.chosen_on == last.last]).select(made.customer, made.strategy)


def _customer(row: Row, chosen: str | None) -> Row:
    people = row["people"]
    return {
        "code": row["customer"],
        "name": row["name"],
        "recommended": row["recommended"],
        "chosen": chosen,
        "holds": {strategy: row[strategy] for strategy in STRATEGIES},
        "completeness": row["features"] / (FEATURES * people) if people else 0.0,
        "key_people": people,
    }


def recommended(tables: Tables, question: Question) -> ir.Table:
    """customer, name, people, features, one flag per strategy, recommended: customers in scope."""
    fits = _fits(_evidence(tables, question), tables.policy)
    return fits.mutate(
        recommended=ibis.cases(
            (fits.acquire, "acquire"),
            (fits.win_back, "win_back"),
            (fits.watch, "watch"),
            (fits.retain & fits.high, "retain"),
            (fits.grow, "grow"),
            (fits.retain, "retain"),
            else_="undecided",
        )
    )


def _fits(known: ir.Table, policy: Policy) -> ir.Table:
    share, chain_share = fraction(policy.map_completeness), fraction(policy.grow_chain_completeness)
    mapped = (known.people >= policy.map_people) & _reaches(known.features, known.people, share)
    chain_known = (known.members > 0) & _reaches(known.member_features, known.members, chain_share)
    grades = [known[f"{degree}_grade"] for degree in DEGREES]
    good = [grade.isin(["excellent", "good"]) for grade in grades]
    poor = [grade == "poor" for grade in grades]
    return known.select(
        "customer",
        "name",
        "people",
        "features",
        "high",
        acquire=(known.people == 0)
        | ((known.people <= policy.acquire_people) & (known.features < FEATURES * known.people)),
        grow=chain_known | (mapped & ~known.high),
        retain=mapped & good[0] & good[1] & good[2],
        win_back=mapped & known.fell,
        watch=mapped & (poor[0] | poor[1] | poor[2]),
    )


def _reaches(features: ir.IntegerColumn, people: ir.IntegerColumn, share: Ratio) -> ir.BooleanColumn:
    return share.below * features >= share.above * FEATURES * people


def _evidence(tables: Tables, question: Question) -> ir.Table:
    """Per customer in scope on the as-of day: everything that the preconditions speak of."""
    moments = followed(tables, question)
    today = at_value(moments)
    each = today.select("customer")
    for part in (_known_features(tables, today), _standings(tables, moments)):
        each = each.left_join(part, each.customer == part.of).drop("of")
    each = each.fill_null({"people": 0, "features": 0, "members": 0, "member_features": 0})
    each = each.fill_null({"fell": False} | {f"{degree}_grade": "ungraded" for degree in DEGREES})
    ranked = _contributors(tables, question)
    each = each.left_join(ranked, each.customer == ranked.winner).drop("winner")
    cards = tables.customers.select("name", "contribution", card="code")
    each = each.join(cards, each.customer == cards.card)
    by_hand = ibis.cases((each.contribution == "high", True), (each.contribution == "low", False))
    return each.mutate(high=ibis.coalesce(by_hand, each.leading, False))


def _known_features(tables: Tables, today: ir.Table) -> ir.Table:
    """of (the customer), people and their known features; members, member_features: of those in open chains."""
    known = features(tables, people_on(tables, today))
    members = members_on(tables, today).select(member_customer="customer", member="person").distinct()
    known = known.left_join(members, [known.customer == members.member_customer, known.person == members.member])
    in_chain = known.member.notnull()
    return known.group_by(of="customer").aggregate(
        people=known.count(),
        features=known.features.sum(),
        members=known.count(where=in_chain),
        member_features=known.features.sum(where=in_chain),
    )


def _standings(tables: Tables, moments: ir.Table) -> ir.Table:
    """of (the customer), fell: an average fell sharply, and today's grades."""
    people = with_degrees(tables, people_on(tables, moments), OURS)
    standings = graded(people.group_by("slot", "customer").aggregate(**sums(people)))
    now, previous, year_ago = (_in_slot(standings, slot) for slot in SLOTS)
    both = now.left_join(previous, now.value_of == previous.previous_of)
    both = both.left_join(year_ago, both.value_of == year_ago.year_ago_of)
    fell = ibis.literal(False)  # noqa: FBT003
    for degree in DEGREES:
        for slot in SLOTS[1:]:
            fell |= _fell(both, degree, slot, fraction(tables.policy.sharp_drop)).fill_null(False)  # noqa: FBT003
    return both.select(
        of="value_of", fell=fell, **{f"{degree}_grade": both[f"value_{degree}_grade"] for degree in DEGREES}
    )


def _in_slot(standings: ir.Table, slot: str) -> ir.Table:
    columns = [f"{degree}_{of}" for degree in DEGREES for of in ("total", "known", "grade")]
    chosen = standings.filter(standings.slot == slot)
    return chosen.select(
        **{f"{slot}_of": chosen.customer}, **{f"{slot}_{column}": chosen[column] for column in columns}
    )


def _fell(both: ir.Table, degree: str, slot: str, drop: Ratio) -> ir.BooleanColumn:
    """Whether before - now >= p/q, both known: q * (b * k - n * m) >= p * m * k for b/m and n/k."""
    before, before_known = both[f"{slot}_{degree}_total"], both[f"{slot}_{degree}_known"]
    now, now_known = both[f"value_{degree}_total"], both[f"value_{degree}_known"]
    fall = drop.below * (before * now_known - now * before_known)
    return (before_known > 0) & (now_known > 0) & (fall >= drop.above * before_known * now_known)


def _contributors(tables: Tables, question: Question) -> ir.Table:
    """winner (a customer), leading: whether among the first 1/`contribution_share` by amount won in the last year.

    Company-wide whatever the filter. Ties go by code point, as engines compare text unless told otherwise.
    """
    days = question.comparison
    deals = tables.opportunities.filter(tables.opportunities.status == "won")
    deals = deals.filter([deals.closed_on > ibis.literal(days.year_ago), deals.closed_on <= ibis.literal(days.as_of)])
    everybody = customers_on_day(tables, question)
    deals = deals.join(everybody, deals.customer == everybody.existing)
    won = deals.group_by(winner="customer").aggregate(won=deals.amount.sum())
    won = won.filter(won.won > 0)
    place = ibis.row_number().over(ibis.window(order_by=[won.won.desc(), won.winner.asc()]))
    ranked = won.mutate(place=place, winners=won.count().over(ibis.window()))
    return ranked.select("winner", leading=tables.policy.contribution_share * ranked.place < ranked.winners)


def customers_on_day(tables: Tables, question: Question) -> ir.Table:
    """existing: all customers of the as-of day, unfiltered."""
    customers = tables.customers
    exists = lasts(customers.created_on, customers.closed_on, ibis.literal(question.as_of))
    return customers.filter(exists).select(existing="code")
