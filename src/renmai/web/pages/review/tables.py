"""The tables of a review that the panel fills: what came and went, what changed, what is at risk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, ngettext, pgettext

from renmai.analytics.listing import Listing, Row
from renmai.analytics.review import customer, key_person, opportunity
from renmai.domain.review import CustomerTurn, OpportunityTurn, Risk
from renmai.domain.stance import VoteAnswer
from renmai.output.names import Names
from renmai.output.review.content import Cell, Head, Mark, Table
from renmai.web.access import Viewer
from renmai.web.numbers import AVERAGE, DASH, Writer, amount_unit
from renmai.web.pages.review import cells
from renmai.web.pages.review.asked import Asked
from renmai.web.pages.review.cells import Doors
from renmai.wording import terms
from renmai.wording.review import CUSTOMER_TURNS, OPPORTUNITY_TURNS, RISKS, TABLES
from renmai.wording.terms import Text

LOOKS: Final = {
    CustomerTurn.NEW: 1,
    CustomerTurn.TAKEN_OVER: 0,
    CustomerTurn.HANDED_OVER: 0,
    CustomerTurn.CLOSED: -1,
    OpportunityTurn.WON: 1,
    OpportunityTurn.LOST: -1,
    OpportunityTurn.OPENED: 0,
}
"""Which turns are for the better."""


@dataclass(frozen=True, slots=True)
class Making:
    """What every table is made from; `first` and `count` say which of its rows."""

    viewer: Viewer
    asked: Asked
    doors: Doors
    names: Names
    first: int
    count: int

    def table(
        self, key: str, heads: list[Head], found: Listing, cells_of: Callable[[Row, Writer], tuple[Cell, ...]]
    ) -> Table:
        rows = cells.sliced(found, self.first, self.count)
        write = cells.writer_of([row for row in rows if "amount" in row])
        words = TABLES[key]
        return Table(
            key=key,
            title=str(words.title),
            heads=heads,
            rows=[cells_of(row, write) for row in rows],
            total=len(found),
            empty=str(words.ask),
            url=self.asked.url(part=key, risk=self.asked.risk if key == "risks" else None, page=1),
            first=self.first,
        )


def amount_head() -> Head:
    return Head(gettext("Amount, %(unit)s") % {"unit": amount_unit()}, 1, is_right=True)


def customers(make: Making) -> Table:
    found = customer.turns(make.viewer.panel, make.asked.question, make.asked.since, make.viewer.scope)
    heads = [Head(gettext("Customer"), 3), Head(pgettext("a customer or deal", "Turn"), 1), amount_head()]
    heads.append(Head(pgettext("of a customer", "Owner"), 2))

    def row(one: Row, write: Writer) -> tuple[Cell, ...]:
        turn = CUSTOMER_TURNS[one["turn"]]
        owners = [name for name in (one["before"], one["owner"]) if name]
        return (
            make.doors.customer(one),
            Cell(str(turn), way=LOOKS[one["turn"]]),
            Cell(write.value(one["amount"])),
            Cell(" → ".join(dict.fromkeys(owners)) or DASH),
        )

    return make.table("customers", heads, found, row)


def opportunities(make: Making) -> Table:
    found = opportunity.turned(make.viewer.panel, make.asked.question, make.asked.since)
    heads = [Head(gettext("Opportunity"), 3), Head(pgettext("a customer or deal", "Turn"), 1), amount_head()]
    heads += [Head(gettext("Owner"), 1), Head(gettext("Day"), 1)]

    def row(one: Row, write: Writer) -> tuple[Cell, ...]:
        turn = OPPORTUNITY_TURNS[one["turn"]]
        return (
            make.doors.opportunity(one),
            Cell(str(turn), way=LOOKS[one["turn"]]),
            Cell(write.value(one["amount"])),
            Cell(one["owner"] or DASH),
            cells.day(one["on"]),
        )

    return make.table("opportunities", heads, found, row)


def readings(make: Making) -> Table:
    found = opportunity.read_otherwise(make.viewer.panel, make.asked.question, make.asked.since)
    heads = [Head(gettext("Opportunity"), 3), Head(gettext("Reading"), 2), amount_head(), Head(gettext("Owner"), 1)]

    def row(one: Row, write: Writer) -> tuple[Cell, ...]:
        return (
            make.doors.opportunity(one),
            Cell(marks=(cells.reading(one["before"]), cells.reading(one["after"])), way=one["better"]),
            Cell(write.value(one["amount"])),
            Cell(one["owner"] or DASH),
        )

    return make.table("readings", heads, found, row)


def grades(make: Making) -> Table:
    found = customer.graded_otherwise(make.viewer.panel, make.asked.question, make.asked.since)
    heads = [Head(gettext("Customer"), 3), Head(gettext("Degree"), 1), Head(gettext("Grade"), 2)]
    heads += [Head(gettext("Average"), 1, is_right=True), Head(gettext("Owner"), 1)]

    def row(one: Row, write: Writer) -> tuple[Cell, ...]:
        del write
        averages = (AVERAGE.value(one["average_before"]), AVERAGE.value(one["average"]))
        return (
            make.doors.customer(one),
            _degree(one["degree"]),
            Cell(marks=(cells.grade(one["before"]), cells.grade(one["after"])), way=1 if one["is_up"] else -1),
            Cell(" → ".join(averages)),
            Cell(one["owner"] or DASH),
        )

    return make.table("grades", heads, found, row)


def _degree(name: str) -> Cell:
    return Cell(str(terms.DEGREES[name].short))


def degrees(make: Making) -> Table:
    found = key_person.felt_otherwise(make.viewer.panel, make.asked.question, make.asked.since)
    heads = [Head(gettext("Key person"), 3), Head(gettext("Degree"), 1), Head(gettext("Value"), 2)]
    heads.append(Head(gettext("Owner"), 1))

    def row(one: Row, write: Writer) -> tuple[Cell, ...]:
        del write
        values = (cells.stance(one["before"]), cells.stance(one["after"]))
        return (
            make.doors.person(one),
            _degree(one["degree"]),
            Cell(marks=values, way=1 if one["after"] > one["before"] else -1),
            Cell(one["owner"] or DASH),
        )

    return make.table("degrees", heads, found, row)


def votes(make: Making) -> Table:
    found = key_person.votes_learnt(make.viewer.panel, make.asked.question, make.asked.since)
    heads = [Head(gettext("Key person"), 3), Head(gettext("Vote"), 2), Head(gettext("Answer"), 1)]
    heads.append(Head(gettext("Owner"), 1))

    def row(one: Row, write: Writer) -> tuple[Cell, ...]:
        del write
        answer = VoteAnswer(one["answer"])
        return (
            make.doors.person(one),
            Cell(str(terms.VOTES[one["vote"]].label)),
            Cell(marks=(Mark(str(terms.VOTE_ANSWERS[answer.value]), answer.value),)),
            Cell(one["owner"] or DASH),
        )

    return make.table("votes", heads, found, row)


def risks(make: Making) -> Table:
    found = opportunity.risks(make.viewer.panel, make.asked.question).listing(make.asked.risk)
    heads = [Head(gettext("Opportunity"), 3), amount_head(), Head(gettext("Reading"), 1)]
    heads += [Head(gettext("Why"), 5), Head(gettext("Owner"), 1)]

    def row(one: Row, write: Writer) -> tuple[Cell, ...]:
        return (
            make.doors.opportunity(one),
            Cell(write.value(one["amount"]), under=one["stage"]),
            Cell(marks=(cells.reading(one["reading"]),)),
            Cell(_joined(_facts(make.names, one)), under=_joined(_further(one))),
            Cell(one["owner"] or DASH),
        )

    return make.table("risks", heads, found, row)


def _joined(parts: list[str]) -> str:
    return pgettext("between the parts of a sentence", "; ").join(parts)


def _facts(names: Names, row: Row) -> list[str]:
    """Facts of one kind together, with the persons they are about."""
    people: dict[str, list[str]] = {}
    for fact in row["facts"]:
        who = [names.colleagues(row["customer"]).names[fact["person"]]] if "person" in fact else []
        people.setdefault(fact["code"], []).extend(who)
    between = pgettext("between the items of a list", ", ")
    told = [_named(terms.FACTS[code], between.join(who)) for code, who in people.items()]
    return told if row["reading"] else [str(RISKS[Risk.NO_CHAIN].meaning)]


def _named(fact: Text, who: str) -> str:
    return gettext("%(fact)s: %(names)s") % {"fact": fact, "names": who} if who else str(fact)


def _further(row: Row) -> list[str]:
    """The risks that the reading does not tell."""
    return [
        _risk(risk, row["days"]) for risk in row["risks"] if risk.value != row["reading"] and risk is not Risk.NO_CHAIN
    ]


def _risk(risk: Risk, days: int | None) -> str:
    if days is not None and risk is Risk.OVERDUE:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    if days and risk is Risk.CLOSING:
        return ngettext("closes in %(days)s day", "closes in %(days)s days", days) % {"days": days}
    return str(RISKS[risk].label)
