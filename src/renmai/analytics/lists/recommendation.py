"""The recommended strategy of many customers at once.

The rules of `domain.strategies` look at one customer, so what they say is kept with the slab:
a write asks them again for its slab only, and for the customers whose contribution it moved.
"""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

import numpy as np

from renmai.analytics import facts as f
from renmai.analytics.facts import Flags, Small
from renmai.analytics.lists.arrangement import Places
from renmai.analytics.panel import Panel
from renmai.analytics.slab import Slab
from renmai.analytics.strategy_fit import Contributions, cases_of, recommended
from renmai.domain.question import Question
from renmai.domain.strategies import UNDECIDED
from renmai.domain.strategies.base import Strategy

STRATEGIES: Final = (*(strategy.value for strategy in Strategy), UNDECIDED)
"""A strategy's code is its place here."""
NOT_ASKED: Final = -1


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """Codes of `STRATEGIES` by customer of a slab, each under the contribution it was worked out for."""

    codes: Small
    high: Flags

    def with_codes(self, at: Places, names: list[str], high: Flags) -> "_Kept":
        codes, under = self.codes.copy(), self.high.copy()
        codes[at] = [STRATEGIES.index(name) for name in names]
        under[at] = high[at]
        return _Kept(codes, under)


def recommended_codes(panel: Panel, question: Question, wanted: Flags) -> Small:
    """[C]: codes of `STRATEGIES` for the customers that are wanted, `NOT_ASKED` or some code for others."""
    high = _high(cases_of(panel, question).contribution)
    codes = [np.zeros(0, np.int8)]
    for slab, (first, last) in zip(panel.slabs, pairwise(panel.customer_offsets), strict=True):
        key = ("recommended", question.comparison.days, panel.policy)
        kept = slab.memo.through(key, partial(_nothing_asked, slab))
        at = np.flatnonzero(((kept.codes == NOT_ASKED) | (kept.high != high[first:last])) & wanted[first:last])
        if len(at):
            names = recommended(panel, question, at + first)
            kept = slab.memo.put(key, kept.with_codes(at, names, high[first:last]))
        codes.append(kept.codes)
    return np.concatenate(codes)


def _nothing_asked(slab: Slab) -> _Kept:
    size = len(slab.customers)
    return _Kept(np.full(size, NOT_ASKED, np.int8), np.zeros(size, np.bool_))


def _high(contribution: Contributions) -> Flags:
    """[C]: who contributes much, as `Contributions.of` says of one customer."""
    by_rank = (contribution.rank > 0) & (contribution.rank <= contribution.leading)
    return np.where(contribution.by_hand == f.UNSET, by_rank, contribution.by_hand == f.HIGH)
