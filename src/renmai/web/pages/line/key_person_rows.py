"""Rows of key persons: of the key-person line, of one customer, and of the influence line."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from renmai.analytics.key_person import customer_of_people
from renmai.analytics.listing import Listing, Row
from renmai.analytics.lists.key_person import contacted, owners_of_people
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.numbers import DASH
from renmai.web.pages.line.rows import (
    Contact,
    PersonRow,
    Star,
    contact,
    door,
    open_today,
    owner_name,
    person_rows,
    star,
)
from renmai.web.parameters import Asked


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A key person in a list: beside the seven features whose, when met, and what may be opened."""

    person: PersonRow
    url: str
    star: Star
    customer_url: str
    owner: str
    contact: Contact


@dataclass(frozen=True, slots=True)
class MaskedRow:
    """A known person of the influence line; `name` is empty where the customer may not be seen."""

    name: str
    url: str
    customer: str
    customer_url: str
    department: str
    title: str
    closeness: SafeString
    owner: str


def listed_people(viewer: Viewer, asked: Asked, found: Listing) -> list[ListedPerson]:
    panel, places, rows = viewer.panel, found.subjects, found[:]
    employees = panel.roster.employee_of_id
    owners = owners_of_people(panel, asked.question)[places].tolist()
    return [
        ListedPerson(
            person=person,
            url=door("key-person", person.code, is_open=is_open),
            star=star("key-person", person.code, person.name, is_on=person.focus, may_press=is_open),
            customer_url=door("customer", row["customer"], is_open=is_open),
            owner=employees[owner].name if owner else DASH,
            contact=contact(panel, day, asked.question.as_of),
        )
        for person, row, is_open, owner, day in zip(
            person_rows(panel, rows),
            rows,
            _open(viewer, found),
            owners,
            contacted(panel, asked.question)[places].tolist(),
            strict=True,
        )
    ]


def _open(viewer: Viewer, found: Listing) -> list[bool]:
    return open_today(viewer, customer_of_people(viewer.panel)[found.subjects])


def masked_rows(viewer: Viewer, found: Listing) -> list[MaskedRow]:
    """A name is told by the row; where it leads is decided by today."""
    return [_masked_row(viewer, row, is_open) for row, is_open in zip(found[:], _open(viewer, found), strict=True)]


def _masked_row(viewer: Viewer, row: Row, is_open: bool) -> MaskedRow:
    name = row.get("name", "")
    return MaskedRow(
        name=name,
        url=door("key-person", row["code"], is_open=bool(name) and is_open),
        customer=viewer.panel.customer_card(row["customer"])["name"],
        customer_url=door("customer", row["customer"], is_open=is_open),
        department=row["department"],
        title=row["title"],
        closeness=marks.stance_chip(row["closeness"]),
        owner=owner_name(viewer.panel, row["owner"]),
    )
