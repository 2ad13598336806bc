"""Next actions (spec 1.8): what the principles find in a view on a day, ranked; about us.

The principles and their order are those of `domain.principles`; the modules of this folder find
and rank in columns, and let the rules tell of what is shown. Only customers in scope are looked
at, so that nothing masked is told: of an employee who can sway somebody, an action gives the code
and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renmai.analytics.listing import Listing, Row, whole
from renmai.analytics.next_actions.marked import marked
from renmai.analytics.next_actions.ranking import Ranked, ranked
from renmai.analytics.next_actions.telling import actions, rendered
from renmai.analytics.panel import Panel
from renmai.domain.principles.base import NextAction
from renmai.domain.principles.mark import Mark
from renmai.domain.question import Question
from renmai.domain.scope import Scope

__all__ = ["Group", "Ranked", "Subjects", "by_subject", "listing", "marked", "ranked", "report_rows"]

Group = list[NextAction]
"""All actions about one subject, the most pressing first."""


def listing(panel: Panel, question: Question, scope: Scope, marks: Sequence[Mark] = ()) -> Listing:
    """The actions of the view that are not marked, the most pressing first."""
    del scope  # an action is about a customer of the view, and every one of them may be seen
    found = marked(ranked(panel, question), marks).open
    return Listing(np.arange(len(found)), lambda rows: rendered(found, rows))


def report_rows(panel: Panel, question: Question, scope: Scope, marks: Sequence[Mark] = ()) -> list[Row]:
    return whole(listing(panel, question, scope, marks))


@dataclass(frozen=True, slots=True)
class Subjects:
    """Some subjects of a view with their actions; `total` counts all subjects."""

    groups: list[Group]
    total: int


def by_subject(found: Ranked, start: int, stop: int) -> Subjects:
    """The subjects from `start` to `stop` with all that is to be done about each, in the order of the whole list."""
    subjects = found.subjects
    wanted = subjects[found.first_rows[start:stop]]
    rows = np.flatnonzero(np.isin(subjects, wanted))
    groups: dict[int, Group] = {subject: [] for subject in wanted.tolist()}
    for subject, action in zip(subjects[rows].tolist(), actions(found, rows), strict=True):
        groups[subject].append(action)
    return Subjects(list(groups.values()), len(found.first_rows))
