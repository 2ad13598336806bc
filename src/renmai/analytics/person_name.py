"""How the name of a person may be written: without honorifics, in two scripts, surname first or last.

Chinese is compared in simplified characters (`likeness.SIMPLER`) and by sound; of Latin names the order of
the words does not matter. Spellings of other systems (Chan Tai Man for 陈大文) are other names here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product
from typing import Final

from renmai.analytics.characters import readings
from renmai.domain.likeness import SIMPLER, plain

TITLES: Final = (
    *("副总经理", "总经理", "副董事长", "董事长", "副总裁", "总裁", "总监", "副经理", "经理", "副主任", "主任"),
    *("处长", "科长", "部长", "局长", "院长", "厂长", "校长", "行长", "书记", "主管", "秘书", "老师", "教授"),
    *("博士", "工程师", "总工", "先生", "女士", "小姐", "太太", "同志", "师傅", "老板", "副总", "老总"),
)
"""What follows a name and belongs to it not, in simplified characters; the longer before what they end in."""
BRIEF_TITLES: Final = "总董工局处科院"
"""After a surname alone (王总): a given name may end in most of them."""
BRIEF_AFTER_NAMES: Final = "总董"
NICKNAMES: Final = "老小阿"
"""Before a surname alone: 老王."""
LATIN_TITLES: Final = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "madam", "ing"))
COMPOUND: Final = frozenset(
    (
        *("欧阳", "司马", "上官", "诸葛", "司徒", "令狐", "皇甫", "尉迟", "慕容", "东方"),
        *("夏侯", "公孙", "端木", "百里", "南宫", "独孤", "长孙", "宇文", "轩辕", "闻人"),
    )
)
"""Surnames of two characters."""
MOST_SOUNDS: Final = 16
ALONE: Final = "*"
"""A key of every name of one Latin word: a slip in it leaves nothing else to go by."""
BARE: Final = 2
"""Characters of the shortest whole name."""
_BRACKETS: Final = re.compile(r"[()\[\]【】<>/|]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_LATIN: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class PersonName:
    """One way to write a person's name; what follows from it is worked out once, for it is asked thousands of times.

    `written` are texts that make two names the same if they share one. `core` is the name without honorifics,
    and no more than the `surname` where no given name is told; of Latin names the words in order, no surname.
    """

    written: tuple[str, ...]
    core: str
    surname: str

    @cached_property
    def is_chinese(self) -> bool:
        return bool(self.surname)

    @cached_property
    def is_surname_only(self) -> bool:
        return self.is_chinese and self.core == self.surname

    @cached_property
    def words(self) -> list[str]:
        """Of a Latin name, in the order in which they are told."""
        return self.written[0].split(" ")

    @cached_property
    def keys(self) -> frozenset[str]:
        """Two names that are alike share one of these: how the surname sounds, a word, or all but the beginning."""
        if self.is_chinese:
            core = self.core
            begins = (core, core[1:], "".join(sorted(core[:2])) + core[2:]) if len(core) > BARE else ()
            return frozenset((self.surname, *_surname_sounds(self.surname), *begins))
        words = self.words
        pairs = ("".join(words[:2]), "".join(words[-2:])) if len(words) > BARE else ()
        return frozenset((*words, *pairs, *((ALONE,) if len(words) == 1 else ())))

    def fits_initials_of(self, other: "PersonName") -> bool:
        """Whether this Latin name, with one or more initials, may stand for the other: J. Smith for John Smith."""
        mine, theirs = list(self.words), list(other.words)
        initials = [word for word in mine if len(word) == 1]
        whole = [word for word in mine if len(word) > 1]
        if not initials or not whole or len(mine) != len(theirs) or any(word not in theirs for word in whole):
            return False
        rest = [word for word in theirs if word not in whole]
        return sorted(word[0] for word in rest) == sorted(initials)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """How it may be typed in pinyin; nothing of a single word, which says too little."""
        if self.is_chinese:
            return frozenset() if self.is_surname_only else spoken(self.core)
        words = self.words
        if len(words) == 1:
            return frozenset()
        return frozenset("".join([surname, *rest]) for surname, rest in _orders(words))


def names_in(text: str) -> list[PersonName]:
    """Every name that a text tells: before and within brackets, in Chinese and in Latin letters; none of no letters."""
    if _HAN.fullmatch(text):
        return [_chinese(text.translate(SIMPLER))]
    parts = [part for part in _BRACKETS.split(unicodedata.normalize("NFKC", text)) if part.strip()]
    return list(dict.fromkeys(name for part in parts for name in _names(part)))


def _names(part: str) -> Iterator[PersonName]:
    chinese = plain("".join(_HAN.findall(part)))
    words = [word for word in map(typed, _LATIN.findall(_HAN.sub(" ", part))) if word and word not in LATIN_TITLES]
    if chinese:
        yield _chinese(chinese)
    if len(words) > 1 or (words and not chinese):
        yield PersonName((" ".join(words), " ".join(sorted(words))), " ".join(sorted(words)), "")


def _chinese(text: str) -> PersonName:
    core = _without_titles(text)
    surname = core[:2] if core[:2] in COMPOUND else core[:1]
    # Of a surname alone too many people are called the same: only the whole text is this name.
    return PersonName((text,) if core in (surname, text) else (text, core), core, surname)


def _without_titles(text: str) -> str:
    if len(text) > BARE and text.endswith(TITLES):
        return text.removesuffix(next(title for title in TITLES if text.endswith(title))) or text
    surname = text[:2] if text[:2] in COMPOUND else text[:1]
    given = text[len(surname) :]
    if len(given) == 1 and given in BRIEF_TITLES:
        return surname
    if len(text) == BARE and text[0] in NICKNAMES:
        return given
    return text[:-1] if len(text) > BARE and text[-1] in BRIEF_AFTER_NAMES else text


def spoken(core: str) -> frozenset[str]:
    """What one may type for Chinese characters, by any of their readings."""
    read = [readings(character) for character in core]
    if not all(read):
        return frozenset()
    return frozenset(typed("".join(some)) for some in islice(product(*read), MOST_SOUNDS))


@lru_cache(maxsize=5000)
def _surname_sounds(surname: str) -> frozenset[str]:
    return spoken(surname)


def _orders(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The surname stands first or last."""
    yield words[0], words[1:]
    yield words[-1], words[:-1]


def typed(text: str) -> str:
    """Letters without marks; ü is written u, v and yu alike."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return re.sub(r"(?<=[ln])(?:v|yu)", "u", bare)
