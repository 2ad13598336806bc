"""The influence line's list: known persons, by what everybody who sees the line sees of them.

Of a masked person nothing else is searched, sorted or narrowed by: a list that finds somebody by
a name has told the name (spec 1.6, 1.10).
"""

from functools import partial
from typing import Final

import numpy as np

from renmai.analytics.facts import Flags
from renmai.analytics.key_person import states_on
from renmai.analytics.lists.arrangement import Condition, Key, Sorts, Subjects
from renmai.analytics.lists.customer import owned_by, seen
from renmai.analytics.lists.key_person import by_customer, grouped, mentions_of_customer, owners_of_people
from renmai.analytics.lists.keys import by_degree, by_employee, by_text
from renmai.analytics.panel import Panel
from renmai.analytics.search import rows_with
from renmai.domain.question import Question
from renmai.domain.scope import Scope

TOLD_TO_ALL: Final = ("department", "title")
TOLD_TO_SOME: Final = ("name", "code")
CLOSENESS: Final = "closeness"


def subjects(panel: Panel, question: Question, scope: Scope) -> Subjects:
    states = states_on(panel, question.as_of, panel.party_id(question.party))
    owners = owners_of_people(panel, question)
    named = seen(panel, scope, owners)
    sorts: Sorts = {
        **{name: partial(by_text, panel, "people", name) for name in TOLD_TO_ALL},
        CLOSENESS: partial(by_degree, states, 0),
        "customer": lambda: by_customer(panel),
        "owner": lambda: by_employee(panel, owners),
        "name": lambda: _named(by_text(panel, "people", "name"), named),
    }

    def mentions(word: str) -> Flags:
        told = rows_with(panel, "people", TOLD_TO_ALL, word) | mentions_of_customer(panel, owners, word)
        return np.asarray(told | (named & rows_with(panel, "people", TOLD_TO_SOME, word)))

    return Subjects(
        owners,
        mentions,
        sorts,
        {"owner": Condition(lambda code: owned_by(panel, owners, code)), CLOSENESS: grouped(states)[CLOSENESS]},
    )


def _named(key: Key, named: Flags) -> Key:
    return Key(key.values, key.known & named)
