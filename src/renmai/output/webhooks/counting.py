"""What a group is told: counts of one team or the company, each with the list behind it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from renmai.analytics import stale, upcoming
from renmai.analytics.decision_chain_line import chains_in_scope
from renmai.analytics.listing import Row
from renmai.analytics.metric import money
from renmai.analytics.panel import Panel
from renmai.analytics.reading_codes import READINGS, reading_codes
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.plan_step import StepStatus
from renmai.domain.question import Question, View, ViewKind
from renmai.domain.reading import Reading
from renmai.domain.scope import EVERYTHING, Scope
from renmai.output.notices.places import absolute
from renmai.output.webhooks.message import Line, Message, plain
from renmai.store.models import PlanStep

BLOCKED: Final = READINGS.index(Reading.BLOCKED)


@dataclass(frozen=True, slots=True)
class Counts:
    """`amount` is the open money of the blocked chains."""

    overdue_steps: int
    overdue_closes: int
    blocked: int
    amount: float
    stale: int

    @property
    def is_nothing(self) -> bool:
        return not (self.overdue_steps or self.overdue_closes or self.blocked or self.stale)


def counts(panel: Panel, view: View, today: date) -> Counts:
    """Raises `RenmaiError(UNKNOWN_VIEW)` for a team that there is not."""
    if not panel.roster.exists(view):
        raise RenmaiError(ErrorCode.UNKNOWN_VIEW, view=str(view), open="")
    question, scope = Question(today, view=view), _scope(panel, view)
    steps = PlanStep.objects.visible_to(scope, today).filter(status=StepStatus.OPEN, due_on__lt=today)
    chains = chains_in_scope(panel, question, today)
    blocked = reading_codes(panel, today)[chains.place] == BLOCKED
    return Counts(
        overdue_steps=steps.count(),
        overdue_closes=bisect_left(upcoming.listing(panel, question, scope), 0, key=_days),
        blocked=int(np.count_nonzero(blocked)),
        amount=float(money(int(chains.amount[blocked].sum()))),
        stale=len(stale.listing(panel, question, scope)),
    )


def _scope(panel: Panel, view: View) -> Scope:
    if view.kind is ViewKind.COMPANY:
        return EVERYTHING
    return Scope(employees=frozenset(employee.code for employee in panel.roster.employees_in(view)))


def _days(row: Row) -> int:
    days: int = row["days"]
    return days


def message(panel: Panel, view: View, told: Counts) -> Message:
    """The counts in words, in the language of the moment."""
    return Message(title_of(panel, view), tuple(_lines(view, told)))


def title_of(panel: Panel, view: View) -> str:
    """The name of the team, or the company's."""
    team = panel.roster.team_of_code.get(view.code)
    return f"Renmai · {plain(team.name) if team else gettext('Whole company')}"


def _lines(view: View, told: Counts) -> Iterator[Line]:
    if told.overdue_steps:
        text = ngettext("%(count)s planned step is overdue", "%(count)s planned steps are overdue", told.overdue_steps)
        yield Line(text % {"count": told.overdue_steps}, absolute(reverse("today")))
    if told.blocked:
        text = ngettext(
            "%(count)s decision chain is blocked (¥%(amount)s)",
            "%(count)s decision chains are blocked (¥%(amount)s)",
            told.blocked,
        )
        filled = {"count": told.blocked, "amount": f"{told.amount:,.0f}"}
        yield Line(text % filled, _list("decision-chain", view, reading="blocked"))
    if told.overdue_closes:
        text = ngettext(
            "%(count)s opportunity should have closed",
            "%(count)s opportunities should have closed",
            told.overdue_closes,
        )
        yield Line(text % {"count": told.overdue_closes}, _list("decision-chain", view))
    if told.stale:
        text = ngettext(
            "%(count)s key person was last assessed long ago",
            "%(count)s key persons were last assessed long ago",
            told.stale,
        )
        yield Line(text % {"count": told.stale}, _list("key-person", view, stale="yes"))


def _list(line: str, view: View, **more: str) -> str:
    return absolute(reverse("line-list", args=[line], query={"view": str(view), **more}))
