"""The marks on what a question is about."""

from collections.abc import Sequence

from renmai.analytics.panel import Panel
from renmai.analytics.visible import scope_of_view
from renmai.domain.principles.mark import Mark
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.store.action_marks import marks_in


def marks_of(panel: Panel, question: Question, scope: Scope) -> Sequence[Mark]:
    """The marks on the actions of the question's view on its day; none of a view that the viewer may not see."""
    view = question.view
    if not scope.sees(view) or not panel.roster.exists(view):
        return ()
    return marks_in(view, scope_of_view(panel.roster, view), question.as_of, panel.policy.done_days)
