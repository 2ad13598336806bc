"""Rows of the customer line's list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists.customer import completeness, contacted
from renmai.domain.stance import DEGREES
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.marks import Tone
from renmai.web.numbers import AVERAGE, COUNT, DASH, Writer, amounts
from renmai.web.pages.line.rows import (
    Contact,
    Degree,
    Figure,
    Star,
    contact,
    door,
    figure,
    open_today,
    owner_name,
    star,
)
from renmai.web.parameters import Asked
from renmai.wording import terms


@dataclass(frozen=True, slots=True)
class CustomerRow:
    key: str
    name: str
    code: str
    url: str
    star: Star
    industry: str
    region: str
    owner: str
    amount: Figure
    opportunities: Figure
    key_people: Figure
    degrees: list[Degree]
    strategy: terms.Term
    strategy_name: str
    completeness: SafeString
    contact: Contact
    people_url: str


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a list says beyond the report's row; `key` tells the rows of a page apart."""

    key: str
    industry: str
    region: str
    completeness: float
    contacted: int
    is_open: bool


def customer_rows(viewer: Viewer, asked: Asked, found: Listing) -> list[CustomerRow]:
    rows = found[:]
    write = amounts([row["amount"]["value"] for row in rows])
    beside = _beside(viewer, asked, found)
    return [_row(viewer, asked, row, extra, write) for row, extra in zip(rows, beside, strict=True)]


def _beside(viewer: Viewer, asked: Asked, found: Listing) -> list[_Beside]:
    panel, places = viewer.panel, found.subjects
    customers = [(panel.slabs[number].customers, at) for number, at in by_slab(places, panel.customer_offsets)]
    columns = zip(
        map(str, range(len(places))),
        [str(table.industry[at]) for table, at in customers],
        [str(table.region[at]) for table, at in customers],
        completeness(panel, asked.question)[places].tolist(),
        contacted(panel, asked.question)[places].tolist(),
        open_today(viewer, places),
        strict=True,
    )
    return [_Beside(*one) for one in columns]


def _row(viewer: Viewer, asked: Asked, row: Row, beside: _Beside, write: Writer) -> CustomerRow:
    question, more_is_better = asked.question, Tone.MORE_IS_BETTER
    return CustomerRow(
        key=beside.key,
        name=row["name"],
        code=row["code"],
        url=door("customer", row["code"], is_open=beside.is_open),
        star=star("customer", row["code"], row["name"], is_on=row["focus"], may_press=beside.is_open),
        industry=beside.industry,
        region=beside.region or DASH,
        owner=owner_name(viewer.panel, row["owner"]),
        amount=figure(row["amount"], write, more_is_better),
        opportunities=figure(row["opportunities"], COUNT, more_is_better),
        key_people=figure(row["key_people"], COUNT, more_is_better),
        degrees=[_degree(row, degree, ours=question.ours) for degree in DEGREES],
        strategy=terms.STRATEGIES[row["strategy"]],
        strategy_name=row["strategy"],
        completeness=marks.share_bar(beside.completeness),
        contact=contact(viewer.panel, beside.contacted, question.as_of),
        people_url=_people_url(asked, row["code"]),
    )


def _people_url(asked: Asked, code: str) -> str:
    question = asked.question
    given = {"customer": code, "as_of": question.as_of.isoformat()}
    given |= {} if question.ours else {"competitor": question.party}
    return f"{reverse('customer-people')}?{urlencode(given | {'view': str(question.view)})}"


def _degree(row: Row, degree: str, *, ours: bool) -> Degree:
    return Degree(
        chip=marks.grade_chip(row["grades"][degree], letter=True),
        value=AVERAGE.value(row[degree]["value"]),
        known=f"{row['known'][degree]}/{row['key_people']['value']}",
        change=marks.delta(row[degree]["change"], AVERAGE, marks.tone_of(degree, ours=ours)),
        name=degree,
    )
