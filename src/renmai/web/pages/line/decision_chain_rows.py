"""Rows of the decision-chain line's list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists.decision_chain import customer_of_opportunities, owners_of_opportunities
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE, COUNT, DASH, Writer, amounts
from renmai.web.pages.line.rows import Degree, Star, colleagues_of, door, open_today, star
from renmai.wording import terms


@dataclass(frozen=True, slots=True)
class Reason:
    text: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class ChainRow:
    name: str
    code: str
    url: str
    star: Star
    customer: str
    customer_url: str
    owner: str
    amount: str
    stage: str
    members: str
    degrees: list[Degree]
    reading: terms.Term | None
    reading_name: str
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a list says beyond the report's row; `names` are those of the customer's persons."""

    owner: str
    is_open: bool
    names: Mapping[str, str]


def chain_rows(viewer: Viewer, found: Listing) -> list[ChainRow]:
    panel, rows = viewer.panel, found[:]
    write = amounts([row["amount"] for row in rows])
    colleagues = colleagues_of(panel, rows)
    is_open = open_today(viewer, customer_of_opportunities(panel)[found.subjects])
    owners = owners_of_opportunities(panel)[found.subjects].tolist()
    names = [panel.roster.employee_of_id[owner].name if owner else DASH for owner in owners]
    return [
        _row(viewer, row, _Beside(owner, opens, colleagues[row["customer"]].names), write)
        for row, owner, opens in zip(rows, names, is_open, strict=True)
    ]


def _row(viewer: Viewer, row: Row, beside: _Beside, write: Writer) -> ChainRow:
    code, reading = row["opportunity"], row["reading"]
    return ChainRow(
        name=row["name"],
        code=code,
        url=door("opportunity", code, is_open=beside.is_open),
        star=star("opportunity", code, row["name"], is_on=row["focus"], may_press=beside.is_open),
        customer=viewer.panel.customer_card(row["customer"])["name"],
        customer_url=door("customer", row["customer"], is_open=beside.is_open),
        owner=beside.owner,
        amount=write.value(row["amount"]),
        stage=row["stage"] or DASH,
        members=COUNT.value(row["members"]),
        degrees=[_degree(row, degree) for degree in DEGREES],
        reading=terms.READINGS[reading] if reading else None,
        reading_name=reading or "",
        reasons=_reasons(row["facts"], beside.names),
    )


def _degree(row: Row, degree: str) -> Degree:
    return Degree(
        marks.grade_chip(row["grades"][degree], letter=True),
        AVERAGE.value(row[degree]),
        "",
        marks.delta(row["lead"][degree], AVERAGE, Tone.MORE_IS_BETTER),
        degree,
    )


def _reasons(facts: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> list[Reason]:
    """Facts of one kind together, with the persons they are about."""
    people: dict[str, list[str]] = {}
    for fact in facts:
        people.setdefault(fact["code"], []).extend([names[fact["person"]]] if "person" in fact else [])
    return [Reason(str(terms.FACTS[code]), who) for code, who in people.items()]
