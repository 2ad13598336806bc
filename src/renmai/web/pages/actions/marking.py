"""Keeping what is said of actions, so far as the viewer may see them and they are as they were seen."""

from collections.abc import Callable
from typing import Final

from django.http import Http404
from django.utils import timezone

from renmai.analytics.next_actions import marked, ranked
from renmai.analytics.next_actions.marked import Marked, place_of, subject_rows
from renmai.analytics.next_actions.ranking import ranked_at
from renmai.analytics.next_actions.telling import actions
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.principles.base import NextAction, SubjectType
from renmai.domain.principles.cause import cause
from renmai.domain.question import Question, View, ViewKind
from renmai.refresh.marks import marks_of
from renmai.store.actions import action_mark
from renmai.store.actions.action_mark import close_gone, mark_actions, reopen_actions
from renmai.store.models import ActionMark, Customer
from renmai.web.access import Viewer, customer_of, key_person_of, opportunity_of
from renmai.web.pages.actions.said import Said, value_of

CUSTOMER_OF: Final[dict[SubjectType, Callable[[Viewer, str], Customer]]] = {
    SubjectType.CUSTOMER: customer_of,
    SubjectType.KEY_PERSON: lambda viewer, code: key_person_of(viewer, code).customer,
    SubjectType.OPPORTUNITY: lambda viewer, code: opportunity_of(viewer, code).customer,
}
"""Whoever may see it today may mark what is to be done about it."""


def sorted_out(viewer: Viewer, question: Question) -> Marked:
    """The actions of a view, with what is marked. One statement; marks whose cause is gone are ended on the way."""
    found = marked(ranked(viewer.panel, question), marks_of(viewer.panel, question, viewer.scope))
    if found.gone and question == Question(viewer.today, view=question.view, own_of=question.own_of):
        close_gone([mark.code for mark in found.gone], today=viewer.today, now=timezone.now())
    return found


def keep_said(viewer: Viewer, said: Said) -> int | None:
    """The revision's number; `Http404` for a subject that the viewer may not see.

    Raises `RenmaiError` as `mark_actions` does, and ACTION_CHANGED if an action has another cause by now.
    """
    customer = CUSTOMER_OF[said.subject_type](viewer, said.code) if said.subject_type in CUSTOMER_OF else None
    now = {value_of(action): action for action in _actions_about(viewer, said, customer)}
    choice = said.choice(viewer.today)
    if not said.values or not set(said.values) <= now.keys():
        raise RenmaiError(ErrorCode.ACTION_CHANGED)
    return mark_actions(
        [_marked(now[value], customer) for value in said.values],
        choice,
        by=viewer.employee,
        today=viewer.today,
        now=timezone.now(),
        done_days=viewer.panel.policy.done_days,
    )


def _actions_about(viewer: Viewer, said: Said, customer: Customer | None) -> list[NextAction]:
    """All that is found about one subject today."""
    panel = viewer.panel
    if customer is None:
        found = ranked(panel, Question(viewer.today, view=_view(viewer, said)))
    else:
        at = place_of(panel, SubjectType.CUSTOMER, customer.code, customer.code)
        found = ranked_at(panel, Question(viewer.today), at)
    place = place_of(panel, said.subject_type, said.code, customer.code if customer else None)
    return actions(found, subject_rows(found, said.subject_type, place))


def _view(viewer: Viewer, said: Said) -> View:
    """The view that is meant, or that of the employee."""
    try:
        is_view = said.subject_type is SubjectType.VIEW
        view = View.parse(said.code) if is_view else View(ViewKind.PERSONAL, said.code)
    except ValueError:
        raise Http404 from None
    if not viewer.scope.sees(view) or not viewer.panel.roster.exists(view):
        raise Http404
    return view


def _marked(action: NextAction, customer: Customer | None) -> action_mark.Marked:
    return action_mark.Marked(
        line=action.line.value,
        principle=action.principle.value,
        subject_type=action.subject.type.value,
        subject=action.subject.code,
        customer=customer,
        cause=cause(action),
        priority=action.priority,
    )


def open_again(viewer: Viewer, code: str) -> int | None:
    """Let a marked action be shown again; `Http404` for a mark that the viewer may not see."""
    if not ActionMark.objects.visible_to(viewer.scope, viewer.today).filter(code=code).exists():
        raise Http404
    return reopen_actions([code], by=viewer.employee, today=viewer.today, now=timezone.now())
