"""The portfolio of strategies (spec 1.7): which strategy is followed where, and how that moved.

Followed is what is chosen on the day, else what is recommended. About us, whatever the party.

| figure | of | null |
|---|---|---|
| strategies.*.customers | customers in scope that follow it | never |
| strategies.*.amount | their open opportunities | never |
| chosen, against | customers with a choice; with one that is not the recommended strategy | never |
| moves | customers in scope on D that followed another strategy on the previous day | – |

A customer that did not exist on the previous day did not move.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renmai.analytics import facts as f
from renmai.analytics.facts import Flags, Small
from renmai.analytics.key_person import by_slab
from renmai.analytics.listing import Listing, Row
from renmai.analytics.metric import compare, money
from renmai.analytics.moment import moment
from renmai.analytics.opportunity import open_opportunities
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope, three_moments
from renmai.analytics.strategy_codes import STRATEGIES, strategy_codes
from renmai.analytics.strategy_fit import cases_of, chosen_codes
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.question import OURS, Question

ABSENT: Final = -1
"""In `Standing.followed`: the customer does not exist on the day."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """[C] each, on one day: places in `STRATEGIES` of what is recommended, chosen (or -1) and followed."""

    recommended: Small
    chosen: Small
    followed: Small

    @property
    def is_against(self) -> Flags:
        return np.asarray((self.chosen != f.NOTHING_CHOSEN) & (self.chosen != self.recommended))


def standing(panel: Panel, question: Question, day: date) -> Standing:
    """What stood on a day; the recommendation is that of the day, with its own comparison days."""
    asked = replace(question, as_of=day, party=OURS)
    return panel.memo.through(("standing", asked.comparison.days), lambda: _standing(panel, asked))


def _standing(panel: Panel, asked: Question) -> Standing:
    recommended, chosen = strategy_codes(panel, asked), chosen_codes(panel, asked.as_of)
    followed = np.where(chosen == f.NOTHING_CHOSEN, recommended, chosen)
    exists = moment(panel, asked.as_of, 0).exists
    return Standing(recommended, chosen, np.where(exists, followed, ABSENT).astype(np.int8))


def figures(panel: Panel, question: Question) -> dict[str, Any]:
    """`strategies`, `chosen` and `against` as metrics; `moves` as counts of (was, now), the most frequent first."""
    days = question.comparison.days
    at = [standing(panel, question, day) for day in days]
    chosen = [in_scope(panel, question, each) for each in three_moments(panel, replace(question, party=OURS))]
    measured = [_measures(panel, *each) for each in zip(days, at, chosen, strict=True)]
    return dict(compare(*measured)) | {"moves": _moves(at[0], at[1], chosen[0])}


def _measures(panel: Panel, day: date, at: Standing, chosen: Flags) -> dict[str, Any]:
    amount, followed = open_opportunities(panel, day).amount, at.followed
    return {
        "strategies": {
            name: {
                "customers": int((chosen & (followed == code)).sum()),
                "amount": money(int(amount[chosen & (followed == code)].sum())),
            }
            for code, name in enumerate(STRATEGIES)
        },
        "chosen": int((chosen & (at.chosen != f.NOTHING_CHOSEN)).sum()),
        "against": int((chosen & at.is_against).sum()),
    }


def _moves(now: Standing, before: Standing, chosen: Flags) -> list[Row]:
    pairs = list(zip(before.followed[chosen].tolist(), now.followed[chosen].tolist(), strict=True))
    counts = {pair: pairs.count(pair) for pair in sorted(set(pairs)) if ABSENT not in pair and pair[0] != pair[1]}
    ranked = sorted(counts.items(), key=lambda one: -one[1])
    return [{"was": STRATEGIES[was], "now": STRATEGIES[to], "customers": count} for (was, to), count in ranked]


class Picked(NamedTuple):
    """Which customers of the portfolio: blank and False ask for all of them."""

    strategy: str = ""
    was: str = ""
    is_chosen: bool = False
    is_against: bool = False

    def checked(self) -> "Picked":
        """Raises `RenmaiError(BAD_VALUE)` for a strategy that there is not."""
        for name, value in (("strategy", self.strategy), ("was", self.was)):
            if value and value not in STRATEGIES:
                raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=value)
        return self


def listing(panel: Panel, question: Question, picked: Picked) -> Listing:
    """The customers in scope that are picked, by amount descending, then code."""
    now, before = (standing(panel, question, day) for day in question.comparison.days[:2])
    chosen = in_scope(panel, question, moment(panel, question.as_of, 0)) & _picks(now, before, picked)
    places = np.flatnonzero(chosen)
    amount = open_opportunities(panel, question.as_of).amount[places]
    order = places[np.argsort(-amount, kind="stable")]
    return Listing(order, lambda some: _rows(panel, question, (now, before), some))


def _picks(now: Standing, before: Standing, picked: Picked) -> Flags:
    chosen = np.ones(len(now.followed), dtype=np.bool_)
    if picked.strategy:
        chosen &= now.followed == STRATEGIES.index(picked.strategy)
    if picked.was:
        moved = (before.followed == STRATEGIES.index(picked.was)) & (now.followed != before.followed)
        chosen &= moved
    if picked.is_chosen:
        chosen &= now.chosen != f.NOTHING_CHOSEN
    if picked.is_against:
        chosen &= now.is_against
    return chosen


def _rows(panel: Panel, question: Question, at: Sequence[Standing], places: NDArray[np.intp]) -> list[Row]:
    now, before = at
    owner, amount = moment(panel, question.as_of, 0).owner, open_opportunities(panel, question.as_of).amount
    cases = cases_of(panel, question)
    made = []
    for place, (number, row) in zip(places.tolist(), by_slab(places, panel.customer_offsets), strict=True):
        customers = panel.slabs[number].customers
        employee = panel.roster.employee_of_id.get(int(owner[place]))
        made.append(
            {
                "code": str(customers.code[row]),
                "name": str(customers.name[row]),
                "owner": employee.code if employee else None,
                "focus": bool(customers.focus[row]),
                "amount": float(money(int(amount[place]))),
                "strategy": _name(now.followed, place),
                "was": _name(before.followed, place),
                "recommended": _name(now.recommended, place),
                "chosen": _name(now.chosen, place),
                "completeness": cases.case(place).completeness,
            }
        )
    return made


def _name(codes: Small, place: int) -> str | None:
    code = int(codes[place])
    return None if code < 0 else STRATEGIES[code]
