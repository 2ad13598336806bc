"""Next actions (spec 1.8): what the principles find in a view on a day, ranked; about us.

The principles and their order are those of `domain.principles`; the modules of this folder gather
the cases that they read. Only customers in scope are looked at, so that nothing masked is told:
of an employee who can sway somebody, an action gives the code and no more.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.listing import Listing, Row
from renmai.analytics.memo import Memo
from renmai.analytics.moment import moment
from renmai.analytics.next_actions.account import account_cases, resource_cases
from renmai.analytics.next_actions.decision_chain import chain_cases
from renmai.analytics.next_actions.employee import employee_cases
from renmai.analytics.next_actions.influence import view_case
from renmai.analytics.next_actions.key_person import person_cases
from renmai.analytics.next_actions.pressing import Group, by_subject, most_pressing
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.principles import Cases, next_actions
from renmai.domain.principles.base import NextAction
from renmai.domain.question import Question
from renmai.domain.scope import Scope

QUESTIONS_KEPT: Final = 2
FIRSTS_KEPT: Final = 64
FEW_PEOPLE: Final = 2000
"""Views of up to so many key persons are ranked as a whole in a blink."""


def listing(panel: Panel, question: Question, scope: Scope) -> Listing:
    """The actions of the view, the most pressing first."""
    del scope  # an action is about a customer of the view, and every one of them may be seen
    actions = ranked(panel, question)

    def render(places: NDArray[np.intp]) -> list[Row]:
        return [_row(actions[place]) for place in places.tolist()]

    return Listing(np.arange(len(actions)), render)


def report_rows(panel: Panel, question: Question, scope: Scope) -> list[Row]:
    return listing(panel, question, scope)[:]


def ranked(panel: Panel, question: Question) -> list[NextAction]:
    # A large company's list takes a hundred megabytes, so that few of them are kept.
    kept = panel.memo.through("actions", lambda: Memo(QUESTIONS_KEPT))
    return kept.through(question, lambda: next_actions(_cases(panel, question), panel.policy))


@dataclass(frozen=True, slots=True)
class First:
    """The first subjects of a view with their actions; `total` is None where counting all would take long."""

    groups: list[Group]
    total: int | None


def first(panel: Panel, question: Question, count: int) -> First:
    """The first `count` subjects with all that is to be done about each, in the order of the whole list."""
    kept = panel.memo.through("first actions", lambda: Memo(FIRSTS_KEPT))
    return kept.through((question, count), lambda: _first(panel, question, count))


def _first(panel: Panel, question: Question, count: int) -> First:
    at = moment(panel, question.as_of, 0)
    if int(at.people[in_scope(panel, question, at)].sum()) > FEW_PEOPLE:
        return First(most_pressing(panel, question, count), None)
    groups = by_subject(next_actions(_cases(panel, question), panel.policy))
    return First(groups[:count], len(groups))


def _cases(panel: Panel, question: Question) -> Cases:
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0))
    return Cases(
        people=person_cases(panel, question.as_of, chosen),
        chains=chain_cases(panel, question.as_of, chosen),
        resources=resource_cases(panel, question, chosen),
        accounts=account_cases(panel, question, chosen),
        employees=employee_cases(panel, question),
        views=[view_case(panel, question)],
    )


def _row(action: NextAction) -> Row:
    subject = action.subject
    return {
        "principle": action.principle.value,
        "line": action.line.value,
        "subject": {"type": subject.type.value, "code": subject.code, "name": subject.name},
        "customer": action.customer,
        "evidence": action.evidence,
        "priority": action.priority,
    }
