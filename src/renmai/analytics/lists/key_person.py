"""The key-person line's list: what key persons are searched, narrowed and sorted by."""

from functools import partial
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.cell import UNINSIGHTED, Cell
from renmai.analytics.facts import Days, Flags, Ids, States
from renmai.analytics.key_person import (
    customer_of_people,
    influence_known,
    known_features,
    states_on,
    swayed_on,
)
from renmai.analytics.key_person_line import in_cell
from renmai.analytics.lists.arrangement import Condition, Key, Sorts, Subjects, flag
from renmai.analytics.lists.customer import by_day, owned_by
from renmai.analytics.lists.keys import by_degree, by_employee, by_number, by_text, by_vote, column, referred
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.reporting_line import superiors
from renmai.analytics.search import belonging_to, rows_with
from renmai.analytics.slab import Slab
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES, VOTES, StanceGroup, VoteAnswer

SEARCHED: Final = ("name", "code", "department", "title")
TOP_OF_ALL: Final = -1
"""Who reports to nobody comes before whoever reports to somebody."""


def subjects(panel: Panel, question: Question, scope: Scope) -> Subjects:
    del scope  # every person of a view one may see may be seen
    states = states_on(panel, question.as_of, panel.party_id(question.party))
    owners = owners_of_people(panel, question)
    sorts: Sorts = {
        **{name: partial(by_text, panel, "people", name) for name in ("name", "department", "title")},
        **{degree: partial(by_degree, states, d) for d, degree in enumerate(DEGREES)},
        **{vote: partial(by_vote, states, v) for v, vote in enumerate(VOTES)},
        "customer": lambda: by_customer(panel),
        "owner": lambda: by_employee(panel, owners),
        "reports_to": lambda: _by_superior(panel, question.as_of.toordinal()),
        "influencers": lambda: _by_influencers(panel, question.as_of.toordinal()),
        "completeness": lambda: by_number(_features(panel, question.as_of.toordinal())),
        "contact": lambda: by_day(contacted(panel, question)),
        "focus": lambda: by_number(column(panel, "people", "focus")),
    }
    conditions = _conditions(panel, question, states, owners)
    return Subjects(owners, lambda word: _mentions(panel, owners, word), sorts, conditions)


def owners_of_people(panel: Panel, question: Question) -> Ids:
    """[P]: who owns each person's customer on the day."""
    return np.asarray(moment(panel, question.as_of, 0).owner[customer_of_people(panel)])


def by_customer(panel: Panel) -> Key:
    return referred(by_text(panel, "customers", "name"), customer_of_people(panel))


def mentions_of_customer(panel: Panel, owners: Ids, word: str) -> Flags:
    """[P]: whose customer's or owner's name holds the word."""
    customers = rows_with(panel, "customers", ("name",), word)
    return customers[customer_of_people(panel)] | belonging_to(panel, owners, word)


def _mentions(panel: Panel, owners: Ids, word: str) -> Flags:
    return rows_with(panel, "people", SEARCHED, word) | mentions_of_customer(panel, owners, word)


def _conditions(panel: Panel, question: Question, states: States, owners: Ids) -> dict[str, Condition]:
    answers = frozenset(answer.value for answer in VoteAnswer)
    return {
        "owner": Condition(lambda code: owned_by(panel, owners, code)),
        **grouped(states),
        **{vote: Condition(partial(_in_group, states, vote), answers) for vote in VOTES},
        UNINSIGHTED: flag(lambda: in_cell(states, Cell(UNINSIGHTED))),
        "stale": flag(lambda: _stale(panel, question)),
    }


def grouped(states: States) -> dict[str, Condition]:
    """Narrowing by the stance group of each degree."""
    groups = frozenset(group.value for group in StanceGroup)
    return {degree: Condition(partial(_in_group, states, degree), groups) for degree in DEGREES}


def _in_group(states: States, measure: str, value: str) -> Flags:
    return in_cell(states, Cell(measure, value))


def _stale(panel: Panel, question: Question) -> Flags:
    """[P]: never assessed towards the view's party, or too long ago (spec 1.8)."""
    day, party = question.as_of.toordinal(), panel.party_id(question.party)
    assessed = [np.zeros(0, np.int32), *(_assessed(slab, day, party) for slab in panel.slabs)]
    return np.asarray(np.concatenate(assessed) < day - panel.policy.stale_days)


def _assessed(slab: Slab, day: int, party: int) -> Days:
    """[P]: the day of the assessment that holds on the day, `NOT_YET` for none."""
    table = slab.towards(party)
    held = (table.start <= day) & (day < table.stop)
    assessed = np.full(len(slab.people), NOT_YET, dtype=np.int32)
    assessed[table.person[held]] = table.start[held]
    return assessed


def _by_superior(panel: Panel, day: int) -> Key:
    names = by_text(panel, "people", "name")
    above = [superiors(slab, day) for slab in panel.slabs]
    superior = [
        np.where(places >= 0, places + first, -1)
        for places, (first, _) in zip(above, pairwise(panel.person_offsets), strict=True)
    ]
    key = referred(names, np.concatenate([np.zeros(0, np.int64), *superior]))
    top = column(panel, "people", "top").astype(np.bool_) & ~key.known
    return Key(np.where(top, TOP_OF_ALL, key.values), key.known | top)


def _by_influencers(panel: Panel, day: int) -> Key:
    """By how many influences count on each person; nobody found is none, nothing known is not."""
    numbers, known = [np.zeros(0, np.int64)], [np.zeros(0, np.bool_)]
    for slab in panel.slabs:
        person = slab.influences.person[swayed_on(slab, day)]
        numbers.append(np.bincount(person, minlength=len(slab.people)))
        known.append(influence_known(slab, day))
    return by_number(np.concatenate(numbers), np.concatenate(known))


def _features(panel: Panel, day: int) -> NDArray[np.uint8]:
    return np.concatenate([np.zeros(0, np.uint8), *(known_features(slab, day) for slab in panel.slabs)])


def contacted(panel: Panel, question: Question) -> Days:
    """[P]: the last day on which the person was met, `NOT_YET` for none."""
    day = question.as_of.toordinal()
    return np.concatenate([np.zeros(0, np.int32), *(last_contact(slab, day) for slab in panel.slabs)])
