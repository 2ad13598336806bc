"""Public and private network 公域人脈, 私域人脈 as sets of key persons (docs/metrics/private-network.md, spec 1.1).

Towards us *public* are the persons at the customers in scope, *private* those whom the employees in scope can
deeply sway, wherever the customer belongs: of the company a subset, of a team two sets that overlap. Against a
competitor *theirs* are those whom that competitor sways at the customers in scope.

What is about employees counts named relations alone, but for the company and for one's own view. What is about
customers in scope (`reachable`, `contested`, `ours_only`) also counts relations of colleagues who are not named:
whoever sees the customer is told that somebody can reach the person, and never who.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics import states as st
from renmai.analytics.facts import Flags, Ids, Small
from renmai.analytics.influence_line import known_persons
from renmai.analytics.key_person import customer_of_people, states_on, swayed_on
from renmai.analytics.metric import compare
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.roster import among
from renmai.analytics.scoping import all_existing, in_scope
from renmai.analytics.table import Table
from renmai.domain.question import Question, ViewKind

COMPANY_SETS: Final = (
    *("everybody", "public", "private", "sales", "others"),
    *("sales_only", "sales_and_others", "others_only", "unnamed_only"),
    *("reachable", "contested"),
)
VIEW_SETS: Final = ("everybody", "public", "private", "public_only", "both", "private_only", "reachable", "contested")
RIVAL_SETS: Final = ("everybody", "public", "theirs", "ours", "theirs_only", "contested", "ours_only", "votes")
SETS: Final = frozenset({*COMPANY_SETS, *VIEW_SETS, *RIVAL_SETS})
Sets = Mapping[str, Flags]
"""By name, which key persons of the panel belong: [P] each."""


def names_of(question: Question) -> tuple[str, ...]:
    """The sets of a question's view."""
    if not question.ours:
        return RIVAL_SETS
    return COMPANY_SETS if question.view.kind is ViewKind.COMPANY else VIEW_SETS


@dataclass(frozen=True, slots=True, eq=False)
class Sways(Table):
    """Influences from outside the customers that count on a day; `place` is the swayed person's in the panel.

    `outer` and `giver` as in `slab.Influences`.
    """

    place: NDArray[np.intp]
    kind: Small
    outer: Ids
    giver: Ids

    @property
    def ours(self) -> "Sways":
        return self.rows(self.kind == f.OURS)


_NO_SWAYS: Final = Sways(np.zeros(0, np.intp), np.zeros(0, np.int8), np.zeros(0, np.int64), np.zeros(0, np.int64))


def sways_on(panel: Panel, day: date) -> Sways:
    """Of the whole company and every competitor."""
    return panel.memo.through(("sways", day), lambda: Sways.joined([_NO_SWAYS, *_by_slab(panel, day.toordinal())]))


def _by_slab(panel: Panel, day: int) -> list[Sways]:
    found = []
    for number, slab in enumerate(panel.slabs):
        table, rows = slab.influences, swayed_on(slab, day)
        rows = rows[table.kind[rows] != f.INTERNAL]
        place = table.person[rows].astype(np.intp) + panel.person_offsets[number]
        found.append(Sways(place, table.kind[rows], table.outer[rows], table.giver[rows]))
    return found


def sets(panel: Panel, question: Question, day: date) -> Sets:
    """The sets of the question's view on a day."""
    key = ("private network", day, question.view, question.party, question.filters, question.own)
    return panel.memo.through(key, lambda: _sets(panel, question, day))


def people_in_scope(panel: Panel, question: Question, day: date) -> Flags:
    """[P]: the key persons who count on the day at customers in scope."""
    return _at(panel, in_scope(panel, question, moment(panel, day, 0)), day)


def _at(panel: Panel, customers: Flags, day: date) -> Flags:
    counting = states_on(panel, day, 0) != st.ABSENT
    return np.asarray(customers[customer_of_people(panel)] & counting)


def _sets(panel: Panel, question: Question, day: date) -> Sets:
    found = {
        "everybody": _at(panel, all_existing(panel, question, moment(panel, day, 0)), day),
        "public": people_in_scope(panel, question, day),
    }
    swayed = _holding(panel, known_persons(panel, question, day))
    if not question.ours:
        return found | _of_rival(panel, day, found["public"], swayed)
    found["private"] = swayed
    if question.view.kind is ViewKind.COMPANY:
        found |= _by_job(panel, day, swayed)
    else:
        public = found["public"]
        found |= {"public_only": public & ~swayed, "both": public & swayed, "private_only": swayed & ~public}
    return found | _to_do(panel, day, found["public"])


def _holding(panel: Panel, places: NDArray[np.intp]) -> Flags:
    """[P]: who is among some places."""
    held = np.zeros(panel.person_offsets[-1], dtype=np.bool_)
    held[places] = True
    return held


def _by_job(panel: Panel, day: date, private: Flags) -> dict[str, Flags]:
    """The private network by who is named as reaching it: people who sell, other colleagues, nobody by name."""
    ours = sways_on(panel, day).ours
    sellers = np.array(sorted(one.id for one in panel.roster.staff.employees if one.sales), dtype=np.int64)
    sells, named = among(ours.outer, sellers), ours.outer != f.NONE
    sales = _holding(panel, ours.place[sells]) & private
    others = _holding(panel, ours.place[named & ~sells]) & private
    return {
        "sales": sales,
        "others": others,
        "sales_only": sales & ~others,
        "sales_and_others": sales & others,
        "others_only": others & ~sales,
        "unnamed_only": private & ~sales & ~others,
    }


def reached_by_us(panel: Panel, day: date) -> Flags:
    """[P]: whom anybody of ours can deeply sway, named or not."""
    return _holding(panel, sways_on(panel, day).ours.place)


def _to_do(panel: Panel, day: date, public: Flags) -> dict[str, Flags]:
    """Of the persons at customers in scope: where a colleague could help, and where a competitor is, too."""
    found, states = sways_on(panel, day), states_on(panel, day, 0)
    reached = public & reached_by_us(panel, day)
    rivals = _holding(panel, found.place[found.kind == f.COMPETITOR])
    return {"reachable": reached & ~st.INSIGHTED[states], "contested": reached & rivals}


def _of_rival(panel: Panel, day: date, public: Flags, theirs: Flags) -> dict[str, Flags]:
    ours = public & reached_by_us(panel, day)
    votes = (st.VOTE_CODE[:, states_on(panel, day, 0)] == st.YES).any(axis=0)
    return {
        "theirs": theirs,
        "ours": ours,
        "theirs_only": theirs & ~ours,
        "contested": theirs & ours,
        "ours_only": ours & ~theirs,
        "votes": theirs & votes,
    }


def figures(panel: Panel, question: Question) -> dict[str, Any]:
    """The size of each set as a metric."""
    return dict(compare(*(_sizes(panel, question, day) for day in question.comparison.days)))


def _sizes(panel: Panel, question: Question, day: date) -> dict[str, int]:
    return {name: int(held.sum()) for name, held in sets(panel, question, day).items()}
