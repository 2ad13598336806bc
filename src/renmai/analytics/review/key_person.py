"""What is felt otherwise by key persons, and which votes were learnt."""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.facts import Flags
from renmai.analytics.key_person import customer_of_people, states_on
from renmai.analytics.listing import Listing, Row
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.review.customer import employee, of_pairs, stayed
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES, VOTES

YES: Final = 1


def felt_otherwise(panel: Panel, question: Question, since: date) -> Listing:
    """Degrees known on both days that differ, the largest difference first. Subjects: place × 3 + degree.

    Only at customers that were in the view on both days.
    """
    now, then = states_on(panel, question.as_of, 0), states_on(panel, since, 0)
    known = st.DEGREE_KNOWN[:, now] & st.DEGREE_KNOWN[:, then]
    change = np.where(known, st.STANCE[:, now] - st.STANCE[:, then], 0)
    change[:, ~stayed(panel, question, since)[customer_of_people(panel)]] = 0
    places, degrees = np.nonzero(change.T)
    order = np.argsort(-np.abs(change[degrees, places]), kind="stable")
    subjects = (places * len(DEGREES) + degrees)[order]

    def row(subject: int, number: int, at: int) -> Row:
        place, d = divmod(subject, len(DEGREES))
        values = {"before": int(st.STANCE[d, then[place]]), "after": int(st.STANCE[d, now[place]])}
        return _person(panel, question, number, at) | {"degree": DEGREES[d], **values}

    return Listing(subjects, lambda some: of_pairs(some, len(DEGREES), panel.person_offsets, row))


def votes_learnt(panel: Panel, question: Question, since: date) -> Listing:
    """Votes known now that were not known then, held ones first, vetoes before. Subjects: place × 2 + vote.

    Of everybody at the customers in the view on the as-of day, who was not there before included.
    """
    now, then = states_on(panel, question.as_of, 0), states_on(panel, since, 0)
    in_view = _people_in_view(panel, question)
    learnt = st.VOTE_KNOWN[:, now] & ~st.VOTE_KNOWN[:, then] & in_view
    places, votes = np.nonzero(learnt.T)
    is_held = st.VOTE_CODE[votes, now[places]] == YES
    subjects = (places * len(VOTES) + votes)[np.lexsort((places, votes, ~is_held))]

    def row(subject: int, number: int, at: int) -> Row:
        place, v = divmod(subject, len(VOTES))
        answer = st.VOTE_WORDS[st.VOTE_CODE[v, now[place]]]
        return _person(panel, question, number, at) | {"vote": VOTES[v], "answer": answer}

    return Listing(subjects, lambda some: of_pairs(some, len(VOTES), panel.person_offsets, row))


def _people_in_view(panel: Panel, question: Question) -> Flags:
    in_view: NDArray[np.bool_] = in_scope(panel, question, moment(panel, question.as_of, 0))[customer_of_people(panel)]
    return in_view


def _person(panel: Panel, question: Question, number: int, at: int) -> Row:
    slab: Slab = panel.slabs[number]
    customer = int(slab.people.customer[at])
    owner = moment(panel, question.as_of, 0).owner[panel.customer_offsets[number] + customer]
    return {
        "code": str(slab.people.code[at]),
        "name": str(slab.people.name[at]),
        "title": str(slab.people.title[at]),
        "customer": str(slab.customers.code[customer]),
        "customer_name": str(slab.customers.name[customer]),
        "owner": employee(panel, int(owner)),
    }
