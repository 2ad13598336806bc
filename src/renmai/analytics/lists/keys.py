"""What columns are sorted by: texts by pinyin, owners by name, figures by value."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.facts import Flags, Ids, States, texts
from renmai.analytics.lists.arrangement import Key
from renmai.analytics.panel import Panel
from renmai.analytics.search import written_in
from renmai.analytics.states import DEGREE_KNOWN, STANCE, VOTE_CODE, VOTE_KNOWN
from renmai.analytics.table import Lookup
from renmai.analytics.written import Words, written


def column(panel: Panel, table: str, name: str) -> NDArray[Any]:
    """A column of figures or flags over all rows of a table of the panel."""
    parts = [getattr(slab.tables[table], name) for slab in panel.slabs]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def by_text(panel: Panel, table: str, name: str) -> Key:
    """A text column in the order of its pinyin; blanks are not known."""
    return panel.memo.through(
        ("order", table, name), lambda: _ranked([written_in(slab, table, name).words() for slab in panel.slabs])
    )


def by_employee(panel: Panel, ids: Ids) -> Key:
    """Employees, by id (0: none), in the order of their names."""
    employees = panel.roster.staff.employees
    names = panel.memo.through(
        "order of employees", lambda: _ranked([written(texts([employee.name for employee in employees])).words()])
    )
    place = Lookup(np.array([employee.id for employee in employees], dtype=np.int64))(ids)
    return referred(names, place)


def referred(key: Key, place: NDArray[np.integer[Any]]) -> Key:
    """The key of what each row refers to by its place, -1 for nothing."""
    if not len(key.values):
        return Key(np.zeros(len(place), np.int64), np.zeros(len(place), np.bool_))
    return Key(key.values[place], key.known[place] & (place >= 0))


def by_number(values: NDArray[Any], known: Flags | None = None) -> Key:
    """Figures by value, all of them known unless it is said which are."""
    numbers = values if values.dtype == object else values.astype(np.int64)
    return Key(numbers, np.ones(len(numbers), np.bool_) if known is None else known)


def by_average(values: NDArray[np.float64]) -> Key:
    """Averages and shares by value; NaN is not known."""
    return Key(values, np.asarray(~np.isnan(values)))


def by_degree(states: States, degree: int) -> Key:
    return by_number(STANCE[degree, states], DEGREE_KNOWN[degree, states])


def by_vote(states: States, vote: int) -> Key:
    """No before yes."""
    return by_number(VOTE_CODE[vote, states], VOTE_KNOWN[vote, states])


def _ranked(parts: list[Words]) -> Key:
    """Rows by their words, the same words on the same rank."""
    width = max((part.shape[1] for part in parts), default=1)
    words = np.concatenate([np.zeros((0, width), np.uint64), *(_widened(part, width) for part in parts)])
    order = np.lexsort(words.T[::-1])
    differs = (words[order][1:] != words[order][:-1]).any(axis=1)
    rank = np.zeros(len(words), dtype=np.int64)
    rank[order[1:]] = np.cumsum(differs)
    return Key(rank, np.asarray(words.any(axis=1)))


def _widened(words: Words, width: int) -> Words:
    return np.pad(words, ((0, 0), (0, width - words.shape[1])))
