"""What a search finds everywhere: customers, key persons, opportunities and colleagues.

Only what the viewer may see today: nothing else is named, and nothing else is counted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import customer_of_people, states_on
from renmai.analytics.lists.arrangement import Places
from renmai.analytics.lists.customer import seen
from renmai.analytics.lists.decision_chain import customer_of_opportunities
from renmai.analytics.lists.keys import column
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.search import Colleagues, rows_with, words_of
from renmai.domain.scope import Scope

NAMED: Final = ("name", "code")
DESCRIBED: Final = ("department", "title")
Score = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Places in the panel (of colleagues: in the roster), best first, and how many were found in all.

    `present` says of each whether it is there today, an opportunity: whether it is open.
    """

    places: Places
    present: Flags
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    customers: Hits
    people: Hits
    opportunities: Hits
    colleagues: Hits


def find(panel: Panel, scope: Scope, today: date, text: str, most: int) -> Found | None:
    """The best `most` of each kind; None where there is no word to be found.

    What is there comes before what was, a name that begins with the words before one that holds
    them, focus before the rest.
    """
    words = words_of(text)
    if not words:
        return None
    search = _Search(panel, today, words, seen(panel, scope, moment(panel, today, 0).owner))
    return Found(search.customers(most), search.people(most), search.opportunities(most), search.colleagues(most))


@dataclass(frozen=True, eq=False)
class _Search:
    """`visible` [C]: the customers that the viewer may see."""

    panel: Panel
    today: date
    words: tuple[str, ...]
    visible: Flags

    def customers(self, most: int) -> Hits:
        exists = moment(self.panel, self.today, 0).exists
        return self._best("customers", self.visible, exists, np.arange(len(self.visible)), most)

    def people(self, most: int) -> Hits:
        of = customer_of_people(self.panel)
        return self._best("people", self.visible[of], states_on(self.panel, self.today, 0) != st.ABSENT, of, most)

    def opportunities(self, most: int) -> Hits:
        of = customer_of_opportunities(self.panel)
        day, panel = self.today.toordinal(), self.panel
        is_open = (column(panel, "opportunities", "opened") <= day) & (day < column(panel, "opportunities", "closed"))
        return self._best("opportunities", self.visible[of], is_open, of, most)

    def colleagues(self, most: int) -> Hits:
        """Who is employed today: names of colleagues are no secret."""
        names, day = Colleagues(self.panel), self.today.toordinal()
        employed = [employee.start <= day < employee.stop for employee in self.panel.roster.staff.employees]
        held, score = np.array(employed, dtype=np.bool_), np.zeros(len(employed), np.int64)
        for word in self.words:
            held &= names.named(word)
            score += names.named(word, first=True)
        places = np.flatnonzero(held)
        best = places[np.argsort(-score[places], kind="stable")]
        return Hits(best[:most], np.ones(min(len(best), most), np.bool_), len(best))

    def _best(self, table: str, visible: Flags, present: Flags, customer: NDArray[np.int64], most: int) -> Hits:
        """Of a table whose rows belong to customers, by their places."""
        held, score = visible.copy(), np.zeros(len(visible), np.int64)
        for word in self.words:
            named = rows_with(self.panel, table, NAMED, word)
            held &= named | self._described(table, customer, word)
            score += named + rows_with(self.panel, table, NAMED, word, first=True).astype(np.int64)
        places = np.flatnonzero(held)
        focus = column(self.panel, table, "focus")[places]
        best = places[np.lexsort((~focus, -score[places], ~present[places]))]
        return Hits(best[:most], present[best[:most]], len(best))

    def _described(self, table: str, customer: NDArray[np.int64], word: str) -> Flags:
        """Whom the word describes: by the customer's name, a person also by what they do."""
        if table == "customers":
            return np.zeros(len(customer), np.bool_)
        of_customer: Flags = rows_with(self.panel, "customers", ("name",), word)[customer]
        return of_customer | rows_with(self.panel, table, DESCRIBED, word) if table == "people" else of_customer
