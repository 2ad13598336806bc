"""The contested key persons of a competitor's view, with what makes them so (docs/metrics/contest.md)."""

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import contest
from renmai.analytics import states as st
from renmai.analytics.influence_line import MaskedPeople
from renmai.analytics.key_person import PeopleOnDay, by_slab, customer_of_people, states_on
from renmai.analytics.listing import Listing, Row
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.domain.contest import claims
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, VOTES


def listing(panel: Panel, question: Question, scope: Scope) -> Listing:
    """Who decides first: holders of a vote, then by the customer's open amount, then customer and code."""
    places = np.flatnonzero(contest.contested(panel, question, question.as_of))
    order = np.lexsort((-_amounts(panel, question, places), ~_holds_vote(panel, question, places)))
    people = _Contested(panel, question, scope)
    return Listing(places[order], lambda some: [people.row(*at) for at in by_slab(some, panel.person_offsets)])


def _holds_vote(panel: Panel, question: Question, places: NDArray[np.intp]) -> NDArray[np.bool_]:
    states = states_on(panel, question.as_of, 0)[places]
    return np.asarray((st.VOTE_CODE[:, states] == st.YES).any(axis=0))


def _amounts(panel: Panel, question: Question, places: NDArray[np.intp]) -> NDArray[np.int64]:
    return np.asarray(open_opportunities(panel, question.as_of).amount[customer_of_people(panel)[places]])


class _Contested:
    """Rows as the influence line masks them; who may see the customer also sees both sides."""

    def __init__(self, panel: Panel, question: Question, scope: Scope) -> None:
        self.party = question.party
        self.masked = MaskedPeople(panel, question, scope, tells=True)
        self.ours = PeopleOnDay(panel, question.as_of, 0)

    def row(self, number: int, at: int) -> Row:
        row = self.masked.row(number, at)
        if "name" not in row:
            return row
        ours = self.ours.attitude(number, at)
        sides = {
            "ours": {degree: ours[degree] for degree in DEGREES},
            "theirs": {degree: row[degree] for degree in DEGREES},
        }
        we_sway = [one for one in row["influencers"] if one["kind"] == "ours"]
        they_sway = [one for one in row["influencers"] if one["kind"] == "competitor" and one["code"] == self.party]
        found = claims(
            list(sides["ours"].values()),
            list(sides["theirs"].values()),
            we_sway=bool(we_sway),
            they_sway=bool(they_sway),
        )
        return {
            **{name: row[name] for name in ("code", "name", "customer", "department", "title", "owner", "focus")},
            **{vote: ours[vote] for vote in VOTES},
            **sides,
            "we_sway": we_sway,
            "they_sway": they_sway,
            "claims": [claim.value for claim in found],
        }
