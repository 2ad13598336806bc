"""Planned steps in a review: what is overdue or due soon, by owner, and what was done with which result."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from renmai.domain.plan_step import StepStatus
from renmai.domain.question import ViewKind
from renmai.domain.review import SOON
from renmai.domain.scope import Scope
from renmai.output.review.content import Cell, Head, Table
from renmai.store.models import PlanStep
from renmai.web.numbers import DASH
from renmai.web.pages.review import cells
from renmai.web.pages.review.tables import Making
from renmai.wording.review import TABLES

BESIDE: Final = ("customer", "opportunity", "key_person", "owner")


def _steps(make: Making) -> QuerySet[PlanStep]:
    """Those at the customers of the view, as they were owned on the as-of day."""
    viewer, question = make.viewer, make.asked.question
    rows = PlanStep.objects.visible_to(viewer.scope, question.as_of)
    if question.view.kind is not ViewKind.COMPANY:
        codes = frozenset(one.code for one in viewer.panel.roster.employees_in(question.view))
        rows = rows.visible_to(Scope(viewer.scope.viewer, employees=codes), question.as_of)
    found: QuerySet[PlanStep] = rows.select_related(*BESIDE)
    return found


def due(make: Making) -> Table:
    """Open ones up to the last soon day, by owner and day. Two statements."""
    last = _later(make.asked.question.as_of, SOON)
    found = (
        _steps(make)
        .filter(status=StepStatus.OPEN, due_on__lte=last)
        .order_by("owner__name", "owner_id", "due_on", "code")
    )
    heads = [Head(gettext("Owner"), 2), Head(gettext("Key person"), 3), Head(gettext("From → to"), 3)]
    heads += [Head(gettext("Due"), 2), Head(gettext("For"), 3)]
    return _table(make, "due", heads, found, lambda one: (*_what(make, one), _due(make, one), _where(make, one)))


def done(make: Making) -> Table:
    """Finished after the compared day and up to the as-of day, the latest first. Two statements."""
    first, last = (_end(day) for day in (make.asked.since, make.asked.question.as_of))
    found = (
        _steps(make)
        .filter(status=StepStatus.DONE, revision__recorded_at__gte=first, revision__recorded_at__lt=last)
        .order_by("-revision__recorded_at", "code")
    )
    heads = [Head(gettext("Owner"), 2), Head(gettext("Key person"), 3), Head(gettext("From → to"), 3)]
    heads.append(Head(gettext("Result"), 4))
    return _table(make, "done", heads, found, lambda one: (*_what(make, one), _result(make, one)))


def _end(day: date) -> datetime:
    """When the day is over here."""
    return timezone.make_aware(datetime.combine(_later(day, 1), time.min))


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _table(make: Making, key: str, heads: list[Head], found: QuerySet[PlanStep], cells_of: Any) -> Table:
    words, rows = TABLES[key], found[make.first : make.first + make.count]
    return Table(
        key=key,
        title=str(words.title),
        heads=heads,
        rows=[cells_of(one) for one in rows],
        total=found.count(),
        empty=str(words.ask),
        url=make.asked.url(part=key, risk=None, page=1),
        first=make.first,
    )


def _what(make: Making, step: PlanStep) -> Iterable[Cell]:
    return Cell(step.owner.name), make.doors.planned_with(step), cells.what_is_planned(step)


def _due(make: Making, step: PlanStep) -> Cell:
    days = (step.due_on - make.asked.question.as_of).days
    return Cell(step.due_on.isoformat(), under=_when(days), is_bad=days < 0)


def _when(days: int) -> str:
    if days == 0:
        return pgettext("a planned step", "today")
    if days < 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def _result(make: Making, step: PlanStep) -> Cell:
    where = _where(make, step)
    return Cell(step.result or DASH, under=where.text, under_url=where.url)


def _where(make: Making, step: PlanStep) -> Cell:
    """The plan that the step stands in."""
    deal, customer = step.opportunity, step.customer
    if not make.doors.url("customer", customer.code, customer.code):
        return Cell(deal.name if deal else customer.name)
    if deal:
        return Cell(deal.name, url=reverse("opportunity", args=[deal.code]) + "#plan")
    return Cell(customer.name, url=reverse("customer", args=[customer.code], query={"tab": "strategy"}) + "#plan")
