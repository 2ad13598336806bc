"""One's own planned contacts on the page of today, also at customers whom the viewer does not see."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from renmai.store.planned_contacts import OwnContact, own_contacts
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT
from renmai.web.pages.today.plan_steps import when_due

SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """`name` is blank where the customer is not seen: then `place` says whom to ask for."""

    name: str
    url: str
    place: str
    customer: str
    round: str
    on: date
    when: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Planned:
    rows: list[PlannedRow]
    total: str
    overdue: str
    further: str


def planned_contacts(viewer: Viewer) -> Planned:
    """By day, the longest overdue first. Two statements."""
    found = own_contacts(viewer.employee, viewer.scope, viewer.today)
    overdue = sum(one.due_on < viewer.today for one in found)
    return Planned(
        rows=[_row(one, viewer.today) for one in found[:SHOWN]],
        total=COUNT.value(len(found)),
        overdue=COUNT.value(overdue) if overdue else "",
        further=COUNT.value(len(found) - SHOWN) if len(found) > SHOWN else "",
    )


def _row(contact: OwnContact, today: date) -> PlannedRow:
    return PlannedRow(
        name=contact.person,
        url=reverse("contact", query={"person": contact.code}) if contact.is_open else "",
        place=" · ".join(part for part in (contact.department, contact.title) if part),
        customer=contact.customer,
        round=contact.round,
        on=contact.due_on,
        when=when_due((contact.due_on - today).days),
        is_overdue=contact.due_on < today,
    )
