"""What scorecards add up: sums over the customers of each pair of owners, on a day and on the day before it.

Every component of a scorecard is made of sums over customers. So one pass over the company adds them up by
who owns a customer now and who owned it then; a view takes the pairs that are its own. All cards of
a company cost one pass for each day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import states as st
from renmai.analytics.chain_moment import chains_in
from renmai.analytics.facts import Amounts, Days, Flags, Ids
from renmai.analytics.key_person import customer_of_people, known_features, states_on
from renmai.analytics.lists.decision_chain import customer_of_opportunities
from renmai.analytics.moment import GRADES, Moment, moments
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.reading_codes import READINGS, reading_codes
from renmai.analytics.stale import NEVER_ASSESSED, assessed
from renmai.analytics.touch import NOT_YET, last_contact
from renmai.domain.grade import Grade

Counts = NDArray[np.int64]
NOT_THERE: Final = -1
"""Instead of an owner: the customer did not exist."""
UNGRADED: Final = GRADES.index(Grade.UNGRADED)


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Columns over the pairs [G]; `owner` and `before` are employees' ids, 0 for nobody.

    `grades` [3, 5, G] and `chains` [4, G] count by degree and grade and by reading. Amounts are exact units.
    """

    owner: Ids
    before: Ids
    customers: Counts
    people: Counts
    known: Counts
    fresh: Counts
    grades: Counts
    up: Counts
    down: Counts
    moved: Counts
    pairs: Counts
    opportunities: Counts
    amount: Amounts
    chains: Counts
    chain_amount: Amounts


def ledger(panel: Panel, day: date, previous: date) -> Ledger:
    return panel.memo.through(("ledger", day, previous), lambda: _ledger(panel, day, previous))


def _ledger(panel: Panel, day: date, previous: date) -> Ledger:
    now, then = moments(panel, [day, previous], 0)
    groups = _Groups(now, then)
    up, down = grade_moves(now, then)
    moved, pairs = _value_moves(panel, day, previous)
    opened = open_opportunities(panel, day)
    chains, chain_amount = _chains(panel, day)
    return Ledger(
        owner=groups.owner,
        before=groups.before,
        customers=groups.counts(np.ones(len(now.exists), np.int64)),
        people=groups.counts(now.people),
        known=groups.counts(_of_people(panel, _features(panel, day))),
        fresh=groups.counts(_of_people(panel, fresh_people(panel, day))),
        grades=np.stack([[groups.counts(now.grade[d] == grade) for grade in range(len(GRADES))] for d in range(3)]),
        up=groups.counts(up.sum(axis=0)),
        down=groups.counts(down.sum(axis=0)),
        moved=groups.counts(moved),
        pairs=groups.counts(pairs),
        opportunities=groups.counts(opened.number),
        amount=groups.amounts(opened.amount),
        chains=np.stack([groups.counts(one) for one in chains]),
        chain_amount=np.stack([groups.amounts(one) for one in chain_amount]),
    )


class _Groups:
    """The customers that exist on the day, by who owns them and who owned them before."""

    def __init__(self, now: Moment, then: Moment) -> None:
        self.places = np.flatnonzero(now.exists)
        owner = now.owner[self.places]
        before = np.where(then.exists, then.owner, NOT_THERE)[self.places]
        width = int(before.max(initial=0)) - NOT_THERE + 1
        keys, self.group = np.unique(owner * width + (before - NOT_THERE), return_inverse=True)
        self.owner = keys // width
        self.before = keys % width + NOT_THERE

    def counts(self, of_customers: NDArray[Any]) -> Counts:
        # Sums of whole numbers far below 2 ** 53 are exact.
        sums = np.bincount(self.group, of_customers[self.places], minlength=len(self.owner))
        return np.asarray(sums, dtype=np.int64)

    def amounts(self, of_customers: Amounts) -> Amounts:
        sums = np.zeros(len(self.owner), dtype=of_customers.dtype)
        np.add.at(sums, self.group, of_customers[self.places])
        return np.asarray(sums)


def grade_moves(now: Moment, then: Moment) -> tuple[Flags, Flags]:
    """[3, C] twice: whose grade rose, whose fell; of customers that were graded and existed on both days."""
    both = (now.grade != UNGRADED) & (then.grade != UNGRADED) & now.exists & then.exists
    return both & (now.grade < then.grade), both & (now.grade > then.grade)


def _value_moves(panel: Panel, day: date, previous: date) -> tuple[Counts, Counts]:
    """[C] twice: the sum of the differences of degrees known on both days, and how many there are."""
    now, then = states_on(panel, day, 0), states_on(panel, previous, 0)
    known = st.DEGREE_KNOWN[:, now] & st.DEGREE_KNOWN[:, then]
    moved = np.where(known, st.STANCE[:, now] - st.STANCE[:, then], 0).sum(axis=0, dtype=np.int64)
    return _of_people(panel, moved), _of_people(panel, known.sum(axis=0))


def _of_people(panel: Panel, values: NDArray[Any]) -> Counts:
    """[C]: the sum of the values [P] of each customer's key persons."""
    size = panel.customer_offsets[-1]
    return np.asarray(np.bincount(customer_of_people(panel), values, minlength=size), dtype=np.int64)


def _features(panel: Panel, day: date) -> NDArray[np.uint8]:
    return np.concatenate([np.zeros(0, np.uint8), *(known_features(slab, day.toordinal()) for slab in panel.slabs)])


def looked_at(panel: Panel, day: date) -> Days:
    """[P]: the last day up to `day` on which a person was assessed towards us or met, 0 for never."""
    at = day.toordinal()
    assert NEVER_ASSESSED == NOT_YET  # noqa: S101 -- either way before every day
    found = [np.maximum(assessed(slab, at), last_contact(slab, at)) for slab in panel.slabs]
    return np.concatenate([np.zeros(0, np.int32), *found])


def fresh_people(panel: Panel, day: date) -> Flags:
    """[P]: who counts on the day and was looked at within `stale_days`."""
    counts = states_on(panel, day, 0) != st.ABSENT
    return np.asarray(counts & (looked_at(panel, day) >= day.toordinal() - panel.policy.stale_days))


def _chains(panel: Panel, day: date) -> tuple[Counts, Amounts]:
    """[4, C] twice: number and amount of each customer's live chains by reading."""
    size = panel.customer_offsets[-1]
    live = chains_in(panel, day, 0, np.ones(size, np.bool_))
    customer, reading = customer_of_opportunities(panel)[live.place], reading_codes(panel, day)[live.place]
    number = np.zeros((len(READINGS), size), np.int64)
    amount = np.zeros((len(READINGS), size), live.amount.dtype)
    np.add.at(number, (reading, customer), 1)
    np.add.at(amount, (reading, customer), live.amount)
    return number, np.asarray(amount)
