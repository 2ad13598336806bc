"""Strategies 策略 (spec 1.7): how the five fit each customer, always towards us.

The rules are those of `domain.strategies`; this module gathers what they read, as columns over
the customers of the panel, and renders the rows of the contract.

| figure | of | null |
|---|---|---|
| completeness | known features / (7 × key persons), 0 for no key person | never |
| averages | mean of the customer's known values on each comparison day | nothing known that day |
| contribution | won amount in (year-ago, D], ranked over the whole company | – |
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.chain_moment import chain_moment
from renmai.analytics.facts import Amounts, Flags, Small
from renmai.analytics.key_person import by_slab, known_features
from renmai.analytics.listing import Listing, Row, whole
from renmai.analytics.memo import Memo
from renmai.analytics.metric import money
from renmai.analytics.moment import GRADES, Moment, moment, moments
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.analytics.slab import Slab
from renmai.analytics.table import Selection
from renmai.domain.question import Question
from renmai.domain.scope import Scope
from renmai.domain.stance import DEGREES
from renmai.domain.strategies import Fit, fit, recommend
from renmai.domain.strategies.base import Contribution, CustomerCase, DegreeCase, Precondition, Preconditions, Strategy

STRATEGIES: Final = tuple(Strategy)
NAMES: Final = tuple(strategy.value for strategy in Strategy)
REPORTS_KEPT: Final = 1
Counts = NDArray[np.int64]
Averages = tuple[list[float | None], ...]


def listing(panel: Panel, question: Question, scope: Scope) -> Listing:
    """The customers in scope with the fit of every strategy, by code."""
    del scope  # every customer of a view one may see may be seen
    cases, chosen = cases_of(panel, question), chosen_codes(panel, question.as_of)
    places = np.flatnonzero(in_scope(panel, question, moment(panel, question.as_of, 0)))
    return Listing(places, lambda some: list(_rows(panel, cases, chosen, some)))


def report_rows(panel: Panel, question: Question, scope: Scope) -> list[Row]:
    """All rows; those of the last question are kept, a hundred megabytes for a large company."""
    kept = panel.memo.through("strategy rows", lambda: Memo(REPORTS_KEPT))
    return kept.through(question, lambda: whole(listing(panel, question, scope)))


def recommended(panel: Panel, question: Question, places: NDArray[np.intp]) -> list[str]:
    """The recommended strategy of some customers, by their place in the panel."""
    cases = cases_of(panel, question)
    return [recommend(cases.case(place), panel.policy).name for place in places.tolist()]


def chosen_codes(panel: Panel, day: date) -> Small:
    """[C]: the place in `Strategy` of what is chosen on the day, `facts.NOTHING_CHOSEN` where nothing is."""
    return _joined((_chosen(slab, day.toordinal()) for slab in panel.slabs), np.int8)


def _chosen(slab: Slab, day: int) -> Small:
    return slab.memo.through(("chosen", day), lambda: _counted_chosen(slab, day))


def _counted_chosen(slab: Slab, day: int) -> Small:
    table = slab.strategy_choices
    holds = (table.start <= day) & (day < table.stop)
    chosen = np.full(len(slab.customers), f.NOTHING_CHOSEN, dtype=np.int8)
    chosen[table.customer[holds]] = table.strategy[holds]
    return chosen


def _rows(panel: Panel, cases: "Cases", chosen: Small, places: NDArray[np.intp]) -> Iterator[Row]:
    for place, (number, at) in zip(places.tolist(), by_slab(places, panel.customer_offsets), strict=True):
        customers, case = panel.slabs[number].customers, cases.case(place)
        choice = chosen_name(int(chosen[place]))
        yield _row(str(customers.code[at]), str(customers.name[at]), case, fit(case, panel.policy), choice)


def chosen_name(code: int) -> str | None:
    return None if code == f.NOTHING_CHOSEN else STRATEGIES[code].value


def _row(code: str, name: str, case: CustomerCase, fitted: Fit, chosen: str | None) -> Row:
    return {
        "code": code,
        "name": name,
        "recommended": fitted.recommendation.name,
        "chosen": chosen,
        "holds": dict(zip(NAMES, fitted.holds.values(), strict=True)),
        "preconditions": _told(fitted.preconditions.values()),
        "completeness": case.completeness,
        "key_people": case.key_people,
    }


def _told(tested: Iterable[Preconditions]) -> dict[str, list[Row]]:
    """By strategy; a precondition that several share is told by one object."""
    told: dict[int, Row] = {}
    return {
        name: [told.get(id(each)) or told.setdefault(id(each), _precondition(each)) for each in asked]
        for name, asked in zip(NAMES, tested, strict=True)
    }


def _precondition(each: Precondition) -> Row:
    return {"code": str(each.code), "met": each.met, "evidence": each.evidence}


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """What the rules read, as columns over the customers of the panel.

    `at` is D, previous and year-ago towards us; `features` [3, C] as of `_features`.
    """

    at: tuple[Moment, Moment, Moment]
    features: Counts
    contribution: "Contributions"

    def case(self, place: int) -> CustomerCase:
        features, chain_people, chain_features = self.features[:, place].tolist()
        closeness, solution, price = (self._degree(d, place) for d in range(3))
        return CustomerCase(
            int(self.at[0].people[place]),
            features,
            chain_people,
            chain_features,
            (closeness, solution, price),
            self.contribution.of(place),
        )

    def _degree(self, d: int, place: int) -> DegreeCase:
        now, previous, year_ago = (_or_none(float(each.average[d, place])) for each in self.at)
        grade = GRADES[self.at[0].grade[d, place]]
        return DegreeCase(DEGREES[d], now, previous, year_ago, grade, int(self.at[0].known[d, place]))


def cases_of(panel: Panel, question: Question) -> Cases:
    """The cases of all customers on the days of the question, towards us whatever its party."""
    days = question.comparison.days
    return panel.memo.through(("strategies", days), lambda: _cases(panel, days))


def _cases(panel: Panel, days: tuple[date, date, date]) -> Cases:
    now, previous, year_ago = moments(panel, days, 0)
    counted = [_features(slab, days[0].toordinal()) for slab in panel.slabs]
    return Cases(
        at=(now, previous, year_ago),
        features=np.concatenate([np.zeros((3, 0), np.int64), *counted], axis=1),
        contribution=contributions(panel, now, days[2], days[0]),
    )


def averages_by_degree(at: Sequence[Moment], places: Selection) -> tuple[Averages, ...]:
    """Per degree and day the averages of some customers, None where nothing is known."""
    return tuple(
        tuple([_or_none(value) for value in each.average[d, places].tolist()] for each in at) for d in range(3)
    )


def _or_none(value: float) -> float | None:
    return None if isnan(value) else value


def _features(slab: Slab, day: int) -> Counts:
    """[3, C]: known features, distinct members of open chains, and their known features."""
    return slab.memo.through(("strategies", day), lambda: _counted_features(slab, day))


def _counted_features(slab: Slab, day: int) -> Counts:
    features = known_features(slab, day).astype(np.int64)
    deciders = chain_moment(slab, day, 0).deciders
    return np.stack([_sum_by_customer(slab, each) for each in (features, deciders, features * deciders)])


def _sum_by_customer(slab: Slab, values: NDArray[Any]) -> Counts:
    return np.bincount(slab.people.customer, values, minlength=len(slab.customers)).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """Per customer of the panel: the flag set by hand, the exact won amount, and its rank (0: none).

    `ranked` is the number of customers with a won amount; the first `leading` of them contribute
    much, unless a hand has set otherwise.
    """

    by_hand: Small
    won: Amounts
    rank: Counts
    ranked: int
    leading: int

    def of(self, place: int) -> Contribution:
        rank, flag = int(self.rank[place]), int(self.by_hand[place])
        high = flag == f.HIGH if flag else 0 < rank <= self.leading
        return Contribution(high, bool(flag), float(money(int(self.won[place]))), rank or None, self.ranked)


def contributions(panel: Panel, now: Moment, after: date, until: date) -> Contributions:
    """Rank the whole company's customers by what was won in (after, until], ties by code."""
    won = _joined((_won(slab, after.toordinal(), until.toordinal()) for slab in panel.slabs), np.int64)
    by_hand = _joined((slab.customers.contribution for slab in panel.slabs), np.int8)
    ranked = np.flatnonzero(now.exists & (won > 0))
    order = ranked[np.argsort(-won[ranked], kind="stable")]
    rank = np.zeros(len(won), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    leading = -(-len(order) // panel.policy.contribution_share)
    return Contributions(by_hand, won, rank, len(order), leading)


def _won(slab: Slab, after: int, until: int) -> Amounts:
    """[C]: the amount of the opportunities won in (after, until]."""
    return slab.memo.through(("won", after, until), lambda: _counted_won(slab, after, until))


def _counted_won(slab: Slab, after: int, until: int) -> Amounts:
    table = slab.opportunities
    wins: Flags = (table.status == f.WON) & (after < table.closed) & (table.closed <= until)
    won = np.zeros(len(slab.customers), dtype=table.amount.dtype)
    np.add.at(won, table.customer[wins], table.amount[wins])
    return np.asarray(won)


def _joined(parts: Iterable[NDArray[Any]], empty: type) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, empty), *parts])
