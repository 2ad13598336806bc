"""The list of account indicators: what customers are searched and sorted by."""

from functools import partial

import numpy as np

from renmai.analytics.account_line import indicators
from renmai.analytics.lists.arrangement import Sorts, Subjects
from renmai.analytics.lists.customer import SEARCHED
from renmai.analytics.lists.keys import by_average, by_employee, by_number, by_text, column
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.search import belonging_to, rows_with
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES


def subjects(panel: Panel, question: Question) -> Subjects:
    """Activities per chain sort where there is a chain; everything else is known of every customer."""
    at, window = moment(panel, question.as_of, 0), indicators(panel, question.as_of, question.period)
    per_chain = np.where(window.chains > 0, window.activities / np.maximum(window.chains, 1), np.nan)
    sorts: Sorts = {
        "name": partial(by_text, panel, "customers", "name"),
        "owner": lambda: by_employee(panel, at.owner),
        "captured": lambda: by_number(window.captured_count),
        "captured_amount": lambda: by_number(window.captured_amount),
        "incubated": lambda: by_number(window.incubated_count),
        "incubated_amount": lambda: by_number(window.incubated_amount),
        **{degree: partial(by_average, at.average[d]) for d, degree in enumerate(DEGREES)},
        "activities": lambda: by_number(window.activities),
        "chains": lambda: by_number(window.chains),
        "per_chain": lambda: by_average(per_chain),
        "untouched_members": lambda: by_number(window.untouched),
        "focus": lambda: by_number(column(panel, "customers", "focus")),
    }
    return Subjects(
        at.owner,
        lambda word: rows_with(panel, "customers", SEARCHED, word) | belonging_to(panel, at.owner, word),
        sorts,
    )
