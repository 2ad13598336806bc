"""The lists behind a scorecard that no other page has: persons not looked at in time, steps that were due."""

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from renmai.analytics.listing import Row
from renmai.analytics.scorecard import neglected, planned_in
from renmai.domain.plan_step import StepStatus
from renmai.output.review.content import Cell, Head, Table
from renmai.store.models import PlanStep
from renmai.web.access import Viewer
from renmai.web.pages.review import cells
from renmai.web.pages.review.cells import Doors
from renmai.web.pages.scorecard.asked import PAGE_SIZE, Asked
from renmai.web.pages.scorecard.steps import steps_of
from renmai.wording.columns import word


def listed(viewer: Viewer, asked: Asked) -> Table | None:
    """The list that the address asks for."""
    makers = {"upkeep": _upkeep, "plan": _plan}
    return makers[asked.list](viewer, asked) if asked.list else None


def _upkeep(viewer: Viewer, asked: Asked) -> Table:
    found, doors = neglected(viewer.panel, asked.question), Doors(viewer)
    heads = [Head(gettext("Key person")), Head(gettext("Last assessed")), Head(gettext("Last met"))]

    def row(one: Row) -> tuple[Cell, ...]:
        return doors.person(one), cells.day(one["assessed_on"]), cells.day(one["met_on"])

    return Table(
        key="upkeep",
        title=gettext("Key persons not looked at in time"),
        heads=heads,
        rows=[row(one) for one in cells.sliced(found, asked.first_row, PAGE_SIZE)],
        total=len(found),
        empty=gettext("Everybody was assessed or met in time."),
        first=asked.first_row,
    )


def _plan(viewer: Viewer, asked: Asked) -> Table:
    """Earliest day first. One statement more than the card."""
    planned = sorted(
        planned_in(viewer.panel, asked.question, steps_of(viewer, asked.question)),
        key=lambda one: (one[0].due_on, one[0].code),
    )
    some = planned[asked.first_row : asked.first_row + PAGE_SIZE]
    rows = PlanStep.objects.visible_to(viewer.scope, asked.question.as_of).filter(
        code__in=[step.code for step, _ in some]
    )
    steps = {step.code: step for step in rows.select_related("customer", "key_person", "owner")}
    heads = [Head(gettext("Key person")), Head(gettext("From → to")), Head(gettext("Due"))]
    heads += [Head(gettext("Owner")), Head(gettext("What became of it"))]
    return Table(
        key="plan",
        title=gettext("Planned steps that were due in the period"),
        heads=heads,
        rows=[_step(Doors(viewer), steps, step.code, is_reached=reached) for step, reached in some],
        total=len(planned),
        empty=gettext("No planned step was due in the period."),
        first=asked.first_row,
    )


def _step(doors: Doors, steps: Mapping[str, PlanStep], code: str, *, is_reached: bool) -> tuple[Cell, ...]:
    step = steps[code]
    reached = pgettext("a planned step", "goal reached") if is_reached else gettext("goal not reached")
    return (
        doors.planned_with(step),
        cells.what_is_planned(step),
        Cell(step.due_on.isoformat()),
        Cell(step.owner.name),
        Cell(
            str(word("status", step.status, "plan_steps")),
            under=reached if step.status == StepStatus.DONE else "",
            is_bad=step.status == StepStatus.OPEN,
        ),
    )
