"""The planned steps behind scorecards, fetched through the gate of each day that is compared."""

from typing import Final

from renmai.analytics.account_line import window_start
from renmai.analytics.scorecard import Planned
from renmai.domain.question import Question
from renmai.store.models import PlanStep
from renmai.web.access import Viewer

COLUMNS: Final = (
    *("code", "owner_id", "customer__code", "key_person__code"),
    *("feature", "from_value", "goal", "status", "due_on"),
)


def steps_of(viewer: Viewer, question: Question) -> list[Planned]:
    """Those due in any of the three periods, at customers that were the viewer's to see then. Three statements."""
    found: dict[str, Planned] = {}
    for day in question.comparison.days:
        rows = PlanStep.objects.visible_to(viewer.scope, day).filter(
            due_on__gt=window_start(day, question.period), due_on__lte=day
        )
        found |= {row[0]: Planned(*row) for row in rows.values_list(*COLUMNS)}
    return list(found.values())
