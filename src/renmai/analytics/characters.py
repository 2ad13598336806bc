"""Characters in the order of their pinyin, and how each may be typed on a Latin keyboard.

A character's *rank* is its code point, or for a Chinese one a number above all code points, by its
usual reading. So ranks compare as names are sorted: figures, Latin, then Chinese by pinyin.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pypinyin.pinyin_dict import pinyin_dict

from renmai.analytics.facts import Flags

Ranks = NDArray[np.uint32]
Typed = dict[str, NDArray[np.intp]]
"""Chinese characters, counted from the lowest rank, by what one may type for them."""

CODE_POINTS: Final = 0x110000
RANK_BITS: Final = 21
"""Every rank is below 2**21, so that three of them fit a 64-bit word."""
PLAIN: Final = str.maketrans(
    "āáǎàēéěèêếềōóǒòīíǐìūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeeeeooooiiiiuuuuvvvvvnnnm", "\u0304\u030c\u0300"
)
"""Readings as they are typed: without tones, ü as v."""
TWO_LETTER_INITIALS: Final = ("zh", "ch", "sh")


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """`rank` by code point. A character with several readings is found by any of them.

    `whole`: by a reading or its initial; `begun`: by the first letters of a reading, of which the
    longest has `longest`. `chinese` is how many of them there are.
    """

    rank: Ranks
    chinese: int
    whole: Typed
    begun: Typed
    longest: int

    def standing_for(self, letters: str, ranks: Ranks, *, last: bool) -> Flags:
        """Which of some characters these letters may mean; the last ones may be typed in part."""
        flags = np.zeros(self.chinese + 1, dtype=np.bool_)
        flags[(self.begun if last else self.whole).get(letters.replace("ü", "v"), [])] = True
        # Whatever is not Chinese looks up the flag after the last one, which is never set.
        place = np.where(ranks >= CODE_POINTS, ranks - np.uint32(CODE_POINTS), self.chinese)
        return np.asarray(flags[place])


def folded(text: str) -> str:
    """A text as it is compared: case, width and compatibility forms set aside."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def characters() -> Characters:
    """The table of every character with a known reading: a tenth of a second, once per process."""
    plain = "\n".join(pinyin_dict.values()).translate(PLAIN).split("\n")
    read = sorted(
        ((text.split(","), code) for text, code in zip(plain, pinyin_dict, strict=True)),
        key=lambda one: (one[0][0], one[1]),
    )
    rank = np.arange(CODE_POINTS, dtype=np.uint32)
    rank[[code for _, code in read]] = np.arange(CODE_POINTS, CODE_POINTS + len(read))
    places: dict[str, list[int]] = {}
    for place, (readings, _) in enumerate(read):
        for reading in readings:
            places.setdefault(reading, []).append(place)
    whole, begun = _by(places, _abbreviations), _by(places, _beginnings)
    return Characters(rank, len(read), whole, begun, max(map(len, begun)))


def _abbreviations(reading: str) -> Iterable[str]:
    return {reading, reading[0], *(two for two in TWO_LETTER_INITIALS if reading.startswith(two))}


def _beginnings(reading: str) -> Iterable[str]:
    return (reading[:end] for end in range(1, len(reading) + 1))


@cache
def readings(character: str) -> tuple[str, ...]:
    """How a Chinese character may be read, the usual way first, as typed; none for any other character."""
    found = pinyin_dict.get(ord(character), "")
    return tuple(dict.fromkeys(found.translate(PLAIN).split(","))) if found else ()


def _by(places: dict[str, list[int]], typed: Callable[[str], Iterable[str]]) -> Typed:
    found: dict[str, list[int]] = {}
    for reading, some in places.items():
        for letters in typed(reading):
            found.setdefault(letters, []).extend(some)
    return {letters: np.unique(np.array(some, dtype=np.intp)) for letters, some in found.items()}
