"""What "My people" shows: each relation with what is told of it, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from renmai.analytics.facts import Employee
from renmai.analytics.moment import moment
from renmai.analytics.visible import who_sees
from renmai.domain.disclosure import Disclosure
from renmai.domain.errors import RenmaiError
from renmai.store.own_network import OwnRelation, choice_of, relations_of
from renmai.web.access import Viewer
from renmai.wording.disclosure import STEPS
from renmai.wording.errors import sentence
from renmai.wording.terms import Term

NAMED: Final = 6
"""Of those who may see a customer."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a form was refused for; `key` is the relation's, 0 for the page's own forms."""

    key: int
    error: RenmaiError
    typed: Mapping[str, str]

    @property
    def text(self) -> str:
        return sentence(self.error)

    def of(self, column: str) -> str:
        return self.text if self.error.params.get("column") == column else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of disclosure to choose."""

    value: str
    term: Term
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RelationRow:
    """`customer_url` is blank where the viewer may not see the customer; `agreed_on` is None while undecided."""

    key: int
    person: str
    title: str
    person_url: str
    customer: str
    since: date
    until: date | None
    lasts: bool
    agreed_on: date | None
    now: str
    steps: list[Step]
    how: str
    how_error: str = ""
    until_typed: str = ""
    until_error: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class MyPeople:
    hidden: bool
    agreed_on: date | None
    rows: list[RelationRow]
    over: list[RelationRow]
    undecided: int
    problem: str
    today: date
    steps: list[Term] = field(default_factory=lambda: list(STEPS.values()))


def my_people(viewer: Viewer, trouble: Trouble | None = None) -> MyPeople:
    """Two statements."""
    choice = choice_of(viewer.employee)
    seers = cache(lambda customer: _seers(viewer, customer))
    rows = []
    for one in relations_of(viewer.employee):
        mine = trouble if trouble and trouble.key == one.influence.pk else None
        rows.append(
            _row(viewer, one, seers(one.influence.key_person.customer.code), hidden=choice.hidden, trouble=mine)
        )
    keys = {row.key for row in rows}
    return MyPeople(
        hidden=choice.hidden,
        agreed_on=choice.agreed_on,
        rows=[row for row in rows if row.lasts],
        over=[row for row in rows if not row.lasts],
        undecided=sum(row.agreed_on is None for row in rows if row.lasts),
        problem=trouble.text if trouble and trouble.key not in keys else "",
        today=viewer.today,
    )


def _row(
    viewer: Viewer, one: OwnRelation, seers: list[Employee], *, hidden: bool, trouble: Trouble | None
) -> RelationRow:
    influence, person = one.influence, one.influence.key_person
    typed = trouble.typed if trouble else {}
    chosen = typed.get("disclosure", one.disclosure.value)
    return RelationRow(
        key=influence.pk,
        person=person.name,
        title=" · ".join(part for part in (person.department, person.title) if part),
        person_url=reverse("key-person", args=[person.code])
        if viewer.employee.code in {who.code for who in seers}
        else "",
        customer=person.customer.name,
        since=influence.valid_from,
        until=influence.valid_to,
        lasts=one.lasts(viewer.today),
        agreed_on=one.agreed_on,
        now=_now(one, seers, hidden=hidden),
        steps=[Step(step.value, term, step.value == chosen) for step, term in STEPS.items()],
        how=typed.get("how", one.how),
        how_error=trouble.of("how") or trouble.of("disclosure") if trouble else "",
        until_typed=typed.get("until", ""),
        until_error=trouble.of("until") if trouble else "",
        is_open=trouble is not None,
    )


def _now(one: OwnRelation, seers: list[Employee], *, hidden: bool) -> str:
    """Who sees what right now, in a sentence."""
    who = _joined([who.name for who in seers]) or gettext("nobody yet")
    if hidden:
        return gettext("You hide: %(who)s read “a colleague”.") % {"who": who}
    told = {
        Disclosure.REACH: gettext("%(who)s read “a colleague”; your name is told to nobody."),
        Disclosure.WHO: gettext("%(who)s read your name, not how you know each other."),
        Disclosure.HOW: gettext("%(who)s read your name and how you know each other."),
    }
    return told[one.disclosure] % {"who": who}


def _joined(names: list[str]) -> str:
    shown = pgettext("between the items of a list", ", ").join(names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return gettext("%(names)s and %(n)s more") % {"names": shown, "n": len(names) - NAMED}


def _seers(viewer: Viewer, customer: str) -> list[Employee]:
    """Who may see the customer today, by code."""
    panel = viewer.panel
    place = panel.place_of_customer(customer)
    owner = int(moment(panel, viewer.today, 0).owner[place]) if place is not None else 0
    return who_sees(panel, owner, viewer.today)
