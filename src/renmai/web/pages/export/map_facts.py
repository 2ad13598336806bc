"""What holds on the day of a map: the people, who stands above them, who can sway them.

Everything comes through the two gates: the panel of a customer that the viewer may see, and rows
that pass `visible_to`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from renmai.analytics.customer import alone
from renmai.analytics.key_person_line import people_of
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.question import COMPANY, OURS, Question
from renmai.domain.scope import EVERYTHING
from renmai.store.models import ChainMember, Customer, Influence, InfluenceKind, Opportunity
from renmai.store.named import ended_unnamed, shown_name
from renmai.web.access import Viewer
from renmai.wording.disclosure import name_of

People = Mapping[str, Row]
"""The rows of the key persons who count on a day, by code."""


@dataclass(frozen=True, slots=True)
class Influencer:
    """Whoever can sway somebody: `code` of a key person, an employee or a competitor, by `kind`.

    `contact` is the competitor's person as the influence names them; `place` the title or the company.
    """

    kind: str
    code: str
    contact: str
    name: str
    place: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.code, self.contact


@dataclass(frozen=True, slots=True)
class Sway:
    """An influence that counts on the day."""

    person: str
    by: Influencer
    note: str


@dataclass(frozen=True, slots=True)
class MapFacts:
    """`theirs` are the same people with the degrees towards a competitor, `before` as on the compared day."""

    customer: Customer
    day: date
    people: People
    superiors: Mapping[str, str]
    sways: Mapping[int, Sway]
    theirs: People | None = None
    compared: date | None = None
    before: People | None = None
    opportunity: Opportunity | None = None
    roles: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: on which day, against which day and competitor, with which chain. Nothing is empty."""

    day: date
    compared: date | None
    party: str | None
    opportunity: Opportunity | None


def facts_on(viewer: Viewer, customer: Customer, wanted: Wanted) -> MapFacts:
    """For a customer that has passed the gate. Two statements, one more for a chain."""
    one = alone(viewer.panel, customer.code)
    if one is None:
        raise LookupError(customer.code)  # what the gate lets pass is in the panel
    people = _people(one.panel, customer, wanted.day)
    return MapFacts(
        customer,
        wanted.day,
        people,
        _superiors(people),
        _sways(viewer, customer, wanted.day, people),
        _people(one.panel, customer, wanted.day, wanted.party) if wanted.party else None,
        wanted.compared,
        _people(one.panel, customer, wanted.compared) if wanted.compared else None,
        wanted.opportunity,
        _roles(viewer, wanted.opportunity) if wanted.opportunity else None,
    )


def _superiors(people: People) -> dict[str, str]:
    """By key person, the superior on the day; who has none is left out."""
    return {row["code"]: row["reports_to"] for row in people.values() if row["reports_to"]}


def _people(panel: Panel, customer: Customer, day: date, party: str = OURS) -> People:
    rows = people_of(panel, Question(day, view=COMPANY, party=party), EVERYTHING, customer.code)
    return {row["code"]: row for row in rows[:]}


def _sways(viewer: Viewer, customer: Customer, day: date, people: People) -> dict[int, Sway]:
    """By key, the influences that count on the day (spec 1.2)."""
    rows = Influence.objects.visible_to(viewer.scope, viewer.today).filter(
        Q(valid_to__gt=day) | Q(valid_to=None), key_person__customer=customer.pk, valid_from__lte=day
    )
    found = {}
    there = rows.exclude(ended_unnamed(viewer.today))
    for row in there.select_related("key_person", "person", "employee", "competitor"):
        if row.key_person.code in people and _is_there(row, day, people):
            by = _influencer(row, viewer)
            found[row.pk] = Sway(row.key_person.code, by, row.note if by.code else "")
    return found


def _is_there(row: Influence, day: date, people: People) -> bool:
    """Whether the influencer counts on the day; a competitor's person always does."""
    if row.person:
        return row.person.code in people
    return row.employee is None or row.employee.is_employed(day)


def _influencer(row: Influence, viewer: Viewer) -> Influencer:
    if row.person:
        return Influencer(InfluenceKind.INTERNAL, row.person.code, "", row.person.name, row.person.title)
    if row.kind == InfluenceKind.OURS:
        employee = shown_name(row, viewer.scope)
        told = (employee.code, employee.title) if employee else ("", "")
        return Influencer(InfluenceKind.OURS, told[0], "", name_of(employee), told[1])
    if row.competitor:
        name, contact = row.competitor.name, row.contact_name
        return Influencer(
            InfluenceKind.COMPETITOR, row.competitor.code, contact, contact or name, name if contact else ""
        )
    raise LookupError(row.pk)  # the store keeps exactly one influencer


def _roles(viewer: Viewer, opportunity: Opportunity) -> dict[str, str]:
    """By member, the role in the chain, blank where there is none."""
    rows = ChainMember.objects.visible_to(viewer.scope, viewer.today).filter(opportunity=opportunity.pk)
    return dict(rows.values_list("key_person__code", "role"))
