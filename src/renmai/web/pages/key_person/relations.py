"""Who stands around a key person: superior and reports, who sways whom, chains, activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, F, Prefetch, Q, Value, When
from django.urls import reverse

from renmai.domain.guided_questions.evidence import read
from renmai.store.models import Activity, ActivityPerson, ChainMember, Influence, KeyPerson, ReportingLine, Status
from renmai.store.named import ended_unnamed, shown_name
from renmai.web.access import Viewer
from renmai.web.pages.guide.answers import Grounds, grounds
from renmai.wording.columns import WORDS, Text
from renmai.wording.disclosure import name_of
from renmai.wording.guided_questions import About

ACTIVITIES_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another key person of the customer; `is_there` today."""

    code: str
    name: str
    title: str
    url: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Sway:
    """One influence: who (or whom), what they are, how they know each other.

    `may_end`: what an employee gave is theirs to end (spec 1.10).
    """

    key: int
    kind: str
    name: str
    place: str
    note: str
    since: date
    until: date | None
    url: str
    counts: bool
    grounds: Grounds | None = None
    may_end: bool = True


@dataclass(frozen=True, slots=True)
class Chain:
    name: str
    url: str
    role: Text
    stage: str
    status: Text
    is_open: bool


@dataclass(frozen=True, slots=True)
class Met:
    day: date
    kind: Text
    who: str
    note: str
    opportunity: str
    with_others: list[str]


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The customer's key persons, by code; `above` is whom they report to today, blank for nobody named."""

    by_code: dict[str, Colleague]
    above: dict[str, str]

    def superior_of(self, code: str) -> Colleague | None:
        return self.by_code.get(self.above.get(code, ""))

    def reports_of(self, code: str) -> list[Colleague]:
        return [self.by_code[below] for below, superior in self.above.items() if superior == code]

    def others(self, code: str) -> list[Colleague]:
        return [one for one in self.by_code.values() if one.code != code]


def colleagues_at(viewer: Viewer, customer: int) -> list[Colleague]:
    """Who is there today at a customer (a primary key)."""
    return [one for one in _colleagues(viewer, customer).by_code.values() if one.is_there]


def colleagues_of(viewer: Viewer, person: KeyPerson) -> Colleagues:
    """Two statements."""
    return _colleagues(viewer, person.customer_id)


def _colleagues(viewer: Viewer, customer: int) -> Colleagues:
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(customer=customer).order_by("name", "code")
    columns = ("code", "name", "department", "title", "reports_to__code", "joined_on", "left_on")
    by_code, above = {}, {}
    dated = _dated_superiors(viewer, customer)
    for code, name, department, title, superior, joined, left in rows.values_list(*columns):
        is_there = joined <= viewer.today and (left is None or viewer.today < left)
        by_code[code] = Colleague(code, name, title or department, reverse("key-person", args=[code]), is_there)
        above[code] = dated.get(code, superior or "")
    return Colleagues(by_code, above)


def _dated_superiors(viewer: Viewer, customer: int) -> dict[str, str]:
    """By code, of those whom a dated line covers today."""
    rows = ReportingLine.objects.visible_to(viewer.scope, viewer.today).filter(
        Q(valid_to=None) | Q(valid_to__gt=viewer.today), key_person__customer=customer, valid_from__lte=viewer.today
    )
    return {code: superior or "" for code, superior in rows.values_list("key_person__code", "reports_to__code")}


def influences_on(viewer: Viewer, person: KeyPerson) -> list[Sway]:
    """Who can sway the person: those that count first, then those that are over. One statement."""
    rows = _influences(viewer).filter(key_person=person)
    found = [_sway(row, _influencer(row, viewer), viewer) for row in rows]
    return sorted(found, key=lambda sway: (not sway.counts, ORDER[sway.kind], sway.name))


def swayed_by(viewer: Viewer, person: KeyPerson) -> list[Sway]:
    """Whom the person can sway inside the customer today. One statement."""
    rows = _influences(viewer).filter(person=person)
    found = [_sway(row, row.key_person, viewer) for row in rows]
    return [sway for sway in found if sway.counts]


