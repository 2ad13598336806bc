"""Days in rising order, and what begins and ends among them (spec 5: difference arrays).

Every interval adds itself on the first of the days it holds on and takes itself away on the first
one it no longer does; a running sum over the days gives how many hold on each.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Amounts, Days


class CalendarDays:
    """`ordinals` [T], oldest first."""

    def __init__(self, ordinals: Sequence[int]) -> None:
        self.ordinals = np.array(ordinals, dtype=np.int32)
        self.first = int(self.ordinals[0])
        # _place[d] is the first of the days on or after `first` + d.
        self._place = np.searchsorted(self.ordinals, np.arange(self.first, self.last + 2))

    def __len__(self) -> int:
        return len(self.ordinals)

    @property
    def last(self) -> int:
        return int(self.ordinals[-1])

    def place(self, day: Days) -> NDArray[np.intp]:
        """The first of the days on or after each `day`; as many as there are days if it is later."""
        return np.take(self._place, day - self.first, mode="clip")

    def changes(self, start: Days, stop: Days, kind: NDArray[Any] | int = 0, kinds: int = 1) -> NDArray[np.int64]:
        """[T, kinds]: how many more intervals of each kind hold on each day than on the day before."""
        begun, ended = self.place(start) * kinds + kind, self.place(stop) * kinds + kind
        size = (len(self) + 1) * kinds
        return self._days(np.bincount(begun, minlength=size) - np.bincount(ended, minlength=size), kinds)

    def weighed(
        self, start: Days, stop: Days, weight: NDArray[Any], kind: NDArray[Any], kinds: int
    ) -> NDArray[np.int64]:
        """[T, kinds]: the same for the sum of small whole weights."""
        begun, ended = self.place(start) * kinds + kind, self.place(stop) * kinds + kind
        size = (len(self) + 1) * kinds
        more = np.bincount(begun, weight, minlength=size) - np.bincount(ended, weight, minlength=size)
        return self._days(more.astype(np.int64), kinds)

    def amounts(self, start: Days, stop: Days, amount: Amounts) -> Amounts:
        """[T]: the same for exact amounts."""
        more = np.zeros(len(self) + 1, dtype=amount.dtype)
        np.add.at(more, self.place(start), amount)
        np.subtract.at(more, self.place(stop), amount)
        return np.asarray(more[:-1])

    def _days(self, more: NDArray[np.int64], kinds: int) -> NDArray[np.int64]:
        return more.reshape(-1, kinds)[:-1]
