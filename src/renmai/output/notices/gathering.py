"""Everything that may be told to one employee at this moment, from the panel and the tables.

Nothing is kept: what one may no longer see is gone from the next answer, be it a page or a letter.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from renmai.analytics import notices as known
from renmai.analytics.memo import Memo
from renmai.analytics.panel import Panel
from renmai.analytics.recent import assessed_since
from renmai.domain.notices import notices
from renmai.domain.notices.base import SPAN, Notice
from renmai.domain.notices.cases import Cases
from renmai.domain.scope import Scope
from renmai.refresh.marks import marks_of
from renmai.store import notices as recorded
from renmai.store.models import Employee
from renmai.store.survey import survey_cases

PEOPLE_ASKED: Final = 60
"""Persons assessed by imports who are looked at, the latest first."""
RECEIVERS_KEPT: Final = 128


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is told, and the two gates: the panel and the scope on it."""

    employee: Employee
    scope: Scope
    today: date
    panel: Panel


def gathered(receiver: Receiver) -> list[Notice]:
    """The notices of the moment, the latest day first; before settings and snoozes.

    A handful of statements, whatever the number of facts; none while nothing is recorded and the day is the same.
    """
    kept = receiver.panel.memo.through("notices", lambda: Memo(RECEIVERS_KEPT))
    # A revision that touches no customer keeps the memo: a request for help or a proposal is told all the same.
    key = receiver.scope, receiver.today, receiver.panel.revision
    return kept.through(key, lambda: notices(cases(receiver), receiver.today))


def cases(receiver: Receiver) -> Cases:
    """The facts as they concern this employee."""
    employee, scope, today, panel = receiver.employee, receiver.scope, receiver.today, receiver.panel
    own = known.own_view(employee.code, today)
    assessed = assessed_since(panel, own, today - SPAN, PEOPLE_ASKED)
    return Cases(
        receiver=employee.code,
        steps=recorded.steps(employee, scope, today, panel_name(panel)),
        changes=recorded.changes(employee, today, assessed, panel_name(panel)),
        ownerships=recorded.ownerships(employee, scope, today, panel_name(panel)),
        readings=recorded.with_recorders(known.readings(panel, employee.code, today), today),
        closes=known.closes(panel, employee.code, scope, today),
        uses=recorded.uses(employee, scope, today),
        stale=known.growing_stale(panel, employee.code, scope, today),
        action=known.top_action(panel, employee.code, today, marks_of(panel, own, scope)),
        help=recorded.help_requests(employee, today),
        surveys=survey_cases(employee, today),
        proposals=recorded.proposals(employee, today),
        webhooks=recorded.webhooks(employee),
    )


def panel_name(panel: Panel) -> recorded.Names:
    """An employee's name by code."""

    def name(code: str) -> str:
        employee = panel.roster.employee_of_code.get(code)
        return employee.name if employee else code

    return name
