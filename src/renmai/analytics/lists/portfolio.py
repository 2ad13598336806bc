"""The list of the portfolio: what customers are searched and sorted by."""

from functools import partial

from renmai.analytics.lists.arrangement import Sorts, Subjects
from renmai.analytics.lists.customer import SEARCHED, completeness
from renmai.analytics.lists.keys import by_average, by_employee, by_number, by_text
from renmai.analytics.moment import moment
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.portfolio import standing
from renmai.analytics.search import belonging_to, rows_with
from renmai.domain.question import Question


def subjects(panel: Panel, question: Question) -> Subjects:
    """Strategies sort in their own order, undecided last."""
    at, stood = moment(panel, question.as_of, 0), standing(panel, question, question.as_of)
    sorts: Sorts = {
        "name": partial(by_text, panel, "customers", "name"),
        "owner": lambda: by_employee(panel, at.owner),
        "amount": lambda: by_number(open_opportunities(panel, question.as_of).amount),
        "followed": lambda: by_number(stood.followed),
        "recommended": lambda: by_number(stood.recommended),
        "completeness": lambda: by_average(completeness(panel, question)),
    }
    return Subjects(
        at.owner,
        lambda word: rows_with(panel, "customers", SEARCHED, word) | belonging_to(panel, at.owner, word),
        sorts,
    )
