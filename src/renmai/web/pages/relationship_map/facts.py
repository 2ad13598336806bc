"""Everything dated of one customer, for the map to draw any day of it (islands/map/facts.ts has the same shape).

One statement for each noun, through the gate: who sees the customer today sees its history.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db.models import F, Q
from django.utils.translation import pgettext

from renmai.store.models import (
    ActivityPerson,
    Assessment,
    ChainMember,
    Customer,
    Influence,
    KeyPerson,
    Opportunity,
    Ownership,
    ReportingLine,
    Revision,
)
from renmai.store.named import ended_unnamed, shown_name
from renmai.web.access import Viewer
from renmai.web.typed import typed
from renmai.wording.disclosure import name_of

Told = dict[str, Any]
_ANSWERS: Final = {None: None, True: "yes", False: "no"}


def facts_of(viewer: Viewer, customer: Customer) -> Told:
    """What the island draws; `customer` has come through the gate."""
    return {
        "revision": _latest(),  # asked before the rest: facts may be newer than they say, never older
        "today": _day(viewer.today),
        "customer": {
            "code": customer.code,
            "name": customer.name,
            "since": _day(customer.created_on),
            "until": _day(customer.closed_on),
        },
        "people": _people(viewer, customer),
        "reporting": _reporting(viewer, customer),
        "assessments": _assessments(viewer, customer),
        "influences": _influences(viewer, customer),
        "chains": _chains(viewer, customer),
        "contacts": _contacts(viewer, customer),
        "owners": _owners(viewer, customer),
        "competitors": [{"code": code, "name": name} for code, name in viewer.panel.competitors],
    }


def changed_since(customer: Customer, revision: int) -> bool:
    """Whether a later revision touched the customer, or anything that all customers share."""
    later = Revision.objects.filter(number__gt=revision)
    return later.filter(Q(everything=True) | Q(structure=True) | Q(changed__customer=customer)).exists()


def _latest() -> int:
    return Revision.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rows(viewer: Viewer, model: type[Any], customer: Customer) -> Any:
    return model.objects.visible_to(viewer.scope, viewer.today).filter(**{model.customer_path: customer.pk})


def _people(viewer: Viewer, customer: Customer) -> list[Told]:
    rows = _rows(viewer, KeyPerson, customer).select_related("reports_to").order_by("code")
    return [
        {
            "code": row.code,
            "name": row.name,
            "typed": typed(row.name),
            "title": row.title,
            "department": row.department,
            "placeholder": row.name == row.title,
            "focus": row.focus,
            "top": row.top,
            "nobodyFound": row.nobody_found,
            "superior": row.reports_to.code if row.reports_to else None,
            "since": _day(row.joined_on),
            "until": _day(row.left_on),
        }
        for row in rows
    ]


def _reporting(viewer: Viewer, customer: Customer) -> list[Told]:
    rows = _rows(viewer, ReportingLine, customer).order_by("valid_from", "pk")
    columns = ("key_person__code", "reports_to__code", "valid_from", "valid_to")
    return [
        {"person": person, "superior": superior, "since": _day(since), "until": _day(until)}
        for person, superior, since, until in rows.values_list(*columns)
    ]


ASSESSMENT: Final = {
    "person": "key_person__code",
    "party": "party__code",
    "day": "effective_on",
    "closeness": "closeness",
    "solution": "solution",
    "price": "price",
    "veto": "veto",
    "approver": "approver",
    "who": "assessor__name",
    "note": "note",
}


def _assessments(viewer: Viewer, customer: Customer) -> list[Told]:
    rows = _rows(viewer, Assessment, customer).filter(effective_on__lte=viewer.today).order_by("effective_on", "pk")
    return [_assessment(dict(zip(ASSESSMENT, row, strict=True))) for row in rows.values_list(*ASSESSMENT.values())]


def _assessment(row: Mapping[str, Any]) -> Told:
    votes = {vote: _ANSWERS[row[vote]] for vote in ("veto", "approver")}
    return {**row, **votes, "day": _day(row["day"]), "who": row["who"] or ""}


def _influences(viewer: Viewer, customer: Customer) -> list[Told]:
    rows = _rows(viewer, Influence, customer).filter(valid_from__lte=viewer.today)
    rows = rows.exclude(ended_unnamed(viewer.today)).order_by("valid_from", "pk")
    return [_influence(row, viewer) for row in rows.select_related("key_person", "person", "employee", "competitor")]


def _influence(row: Influence, viewer: Viewer) -> Told:
    """`influencer` is blank for a colleague who is not named."""
    employee = shown_name(row, viewer.scope)
    who = row.person or row.competitor or employee
    there = {"since": _day(employee.joined_on), "until": _day(employee.left_on)} if employee else None
    return {
        "id": row.pk,
        "person": row.key_person.code,
        "kind": row.kind,
        "influencer": who.code if who else "",
        "name": (row.contact_name or pgettext("a competitor's person", "nameless")) if row.competitor else name_of(who),
        "contact": row.contact_name,
        "place": row.competitor.name if row.competitor else getattr(who, "title", ""),
        "since": _day(row.valid_from),
        "until": _day(row.valid_to),
        "there": there,
        "note": row.note if who else "",
    }


def _chains(viewer: Viewer, customer: Customer) -> list[Told]:
    """Opportunities that have a chain, the newest first."""
    members = _members(viewer, customer)
    rows = _rows(viewer, Opportunity, customer).filter(opened_on__lte=viewer.today).order_by("-opened_on", "-pk")
    return [
        {
            "code": row.code,
            "name": row.name,
            "opened": _day(row.opened_on),
            "closed": _day(row.closed_on),
            "members": members[row.pk],
        }
        for row in rows
        if row.pk in members
    ]


def _members(viewer: Viewer, customer: Customer) -> dict[int, list[Told]]:
    """By opportunity, who decides most last; who has no place stands at the far end."""
    rows = _rows(viewer, ChainMember, customer).order_by(F("position").asc(nulls_first=True), "key_person__code")
    found: dict[int, list[Told]] = {}
    for opportunity, person, role, position in rows.values_list(
        "opportunity_id", "key_person__code", "role", "position"
    ):
        found.setdefault(opportunity, []).append({"person": person, "role": role, "position": position})
    return found


def _contacts(viewer: Viewer, customer: Customer) -> list[Told]:
    rows = _rows(viewer, ActivityPerson, customer).filter(activity__occurred_on__lte=viewer.today)
    columns = ("key_person__code", "activity__occurred_on", "activity__employee__name")
    found = rows.order_by("activity__occurred_on", "activity_id").values_list(*columns)
    return [{"person": person, "day": _day(day), "who": who} for person, day, who in found]


def _owners(viewer: Viewer, customer: Customer) -> list[Told]:
    rows = _rows(viewer, Ownership, customer).select_related("employee").order_by("valid_from")
    return [
        {
            "code": row.employee.code,
            "name": row.employee.name,
            "since": _day(row.valid_from),
            "until": _day(row.valid_to),
        }
        for row in rows
    ]
