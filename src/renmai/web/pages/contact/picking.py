"""Whom did we meet? Who was met lately comes first; a name, its pinyin or initials find anybody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext

from renmai.analytics import states as st
from renmai.analytics.key_person import customer_of_people, states_on
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.roster import among, ids_of
from renmai.analytics.search import rows_with, words_of
from renmai.domain.scope import Scope
from renmai.store.models import ActivityPerson, KeyPerson
from renmai.web.access import Viewer, customer_of, opportunity_of

RECENT: Final = 12
SHOWN: Final = 40
LOOKED_AT: Final = 200
"""Of one's own contacts, latest first, to find the `RECENT` persons among them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    name: str
    title: str
    customer: str
    focus: bool
    met: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    people: list[Candidate]


@dataclass(frozen=True, slots=True)
class Picking:
    """`words` is what is searched for; nothing at all is there for who has no customers."""

    words: str
    groups: list[Group]
    opportunity: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(group.people for group in self.groups)


def picking(viewer: Viewer, words: str, customer: str, opportunity: str) -> Picking:
    """Candidates for a search, for one customer or chain, else the recent ones and one's own."""
    if words.strip():
        return Picking(words, [Group(gettext("Found"), people_with(viewer, words))], opportunity)
    if opportunity:
        return Picking("", _of_opportunity(viewer, opportunity), opportunity)
    if customer:
        row = customer_of(viewer, customer)
        return Picking("", [Group(row.name, _candidates(_there(viewer).filter(customer=row)))])
    recent = _recent(viewer)
    own = _own(viewer, {one.code for one in recent})
    groups = [Group(gettext("Met lately"), recent), Group(gettext("At my customers"), own)]
    return Picking("", [group for group in groups if group.people])


def _there(viewer: Viewer) -> Any:
    """Key persons that the viewer may see and who are there today."""
    day = viewer.today
    rows = KeyPerson.objects.visible_to(viewer.scope, day).select_related("customer")
    return rows.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day).filter(
        Q(customer__closed_on=None) | Q(customer__closed_on__gt=day), customer__created_on__lte=day
    )


def _recent(viewer: Viewer) -> list[Candidate]:
    met = ActivityPerson.objects.visible_to(viewer.scope, viewer.today).filter(
        activity__employee=viewer.employee, activity__occurred_on__lte=viewer.today
    )
    order = met.order_by(F("activity__occurred_on").desc(), "-activity_id", "position")
    days: dict[int, date] = {}
    for person, day in order.values_list("key_person_id", "activity__occurred_on")[:LOOKED_AT]:
        days.setdefault(person, day)
    found = _candidates(_there(viewer).filter(pk__in=[*days][: 2 * RECENT]), days)
    return sorted(found, key=lambda one: one.met or date.min, reverse=True)[:RECENT]


def _own(viewer: Viewer, but: set[str]) -> list[Candidate]:
    """At customers on the viewer's own name; those in focus first."""
    mine = Scope(viewer.employee.code, employees=frozenset({viewer.employee.code}))
    rows = _there(viewer).visible_to(mine, viewer.today).exclude(code__in=but)
    return _candidates(rows.order_by("-focus", "-customer__focus", "customer__name", "name")[:SHOWN])


def _of_opportunity(viewer: Viewer, code: str) -> list[Group]:
    """The chain's members first, then the others of the customer."""
    row = opportunity_of(viewer, code)
    there = _there(viewer).filter(customer=row.customer_id)
    members = _candidates(there.filter(chains__opportunity=row).order_by("chains__position"))
    others = _candidates(there.exclude(chains__opportunity=row).order_by("name")[:SHOWN])
    groups = [Group(row.name, members), Group(row.customer.name, others)]
    return [group for group in groups if group.people]


def _candidates(
    rows: Iterable[KeyPerson], days: dict[int, date] | None = None, page: str = "contact"
) -> list[Candidate]:
    """`page` is the name of the one that a candidate leads to."""
    return [
        Candidate(
            row.code,
            row.name,
            row.title or row.department,
            row.customer.name,
            row.focus,
            (days or {}).get(row.pk),
            reverse(page, query={"person": row.code}),
        )
        for row in rows
    ]


def people_with(viewer: Viewer, words: str, page: str = "contact") -> list[Candidate]:
    """Whom the viewer may see and who is there today, by what is searched for."""
    codes = _codes_with(viewer.panel, viewer.scope, viewer.today, words_of(words))
    order = {code: at for at, code in enumerate(codes)}
    return sorted(_candidates(_there(viewer).filter(code__in=codes), page=page), key=lambda one: order[one.code])


def _codes_with(panel: Panel, scope: Scope, day: date, words: Sequence[str]) -> list[str]:
    """Codes of key persons, there on the day and open to the scope, who hold every word or whose customer does."""
    customers = customer_of_people(panel)
    chosen = states_on(panel, day, 0) != st.ABSENT
    if not scope.everything:
        employees = ids_of(panel.roster.employee_of_code[code] for code in scope.employees)
        chosen &= among(moment(panel, day, 0).owner, employees)[customers]
    for word in words:
        held = rows_with(panel, "people", ("name", "title", "department"), word)
        chosen &= held | rows_with(panel, "customers", ("name",), word)[customers]
    slabs = np.searchsorted(panel.person_offsets, places := np.flatnonzero(chosen)[:SHOWN], side="right") - 1
    return [
        str(panel.slabs[slab].people.code[place - panel.person_offsets[slab]])
        for slab, place in zip(slabs.tolist(), places.tolist(), strict=True)
    ]
