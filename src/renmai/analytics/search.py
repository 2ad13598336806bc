"""Finding what a text means: customers, key persons, opportunities and colleagues by their words.

Every word of the text must be found, wherever in a row it stands. In names Chinese is found by
pinyin, whole or abbreviated, by any reading of a character, and mixed with what is written.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from renmai.analytics.characters import folded
from renmai.analytics.facts import Flags, Ids, Texts, texts
from renmai.analytics.panel import Panel
from renmai.analytics.roster import among
from renmai.analytics.slab import Slab
from renmai.analytics.written import END, Written, written

LONGEST_SEARCH: Final = 100
MOST_WORDS: Final = 8
NAME: Final = "name"
"""The column that is also found as it is typed."""


def words_of(text: str) -> tuple[str, ...]:
    """The words to be found, each once; what is beyond any sensible search is left out."""
    words = folded(text[:LONGEST_SEARCH].replace(END, " ")).split()
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def written_in(slab: Slab, table: str, column: str) -> Written:
    """A text column of a slab's table, laid out for searching and sorting."""
    return slab.texts.through((table, column), lambda: written(getattr(slab.tables[table], column)))


def rows_with(panel: Panel, table: str, columns: Sequence[str], word: str, *, first: bool = False) -> Flags:
    """Over all rows of a table of the panel: which hold the word in one of the columns.

    `first`: only where a text begins with it.
    """
    found = [_rows_with(slab, table, columns, word, first=first) for slab in panel.slabs]
    return np.concatenate([np.zeros(0, np.bool_), *found])


def _rows_with(slab: Slab, table: str, columns: Sequence[str], word: str, *, first: bool) -> Flags:
    held = [written_in(slab, table, name).rows_with(word, names=name == NAME, first=first) for name in columns]
    return np.asarray(np.logical_or.reduce(held))


class Colleagues:
    """The names of all employees of a roster, in its order."""

    def __init__(self, panel: Panel) -> None:
        self.ids: Ids = np.array([employee.id for employee in panel.roster.staff.employees], dtype=np.int64)
        self._names = panel.memo.through("names of colleagues", lambda: written(_names(panel)))

    def named(self, word: str, *, first: bool = False) -> Flags:
        return self._names.rows_with(word, names=True, first=first)


def _names(panel: Panel) -> Texts:
    return texts([employee.name for employee in panel.roster.staff.employees])


def belonging_to(panel: Panel, owners: Ids, word: str) -> Flags:
    """Which rows have an owner (0: none) whose name holds the word."""
    colleagues = Colleagues(panel)
    return among(owners, np.sort(colleagues.ids[colleagues.named(word)]))
