"""The list behind a number: long, and rendered only where it is looked at."""

import gc
from collections.abc import Callable, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Row = dict[str, Any]
"""One row of a report's list, by the keys of the contract (spec 3)."""


class Listing(Sequence[Row]):
    """Rows in report order; `render` makes the rows of some subjects."""

    def __init__(self, subjects: NDArray[np.intp], render: Callable[[NDArray[np.intp]], list[Row]]) -> None:
        self.subjects = subjects
        self._render = render

    def of(self, subjects: NDArray[np.intp]) -> "Listing":
        """The same list of some of its subjects, in another order."""
        return Listing(subjects, self._render)

    def __len__(self) -> int:
        return len(self.subjects)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return self._render(self.subjects[at])
        return self._render(self.subjects[[at]])[0]


def whole(listing: Listing) -> list[Row]:
    """Every row at once, as a report has them.

    Python's collector is paused meanwhile: rows hold no circles, and to look for some among a
    million fresh objects takes longer than to make them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return listing[:]
    finally:
        if was_on:
            gc.enable()
