"""Columns of text laid out so that a whole company can be searched and sorted at once.

All texts of a column stand one after the other as ranks of their characters (see `characters`),
each followed by `END`. Nothing here knows what the texts mean.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.characters import RANK_BITS, Ranks, characters, folded
from renmai.analytics.facts import Flags, Texts

Positions = NDArray[np.intp]
Words = NDArray[np.uint64]

END: Final = "\0"
LONGEST: Final = 200
"""Characters of one text that are looked at; no name is longer."""
COMPARED: Final = 24
"""Characters that decide the order of two names."""
RANKS_PER_WORD: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """`ranks` of all characters; row r is those from `starts[r]` on, its `END` included."""

    ranks: Ranks
    starts: Positions

    def rows_with(self, word: str, *, names: bool, first: bool = False) -> Flags:
        """Which rows hold the folded word; in names Chinese is also found as it is typed.

        `first`: only where a row begins with it.
        """
        reached: dict[int, list[Positions]] = {0: [self._begin(word, names=names, first=first)]}
        for typed in range(len(word)):
            if typed in reached:
                here = _distinct(reached.pop(typed))
                for letters, found in self._steps(here, word, typed, names=names):
                    reached.setdefault(typed + letters, []).append(found)
        return self._rows_of(reached.get(len(word), []))

    def _begin(self, word: str, *, names: bool, first: bool) -> Positions:
        """The positions whose character goes with the first letter."""
        places = self.starts if first else slice(None)
        ranks = self.ranks[places]
        fits = ranks == characters().rank[ord(word[0])]
        if names and word[0].isalpha():
            fits |= characters().standing_for(word[0], ranks, last=True)
        return self.starts[fits] if first else np.flatnonzero(fits)

    def _steps(self, here: Positions, word: str, typed: int, *, names: bool) -> list[tuple[int, Positions]]:
        """How the word may go on, `typed` letters of it being found: letters used, and where it led."""
        table = characters()
        ranks = self.ranks[here]
        steps = [(1, here[ranks == table.rank[ord(word[typed])]] + 1)]
        if names and word[typed].isalpha():
            for letters in range(1, min(table.longest, len(word) - typed) + 1):
                end = typed + letters
                stands = table.standing_for(word[typed:end], ranks, last=end == len(word))
                steps.append((letters, here[stands] + 1))
        return [(letters, found) for letters, found in steps if len(found)]

    def _rows_of(self, ends: list[Positions]) -> Flags:
        """The rows in which these positions, right after a character, lie."""
        found = np.zeros(len(self.starts), dtype=np.bool_)
        for some in ends:
            found[np.searchsorted(self.starts, some - 1, side="right") - 1] = True
        return found

    def words(self) -> Words:
        """[rows, words]: compared one after the other they sort the rows; a blank text is all 0."""
        lengths = np.diff(self.starts, append=len(self.ranks)) - 1
        longest = min(int(lengths.max(initial=1)), COMPARED)
        words = np.zeros((len(self.starts), -(-longest // RANKS_PER_WORD)), dtype=np.uint64)
        for place in range(longest):
            word, rest = divmod(place, RANKS_PER_WORD)
            there = np.flatnonzero(lengths > place)
            ranks = self.ranks[self.starts[there] + place].astype(np.uint64)
            words[there, word] |= ranks << np.uint64(RANK_BITS * (RANKS_PER_WORD - 1 - rest))
        return words


def written(column: Texts) -> Written:
    """The rows of a column."""
    text = END.join([*_clean(column), ""])
    ranks = characters().rank[np.frombuffer(folded(text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)]
    ends = np.flatnonzero(ranks == 0)
    return Written(ranks, np.concatenate([np.zeros(1, np.intp), ends + 1])[: len(ends)])


def _clean(column: Texts) -> list[str]:
    """The texts, none too long and none with an `END` inside: as a rule just as they are."""
    texts: list[str] = column.tolist()
    is_long = int(np.strings.str_len(column).max(initial=0)) > LONGEST
    if is_long or END in "".join(texts):
        return [text[:LONGEST].replace(END, " ") for text in texts]
    return texts


def _distinct(positions: list[Positions]) -> Positions:
    return positions[0] if len(positions) == 1 else np.unique(np.concatenate(positions))
