"""Reading the audit trail: newest first, a page at a time, with as many statements for any page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from renmai.store.models import Account, AuditEntry, Employee, Revision

PAGE_SIZE: Final = 100
LONGEST: Final = 500
LONGEST_NUMBER: Final = 18
"""Digits that a 64-bit number surely holds."""
FIELDS: Final = ("code", "person", "action", "file", "since", "until")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; blank: no matter what. `after` is where the page before ended."""

    code: str
    person: str
    action: str
    file: str
    since: str
    until: str
    after: str

    @property
    def values(self) -> Mapping[str, str]:
        return {name: getattr(self, name) for name in FIELDS if getattr(self, name)}

    @property
    def query(self) -> str:
        return urlencode(self.values)


Place = tuple[int, int]
"""A revision's number and the key of one of its entries, 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the trail; `entry` is None for a revision that replaced nothing, such as an import that only adds."""

    revision: Revision
    entry: AuditEntry | None


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Found]
    next: str


def asked(given: QueryDict) -> Asked:
    return Asked(*(given.get(name, "").strip()[:LONGEST] for name in (*FIELDS, "after")))


def page_of(wanted: Asked) -> Page:
    """A page of the trail; a day that is none is no condition."""
    rows = Revision.objects.filter(_condition(wanted) & _after(wanted.after)).order_by("-number", "entries__pk")
    places = [(number, pk or 0) for number, pk in rows.values_list("number", "entries__pk")[: PAGE_SIZE + 1]]
    shown = places[:PAGE_SIZE]
    revisions = Revision.objects.in_bulk([number for number, _ in shown])
    entries = AuditEntry.objects.in_bulk([pk for _, pk in shown if pk])
    more = len(places) > PAGE_SIZE
    return Page(
        [Found(revisions[number], entries.get(pk)) for number, pk in shown],
        "{}.{}".format(*shown[-1]) if more else "",
    )


def _condition(wanted: Asked) -> Q:
    """One condition: several would join the entries several times."""
    condition = Q()
    if wanted.code:
        condition &= Q(entries__subject=wanted.code)
    if wanted.file:
        condition &= Q(entries__file=wanted.file)
    if wanted.action:
        condition &= Q(action=wanted.action)
    if wanted.person:
        condition &= Q(actor__in=_actors(wanted.person))
    since, until = day_of(wanted.since), day_of(wanted.until)
    if since:
        condition &= Q(recorded_at__gte=_begin(since))
    if until:
        condition &= Q(recorded_at__lt=_begin(until + timedelta(days=1)))
    return condition


def _actors(person: str) -> set[str]:
    """Everything the person signs with: the code, and the name of the account at the door."""
    named = Employee.objects.filter(Q(name=person) | Q(code=person) | Q(account__username=person))
    found = {name for both in named.values_list("code", "account__username") for name in both if name}
    return {person, *found}


def day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date.min < day < date.max else None


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def owners_of(found: list[Found]) -> dict[str, str]:
    """Employees by the names of the accounts that sign lines of the page."""
    names = {one.revision.actor for one in found}
    accounts = Account.objects.filter(username__in=names, employee__isnull=False)
    return dict(accounts.values_list("username", "employee__code"))


def _after(place: str) -> Q:
    number, _, entry = place.partition(".")
    if not (_is_number(number) and _is_number(entry)):
        return Q()
    return Q(number__lt=int(number)) | Q(number=int(number), entries__pk__gt=int(entry))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
