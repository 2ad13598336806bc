"""A list as its reader wants it: searched, narrowed and sorted.

A report's order is fixed by the contract; a list is the same subjects, or some of them, in
another order. The line gives a `Listing`, its `Subjects` say what is known of every subject.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Flags, Ids
from renmai.analytics.listing import Listing
from renmai.analytics.search import words_of
from renmai.domain.errors import ErrorCode, RenmaiError

Places = NDArray[np.intp]
Sorts = dict[str, Callable[[], "Key"]]
YES: Final = "yes"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`sort` is a column's name, empty for the report's order; `conditions` are pairs by name."""

    search: str = ""
    sort: str = ""
    descending: bool = False
    conditions: tuple[tuple[str, str], ...] = ()

    @property
    def narrows(self) -> bool:
        return bool(self.search or self.conditions)


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """What a column is sorted by, over all rows of a table; a row that is not `known` comes last."""

    values: NDArray[Any]
    known: Flags

    def order(self, places: Places, *, descending: bool) -> Places:
        """The places by their values; equal ones stay as they are."""
        known = self.known[places]
        told = places[known]
        values = self.values[told]
        by_value = np.argsort(-values if descending else values, kind="stable")
        return np.concatenate([told[by_value], places[~known]])


@dataclass(frozen=True, slots=True)
class Condition:
    """A way to narrow a list: `values` it takes (None: any text), and who fulfils one."""

    holds: Callable[[str], Flags]
    values: frozenset[str] | None = None


def flag(holds: Callable[[], Flags]) -> Condition:
    """A condition that is asked for with `yes`."""
    return Condition(lambda _: holds(), frozenset({YES}))


@dataclass(frozen=True, eq=False)
class Subjects:
    """All rows of the table that a list's subjects are places in.

    `owners` are ids, 0 for none; `mentions` finds a folded word; `sorts` and `conditions` are by
    name, worked out when asked; `ties` puts places in the order in which equal ones stand.
    """

    owners: Ids
    mentions: Callable[[str], Flags]
    sorts: Mapping[str, Callable[[], Key]]
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    ties: Callable[[Places], Places] = np.sort

    def order(self, name: str, places: Places, *, descending: bool) -> Places:
        """Raises `RenmaiError(BAD_VALUE)` for no column of this list."""
        if name not in self.sorts:
            raise RenmaiError(ErrorCode.BAD_VALUE, name="sort", value=name)
        return self.sorts[name]().order(self.ties(places), descending=descending)

    def meet(self, name: str, value: str) -> Flags:
        """Raises `RenmaiError(BAD_VALUE)` for no condition of this list, or no value of it."""
        condition = self.conditions.get(name)
        if condition is None or (condition.values is not None and value not in condition.values):
            raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=value)
        return condition.holds(value)


def arranged(found: Listing, subjects: Subjects, how: Arrangement) -> Listing:
    """The list as it is asked for. Raises `RenmaiError(BAD_VALUE)` for what it does not have."""
    places = found.subjects
    for name, value in how.conditions:
        places = places[subjects.meet(name, value)[places]]
    for word in words_of(how.search):
        places = places[subjects.mentions(word)[places]]
    if how.sort:
        places = subjects.order(how.sort, places, descending=how.descending)
    return found.of(places)
