"""Chinese names read the slow way, by the library itself: what the quick way is held against."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from pypinyin import Style, pinyin

from renmai.analytics.characters import PLAIN


@cache
def readings(character: str) -> tuple[str, ...]:
    """As they are typed, the usual one first; none for what is not Chinese."""
    found = [one for some in pinyin(character, style=Style.TONE, heteronym=True, errors="ignore") for one in some]
    return tuple(dict.fromkeys(reading.translate(PLAIN) for reading in found if reading))


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def sort_key(name: str) -> list[tuple[int, str, int]]:
    """Figures and Latin by code point, then Chinese by its usual reading."""
    return [(bool(read := readings(one)), read[0] if read else "", ord(one)) for one in folded(name)]


def holds(name: str, word: str) -> bool:
    """Whether the name holds the folded word as it is written, read, abbreviated, or half typed."""
    text = folded(name)
    return any(_goes_on(text[start:], word) for start in range(len(text)))


def _goes_on(text: str, word: str) -> bool:
    if not word:
        return True
    return bool(text) and any(_goes_on(text[1:], word[letters:]) for letters in _ways(text[0], word))


def _ways(character: str, word: str) -> Iterator[int]:
    """How many letters of the word the character may stand for."""
    if word.startswith(character):
        yield 1
    for reading in readings(character):
        abbreviations = {reading, reading[0], reading[:2] if reading[1:2] == "h" else reading[0]}
        yield from {len(short) for short in abbreviations if word.startswith(short)}
        if reading.startswith(word):
            yield len(word)
