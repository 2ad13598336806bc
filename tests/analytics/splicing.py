"""Parts of a book of facts, as a refresh reads them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f


def part(book: f.CustomerBook, customers: NDArray[np.int64]) -> f.CustomerBook:
    """The facts that hang on some customers, by id."""
    people = book.people.id[np.isin(book.people.customer, customers)]
    opportunities = book.opportunities.id[np.isin(book.opportunities.customer, customers)]
    return f.CustomerBook(
        customers=_rows(book.customers, np.isin(book.customers.id, customers)),
        ownerships=_rows(book.ownerships, np.isin(book.ownerships.customer, customers)),
        account_team=_rows(book.account_team, np.isin(book.account_team.customer, customers)),
        strategy_choices=_rows(book.strategy_choices, np.isin(book.strategy_choices.customer, customers)),
        people=_rows(book.people, np.isin(book.people.customer, customers)),
        reporting=_rows(book.reporting, np.isin(book.reporting.person, people)),
        assessments=_rows(book.assessments, np.isin(book.assessments.person, people)),
        influences=_rows(book.influences, np.isin(book.influences.person, people)),
        opportunities=_rows(book.opportunities, np.isin(book.opportunities.customer, customers)),
        members=_rows(book.members, np.isin(book.members.opportunity, opportunities)),
        uses=_rows(book.uses, np.isin(book.uses.opportunity, opportunities)),
        activities=_rows(book.activities, np.isin(book.activities.customer, customers)),
        plans=_rows(book.plans, np.isin(book.plans.customer, customers)),
        contacts=_rows(book.contacts, np.isin(book.contacts.person, people)),
    )


def _rows(table: Any, chosen: NDArray[np.bool_]) -> Any:
    return type(table)(**{name: getattr(table, name)[chosen] for name in table.__slots__})
