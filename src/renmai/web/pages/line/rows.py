"""Rows of the lists behind the numbers, ready to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString

from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.stance import DEGREES, FEATURES, VOTES
from renmai.web import marks
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE, COUNT, DASH, Writer, amounts
from renmai.web.parameters import Asked
from renmai.wording import terms


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    change: SafeString


@dataclass(frozen=True, slots=True)
class Degree:
    """An average with its grade; `change` is the lead over the best competitor in a chain's row."""

    chip: SafeString
    value: str
    known: str
    change: SafeString | None = None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    key: str
    name: str
    code: str
    industry: str
    owner: str
    focus: bool
    amount: Figure
    opportunities: Figure
    key_people: Figure
    degrees: list[Degree]
    strategy: terms.Term
    strategy_name: str
    people_url: str


@dataclass(frozen=True, slots=True)
class Influencer:
    kind: str
    name: str
    party: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A key person with all seven features; `customer` may be opened by whoever sees the row."""

    name: str
    code: str
    customer: str
    place: str
    focus: bool
    degrees: list[SafeString]
    votes: list[SafeString]
    reports_to: str
    is_top: bool
    influencers: list[Influencer]
    nobody_found: bool
    known: SafeString


@dataclass(frozen=True, slots=True)
class MaskedRow:
    """A known person of the influence line; `name` is empty where the customer may not be seen."""

    name: str
    customer: str
    department: str
    title: str
    closeness: SafeString
    owner: str


@dataclass(frozen=True, slots=True)
class Reason:
    text: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class ChainRow:
    name: str
    code: str
    customer: str
    amount: str
    stage: str
    focus: bool
    members: str
    degrees: list[Degree]
    reading: terms.Term | None
    reading_name: str
    reasons: list[Reason]


def _owner_name(panel: Panel, code: str | None) -> str:
    return panel.employee_name(code) if code else DASH


def _figure(metric: Mapping[str, Any], write: Writer, tone: Tone) -> Figure:
    return Figure(write.value(metric["value"]), marks.delta(metric["change"], write, tone))


def customer_rows(panel: Panel, asked: Asked, rows: Sequence[Row]) -> list[CustomerRow]:
    write = amounts([row["amount"]["value"] for row in rows])
    return [_customer_row(panel, asked, row, write, at) for at, row in enumerate(rows)]


def _customer_row(panel: Panel, asked: Asked, row: Row, write: Writer, at: int) -> CustomerRow:
    more_is_better = Tone.MORE_IS_BETTER
    question = asked.question
    given = {"customer": row["code"], "as_of": question.as_of.isoformat()}
    given |= {} if question.ours else {"competitor": question.party}
    return CustomerRow(
        key=str(at),
        name=row["name"],
        code=row["code"],
        industry=panel.customer_card(row["code"])["industry"],
        owner=_owner_name(panel, row["owner"]),
        focus=row["focus"],
        amount=_figure(row["amount"], write, more_is_better),
        opportunities=_figure(row["opportunities"], COUNT, more_is_better),
        key_people=_figure(row["key_people"], COUNT, more_is_better),
        degrees=[_customer_degree(row, degree, ours=question.ours) for degree in DEGREES],
        strategy=terms.STRATEGIES[row["strategy"]],
        strategy_name=row["strategy"],
        people_url=f"{reverse('customer-people')}?{urlencode(given | {'view': str(question.view)})}",
    )


def _customer_degree(row: Row, degree: str, *, ours: bool) -> Degree:
    return Degree(
        chip=marks.grade_chip(row["grades"][degree], letter=True),
        value=AVERAGE.value(row[degree]["value"]),
        known=f"{row['known'][degree]}/{row['key_people']['value']}",
        change=marks.delta(row[degree]["change"], AVERAGE, marks.tone_of(degree, ours=ours)),
    )


@dataclass(frozen=True, slots=True)
class Colleagues:
    """What rows say by code about the other key persons of one customer, past ones too."""

    names: Mapping[str, str]
    top: frozenset[str]
    nobody_found: frozenset[str]


def _colleagues(panel: Panel, customer: str) -> Colleagues:
    found = panel.find_customer(customer)
    if found is None:
        raise KeyError(customer)
    slab, at = found
    people = slab.people
    places = np.flatnonzero(people.customer == at)
    codes = people.code[places].tolist()
    return Colleagues(
        dict(zip(codes, people.name[places].tolist(), strict=True)),
        frozenset(people.code[places[people.top[places]]].tolist()),
        frozenset(people.code[places[people.nobody_found[places]]].tolist()),
    )


def _colleagues_of(panel: Panel, rows: Sequence[Row]) -> dict[str, Colleagues]:
    return {code: _colleagues(panel, code) for code in {row["customer"] for row in rows}}


def person_rows(panel: Panel, rows: Sequence[Row]) -> list[PersonRow]:
    colleagues = _colleagues_of(panel, rows)
    rivals = dict(panel.competitors)
    return [_person_row(panel, row, colleagues[row["customer"]], rivals) for row in rows]


def _person_row(panel: Panel, row: Row, colleagues: Colleagues, rivals: Mapping[str, str]) -> PersonRow:
    known = round(row["completeness"] * FEATURES)
    return PersonRow(
        name=row["name"],
        code=row["code"],
        customer=panel.customer_card(row["customer"])["name"],
        place=" · ".join(part for part in (row["department"], row["title"]) if part),
        focus=row["focus"],
        degrees=[marks.stance_chip(row[degree]) for degree in DEGREES],
        votes=[marks.vote_badge(vote, row[vote]) for vote in VOTES],
        reports_to=colleagues.names[row["reports_to"]] if row["reports_to"] else "",
        is_top=row["code"] in colleagues.top,
        influencers=[
            Influencer(one["kind"], one["name"] or rivals.get(one["code"], ""), rivals.get(one["code"], ""))
            for one in row["influencers"]
        ],
        nobody_found=row["code"] in colleagues.nobody_found,
        known=marks.known_share(known, FEATURES, word=False),
    )


def masked_rows(panel: Panel, rows: Sequence[Row]) -> list[MaskedRow]:
    return [
        MaskedRow(
            name=row.get("name", ""),
            customer=panel.customer_card(row["customer"])["name"],
            department=row["department"],
            title=row["title"],
            closeness=marks.stance_chip(row["closeness"]),
            owner=_owner_name(panel, row["owner"]),
        )
        for row in rows
    ]


def chain_rows(panel: Panel, rows: Sequence[Row]) -> list[ChainRow]:
    colleagues = _colleagues_of(panel, rows)
    write = amounts([row["amount"] for row in rows])
    return [_chain_row(panel, row, colleagues[row["customer"]].names, write) for row in rows]


def _chain_row(panel: Panel, row: Row, names: Mapping[str, str], write: Writer) -> ChainRow:
    reading = row["reading"]
    return ChainRow(
        name=row["name"],
        code=row["opportunity"],
        customer=panel.customer_card(row["customer"])["name"],
        amount=write.value(row["amount"]),
        stage=row["stage"] or DASH,
        focus=row["focus"],
        members=COUNT.value(row["members"]),
        degrees=[
            Degree(
                marks.grade_chip(row["grades"][degree], letter=True),
                AVERAGE.value(row[degree]),
                "",
                marks.delta(row["lead"][degree], AVERAGE, Tone.MORE_IS_BETTER),
            )
            for degree in DEGREES
        ],
        reading=terms.READINGS[reading] if reading else None,
        reading_name=reading or "",
        reasons=_reasons(row["facts"], names),
    )


def _reasons(facts: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> list[Reason]:
    """Facts of one kind together, with the persons they are about."""
    people: dict[str, list[str]] = {}
    for fact in facts:
        people.setdefault(fact["code"], []).extend([names[fact["person"]]] if "person" in fact else [])
    return [Reason(str(terms.FACTS[code]), who) for code, who in people.items()]
