"""Planned steps as rows of a page: what is to move, by whom and until when, and whether it is so by now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from renmai.analytics.customer import attitudes
from renmai.analytics.panel import Panel
from renmai.domain.plan_step import StepStatus, is_met
from renmai.domain.stance import VOTES
from renmai.store.models import PlanStep
from renmai.web import marks
from renmai.web.access import Viewer
from renmai.web.pages.tactic.words import names_of
from renmai.wording.columns import Text, word


@dataclass(frozen=True, slots=True)
class StepRow:
    """`now` is there where the value is neither what it was nor met; overdue are open ones after their day.

    `person` is blank where it is about the customer as such, `feature` where no value is to move. `tactic` is the
    name of what it follows.
    """

    code: str
    url: str
    person: str
    person_url: str
    opportunity: str
    opportunity_url: str
    feature: Text
    before: SafeString
    goal: SafeString
    now: SafeString | None
    is_met: bool
    tactic: Text
    owner: str
    due: str
    is_overdue: bool
    note: str
    status: str
    status_word: Text
    result: str

    @property
    def subject(self) -> str:
        return self.person or gettext("The customer as such")

    @property
    def is_open(self) -> bool:
        return self.status == StepStatus.OPEN


@dataclass(frozen=True, slots=True)
class Plan:
    """Open steps by their day, then the settled ones, the latest first."""

    rows: list[StepRow]

    @property
    def open_count(self) -> int:
        return sum(row.is_open for row in self.rows)

    @property
    def overdue_count(self) -> int:
        return sum(row.is_overdue for row in self.rows)


def plan_of(viewer: Viewer, panel: Panel, day: date, **about: Any) -> Plan:
    """The steps about a customer, an opportunity or a key person; `panel` holds their customer. One statement."""
    rows = PlanStep.objects.visible_to(viewer.scope, viewer.today).filter(**about)
    found = sorted(rows.select_related("key_person", "opportunity", "owner"), key=_rank)
    held, names = attitudes(panel, day), names_of({one.tactic for one in found})
    return Plan([step_row(one, held, names, viewer.today) for one in found])


def _rank(step: PlanStep) -> tuple[bool, int, str]:
    is_open = step.status == StepStatus.OPEN
    return not is_open, step.due_on.toordinal() * (1 if is_open else -1), step.code


def step_row(step: PlanStep, held: Mapping[str, Mapping[str, str]], names: Mapping[str, Text], today: date) -> StepRow:
    """`held` are the cells by key person and feature on the day looked at, `names` those of tactics by code."""
    person = step.key_person
    now = held.get(person.code, {}).get(step.feature, "") if person else ""
    met = is_met(step.feature, step.from_value, step.goal, now)
    deal = step.opportunity
    return StepRow(
        code=step.code,
        url=reverse("plan-step", args=[step.code]),
        person=person.name if person else "",
        person_url=reverse("key-person", args=[person.code]) if person else "",
        opportunity=deal.name if deal else "",
        opportunity_url=reverse("opportunity", args=[deal.code]) if deal else "",
        feature=word("feature", step.feature),
        before=chip(step.feature, step.from_value),
        goal=chip(step.feature, step.goal),
        now=None if met or now == step.from_value or not step.feature else chip(step.feature, now),
        is_met=met,
        tactic=names.get(step.tactic, ""),
        owner=step.owner.name,
        due=step.due_on.isoformat(),
        is_overdue=step.status == StepStatus.OPEN and step.due_on < today,
        note=step.note,
        status=step.status,
        status_word=word("status", step.status, "plan_steps"),
        result=step.result,
    )


def chip(feature: str, cell: str) -> SafeString:
    """A degree or an answer to a vote as a mark."""
    if feature in VOTES:
        return marks.group_chip(cell or "unknown")
    return marks.stance_chip(int(cell) if cell else None)