ORDER: Final = {"ours": 0, "internal": 1, "competitor": 2}


def _influences(viewer: Viewer) -> Any:
    rows = Influence.objects.visible_to(viewer.scope, viewer.today).filter(valid_from__lte=viewer.today)
    there = rows.exclude(ended_unnamed(viewer.today))
    is_given = Case(When(private__isnull=False, then=Value(value=True)), default=Value(value=False))
    there = there.annotate(is_given=is_given)
    return there.select_related("key_person", "person", "employee", "competitor").order_by("valid_from", "pk")


def _influencer(row: Influence, viewer: Viewer) -> Any:
    """None: a colleague who is not named."""
    return row.person or row.competitor or shown_name(row, viewer.scope)


def _sway(row: Influence, other: Any, viewer: Viewer) -> Sway:
    is_person = isinstance(other, KeyPerson)
    return Sway(
        key=row.pk,
        kind=row.kind,
        name=row.contact_name or name_of(other),
        place=other.name if row.contact_name else getattr(other, "title", ""),
        note=row.note if other else "",
        since=row.valid_from,
        until=row.valid_to,
        url=reverse("key-person", args=[other.code]) if is_person else "",
        counts=_counts(row, other, viewer.today),
        grounds=_grounds(row, viewer),
        may_end=not row.is_given,  # type: ignore[attr-defined]  # annotated
    )


def _grounds(row: Influence, viewer: Viewer) -> Grounds | None:
    """The answers that say how deep it is: an influence that is recorded counts as deep."""
    answered = read(row.evidence).get("influence")
    if answered is None:
        return None
    about = About(row.key_person.name, influencer=row.contact_name or name_of(_influencer(row, viewer)))
    return grounds("influence", answered, "yes", about)


def _counts(row: Influence, other: Any, today: date) -> bool:
    """An influence counts while it lasts and the influencer is there; a competitor's person always is.

    Of a colleague who is not named, whether they work here would be a hint: it is taken to count.
    """
    if row.valid_to is not None and row.valid_to <= today:
        return False
    joined, left = getattr(other, "joined_on", None), getattr(other, "left_on", None)
    return (joined is None or joined <= today) and (left is None or today < left)


def chains_of(viewer: Viewer, person: KeyPerson) -> list[Chain]:
    """The opportunities that the person helps to decide, open ones first. One statement."""
    rows = ChainMember.objects.visible_to(viewer.scope, viewer.today).filter(key_person=person)
    rows = rows.select_related("opportunity").order_by(F("opportunity__closed_on").desc(nulls_first=True), "pk")
    return [
        Chain(
            row.opportunity.name,
            reverse("opportunity", args=[row.opportunity.code]),
            WORDS["role"].get(row.role, ""),
            row.opportunity.stage,
            WORDS["status"][row.opportunity.status],
            row.opportunity.status == Status.OPEN,
        )
        for row in rows
    ]


def activities_of(viewer: Viewer, person: KeyPerson) -> tuple[list[Met], int]:
    """The last times we met the person, and how many there are. Three statements."""
    rows = Activity.objects.visible_to(viewer.scope, viewer.today)
    met = ActivityPerson.objects.visible_to(viewer.scope, viewer.today).filter(key_person=person)
    rows = rows.filter(Q(pk__in=met.values("activity")))
    people = ActivityPerson.objects.visible_to(viewer.scope, viewer.today).select_related("key_person")
    shown = rows.select_related("employee", "opportunity").prefetch_related(Prefetch("people", people, to_attr="met"))
    return [_met(row, person) for row in shown.order_by("-occurred_on", "-pk")[:ACTIVITIES_SHOWN]], rows.count()


def _met(row: Any, person: KeyPerson) -> Met:
    others: Sequence[KeyPerson] = [one.key_person for one in row.met if one.key_person_id != person.pk]
    return Met(
        row.occurred_on,
        WORDS["kind"].get(row.kind, ""),
        row.employee.name,
        row.note,
        row.opportunity.name if row.opportunity else "",
        [one.name for one in others],
    )
