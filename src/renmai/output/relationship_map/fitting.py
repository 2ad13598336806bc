"""Texts that fit their room, measured without a font: the file is drawn with those of whoever opens it.

Widths are estimates on the wide side, in shares of the font's size.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]+")
"""What XML or a font cannot say, and what would turn around the rest of a line."""
ELLIPSIS: Final = "…"
BOLD: Final = 1.06
WIDE: Final = 1.0
USUAL: Final = 0.6
CLASSES: Final = (
    (0.3, " '|!.,:;Iijl"),
    (0.42, '()[]{}/\\-"*frt`'),
    (0.72, "ABCDEGHKNOPQRUVXYZ&+=<>~#"),
    (0.95, "MW@%mw"),
)
WIDTHS: Final = {character: width for width, characters in CLASSES for character in characters}
JOINER: Final = "\u200d"
"""Makes one picture of two."""
JOINING: Final = JOINER + "\ufe0e\ufe0f"
SKIN: Final = range(0x1F3FB, 0x1F400)
RIGHT_TO_LEFT: Final = ("R", "AL")
FIRST_ISOLATE, LAST_ISOLATE = "\u2068", "\u2069"


def cleaned(text: str) -> str:
    """One line of what can be drawn."""
    return " ".join(FORBIDDEN.sub(" ", text).split())


def isolated(text: str) -> str:
    """For a line of several parts: what is written from right to left leaves the others where they are."""
    plain = cleaned(text)
    if any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in plain):
        return f"{FIRST_ISOLATE}{plain}{LAST_ISOLATE}"
    return plain


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    return sum(_width(character) for character in text) * size * (BOLD if bold else 1)


def _width(character: str) -> float:
    if character in WIDTHS:
        return WIDTHS[character]
    if unicodedata.east_asian_width(character) in ("W", "F", "A"):
        return WIDE
    return 0 if _joins(character) else USUAL


def _joins(character: str) -> bool:
    """Whether it belongs to the character before it."""
    return character in JOINING or ord(character) in SKIN or unicodedata.category(character) in ("Mn", "Me", "Cf")


def _clusters(text: str) -> Iterator[str]:
    """What must stay together: a letter with its accents, an emoji with its parts."""
    cluster = ""
    for character in text:
        if cluster and not _joins(character) and not cluster.endswith(JOINER):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit, one at least; `is_cut` where the last one ends before the text does."""

    lines: tuple[str, ...]
    size: float
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One way to fit: a size, and the room of each line."""

    size: float
    rooms: tuple[float, ...]


def fit(text: str, steps: Sequence[Step], *, bold: bool = False) -> Fitted:
    """The first step that holds the whole text, with whole words if possible; else the last, its end left out."""
    plain = cleaned(text)
    for whole_words in (True, False):
        for step in steps:
            lines = list(_lines(plain, step, bold=bold))
            if _is_all(lines, plain, whole_words=whole_words):
                return Fitted(tuple(lines) or ("",), step.size)
    *most, last = _lines(plain, steps[-1], bold=bold)
    room = steps[-1].rooms[len(most)] - width_of(ELLIPSIS, steps[-1].size, bold=bold)
    start = _start(last, room, steps[-1].size, bold=bold).rstrip()
    return Fitted((*most, start + ELLIPSIS), steps[-1].size, is_cut=True)


def _is_all(lines: Sequence[str], text: str, *, whole_words: bool) -> bool:
    if "".join(lines).replace(" ", "") != text.replace(" ", ""):
        return False
    return not whole_words or all(_may_break(*pair, text) for pair in pairwise(lines))


def _may_break(before: str, after: str, text: str) -> bool:
    """At a blank, and anywhere in Chinese."""
    if not before or not after:
        return False
    return f"{before} {after}" in text or WIDE in (_width(before[-1]), _width(after[0]))


def _lines(text: str, step: Step, *, bold: bool) -> Iterator[str]:
    """As much of the text as the rooms hold, broken at blanks where there are some."""
    rest = text
    for room in step.rooms:
        if not rest:
            return
        line = _start(rest, room, step.size, bold=bold)
        if len(line) < len(rest) and rest[len(line)] != " " and " " in line:
            line = line[: line.rindex(" ")]
        yield line
        rest = rest[len(line) :].lstrip()


def _start(text: str, room: float, size: float, *, bold: bool) -> str:
    """The longest start that fits."""
    taken, width = "", 0.0
    for cluster in _clusters(text):
        width += width_of(cluster, size, bold=bold)
        if width > room:
            return taken
        taken += cluster
    return taken


def wrapped(text: str, size: float, room: float) -> list[str]:
    """All of the text in as many lines as it takes, one at least."""
    lines, rest = [], cleaned(text)
    while rest:
        line = next(_lines(rest, Step(size, (room,)), bold=False)) or rest[:1]
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return lines or [""]
