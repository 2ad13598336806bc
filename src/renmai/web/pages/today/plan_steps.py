"""One's own planned steps that are due soon or overdue, on the page of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext

from renmai.domain.plan_step import StepStatus
from renmai.store.models import PlanStep
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT
from renmai.web.pages.plan_step.rows import chip
from renmai.web.pages.tactic.words import names_of
from renmai.wording.columns import Text, word

AHEAD: Final = timedelta(days=14)
SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class DueRow:
    """`url` is the plan that the step stands in. Without a feature no value moves, and `tactic` or `note` says what."""

    person: str
    feature: Text
    before: SafeString
    goal: SafeString
    tactic: Text
    note: str
    where: str
    url: str
    on: date
    when: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Due:
    rows: list[DueRow]
    total: str
    overdue: str
    further: str


def due_steps(viewer: Viewer) -> Due:
    """By day, the longest overdue first. One statement."""
    rows = PlanStep.objects.visible_to(viewer.scope, viewer.today).filter(
        owner=viewer.employee, status=StepStatus.OPEN, due_on__lte=viewer.today + AHEAD
    )
    found = list(rows.select_related("customer", "opportunity", "key_person").order_by("due_on", "code"))
    names = names_of({one.tactic for one in found[:SHOWN]})
    overdue = sum(one.due_on < viewer.today for one in found)
    return Due(
        rows=[_row(one, names, viewer.today) for one in found[:SHOWN]],
        total=COUNT.value(len(found)),
        overdue=COUNT.value(overdue) if overdue else "",
        further=COUNT.value(len(found) - SHOWN) if len(found) > SHOWN else "",
    )


def _row(step: PlanStep, names: Mapping[str, Text], today: date) -> DueRow:
    deal = step.opportunity
    plan = reverse("opportunity", args=[deal.code]) if deal else _plan_of_customer(step.customer.code)
    return DueRow(
        person=(step.key_person or step.customer).name,
        feature=word("feature", step.feature),
        before=chip(step.feature, step.from_value),
        goal=chip(step.feature, step.goal),
        tactic=names.get(step.tactic, ""),
        note=step.note,
        where=f"{step.customer.name} · {deal.name}" if deal else step.customer.name,
        url=f"{plan}#plan",
        on=step.due_on,
        when=when_due((step.due_on - today).days),
        is_overdue=step.due_on < today,
    )


def _plan_of_customer(code: str) -> str:
    return reverse("customer", args=[code], query={"tab": "strategy"})


def when_due(days: int) -> str:
    if days == 0:
        return pgettext("a planned step", "today")
    if days < 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
