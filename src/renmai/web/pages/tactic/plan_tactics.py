"""Tactics on a customer: whom each suggests there, what it would move to what, and the form that plans it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from renmai.analytics.customer import owner_on
from renmai.analytics.panel import Panel
from renmai.analytics.tactic_targets import Named, candidates
from renmai.analytics.visible import who_sees
from renmai.domain.errors import RenmaiError
from renmai.domain.plan_step import DEGREE_CELLS
from renmai.domain.strategies.base import Strategy
from renmai.domain.tactics.suggesting import fits, step_up, suggested
from renmai.store.models import ChainMember, Customer, Status
from renmai.store.playbook import Template, playbook_of
from renmai.web.access import Viewer
from renmai.web.fields import Option
from renmai.web.pages.plan_step.rows import chip
from renmai.web.pages.tactic.cards import Card, card
from renmai.wording.cells import degree_text
from renmai.wording.errors import sentence
from renmai.wording.terms import DEGREES, STRATEGIES, Text

USUAL_DAYS: Final = 30
MOST_TYPED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody whom a tactic suggests, and the value to move; without `degree` something is done with them.

    `key` names the choice in the form: `PERSON.DEGREE`, or `PERSON`.
    """

    key: str
    person: str
    name: str
    title: str
    url: str
    degree: Text
    column: str
    before: str
    now: SafeString
    goals: list[Option]
    goal: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Planning:
    """One tactic with its form, which comes back as typed where it was refused.

    `nobody` says why nobody is suggested.
    """

    tactic: Card
    whom: list[Whom]
    nobody: str
    is_mine: bool
    is_open: bool
    owner: str
    due_on: str
    note: str
    problem: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    label: Text
    url: str
    is_current: bool
    is_usual: bool


@dataclass(frozen=True, slots=True)
class Tactics:
    """`strategy` is blank where none is asked for and none is recommended."""

    url: str
    strategy: str
    label: Text
    switch: list[Switch]
    plannings: list[Planning]
    owners: list[Option]


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent, and why it was refused."""

    given: QueryDict
    error: RenmaiError


@dataclass(frozen=True, slots=True)
class Place:
    """Where one plans: a customer, whose panel is of this customer alone; `usual` is the strategy that it has."""

    viewer: Viewer
    customer: Customer
    panel: Panel
    usual: str
    asked: str = ""

    @property
    def strategy(self) -> str:
        known = [strategy.value for strategy in Strategy]
        return next((one for one in (self.asked, self.usual) if one in known), "")


def tactics_of(place: Place, sent: Sent | None = None) -> Tactics:
    """The company's tactics for the strategy and one's own. Two statements."""
    viewer, strategy = place.viewer, place.strategy
    people = people_of(place)
    found = [one for one in playbook_of(viewer.employee) if _is_offered(one, strategy)]
    return Tactics(
        url=reverse("customer-tactics", args=[place.customer.code]),
        strategy=strategy,
        label=STRATEGIES[strategy].label if strategy else "",
        switch=[_switch(place, one.value) for one in Strategy],
        plannings=[_planning(viewer, one, people, sent) for one in found],
        owners=owner_options(place),
    )


def _is_offered(one: Template, strategy: str) -> bool:
    return one.strategy == strategy and not one.retired and (one.is_mine or not one.owner)


def people_of(place: Place) -> list[Named]:
    """Who is there today, with their roles in open chains. One statement."""
    viewer = place.viewer
    rows = ChainMember.objects.visible_to(viewer.scope, viewer.today).filter(
        opportunity__customer=place.customer, opportunity__status=Status.OPEN
    )
    roles = defaultdict(set)
    for person, role in rows.values_list("key_person__code", "role"):
        roles[person].add(role)
    return candidates(place.panel, viewer.today, {code: frozenset(some) for code, some in roles.items()})


def owner_options(place: Place) -> list[Option]:
    """Who may see the customer: from anybody else a step would be hidden."""
    viewer = place.viewer
    found = who_sees(viewer.panel, owner_on(place.panel, viewer.today), viewer.today)
    return [Option(one.code, f"{one.name} {one.code}") for one in found]


def _switch(place: Place, name: str) -> Switch:
    query = {"tab": "strategy"} | ({} if name == place.usual else {"strategy": name})
    url = reverse("customer", args=[place.customer.code], query=query)
    return Switch(STRATEGIES[name].label, f"{url}#tactics", name == place.strategy, name == place.usual)


def _planning(viewer: Viewer, one: Template, people: Sequence[Named], sent: Sent | None) -> Planning:
    given = sent.given if sent and sent.given.get("tactic") == one.code else None
    whom = whom_of(one, people, given)
    return Planning(
        tactic=card(one),
        whom=whom,
        nobody=_nobody(one, people) if one.targets and not whom else "",
        is_mine=one.is_mine,
        is_open=given is not None,
        owner=given.get("owner", "") if given else viewer.employee.code,
        due_on=given.get("due_on", "") if given else usual_day(viewer.today).isoformat(),
        note=given.get("note", "")[:MOST_TYPED] if given else "",
        problem=sentence(sent.error) if sent and given else "",
        column=str(sent.error.params.get("column", "")) if sent and given else "",
    )


def usual_day(today: date) -> date:
    return today + timedelta(days=USUAL_DAYS)


def whom_of(one: Template, people: Sequence[Named], given: QueryDict | None = None) -> list[Whom]:
    """Whom the tactic suggests, degree by degree; nobody where it is about the customer as such."""
    by_code = {named.candidate.code: named for named in people}
    every = [named.candidate for named in people]
    return [
        _whom(by_code[found.code], degree, given)
        for degree in one.degrees or ("",)
        for found in suggested(every, one.targets, degree)
    ]


def _whom(named: Named, degree: str, given: QueryDict | None) -> Whom:
    code = named.candidate.code
    key, before = f"{code}.{degree}" if degree else code, named.candidate.cells.get(degree, "")
    usual = (step_up(before) or "") if degree else ""
    return Whom(
        key=key,
        person=code,
        name=named.name,
        title=named.title,
        url=reverse("key-person", args=[code]),
        degree=DEGREES[degree].short if degree else "",
        column=degree,
        before=before,
        now=chip(degree, before) if degree else SafeString(""),
        goals=_goals(before) if degree else [],
        goal=given.get(f"goal.{key}", usual) if given else usual,
        is_chosen=key in given.getlist("who") if given else False,
    )


def _goals(before: str) -> list[Option]:
    """The best first; what it is already is no goal."""
    return [Option(cell, degree_text(int(cell))) for cell in reversed(DEGREE_CELLS) if cell != before]


def _nobody(one: Template, people: Sequence[Named]) -> str:
    """Why a tactic suggests nobody here."""
    if not people:
        return gettext("No key person of this customer is known yet. Add the first ones.")
    fitting = [found for degree in one.degrees or ("",) for found in _fitting(one, people, degree)]
    if fitting:
        return gettext("Whoever it is meant for stands at +2 already: there is nothing left to move.")
    return gettext("Nobody at this customer is known to be one of: %(targets)s.") % {"targets": card(one).targets}


def _fitting(one: Template, people: Sequence[Named], degree: str) -> list[Named]:
    return [named for named in people if any(fits(target, named.candidate, degree) for target in one.targets)]
