"""The legend: keys in rows as wide as the sheet, what changed since the compared day at the right."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from renmai.output.relationship_map import palette
from renmai.output.relationship_map.cards import OURS_DOT, THEIRS_DOT, badge_box
from renmai.output.relationship_map.fitting import cleaned, width_of
from renmai.output.relationship_map.picture import Badge, BadgeKind, Key, Symbol, Tone, TraceKind
from renmai.output.relationship_map.scene import Arrow, Box, Look, Plain, Run, Words

SIZE: Final = 12
ROW: Final = 24
GAP: Final = 16
ROOMS: Final = {Symbol.WORDS: 0.0, Symbol.UP: 13.0, Symbol.DOWN: 13.0}
USUAL_ROOM: Final = 18.0
SIGN_ROOM: Final = 23.0
LINE_ROOM: Final = 28.0

Ends = tuple[float, float]


def keys_placed(keys: Sequence[Key], compared: Sequence[Key], ends: Ends, top: float) -> tuple[list[Plain], float]:
    """Drawn from `top` down; with the middle of the last row."""
    left, right = ends
    x, y, parts = left, top, list[Plain]()
    for key in keys:
        if x > left and x + _width(key) > right:
            x, y = left, y + ROW
        parts += _key(key, x, y)
        x += _width(key) + GAP
    width = sum(_width(key) for key in compared) + GAP * (len(compared) - 1)
    if compared:
        y += ROW if x + GAP + width > right else 0
        x = max(left, right - width)
    for key in compared:
        parts += _key(key, x, y)
        x += _width(key) + GAP
    return parts, y


def _room(key: Key) -> float:
    if key.symbol in _LINES:
        return LINE_ROOM
    return ROOMS.get(key.symbol, SIGN_ROOM if key.sign else USUAL_ROOM)


def _width(key: Key) -> float:
    return _room(key) + width_of(key.text, SIZE)


def _key(key: Key, x: float, y: float) -> Iterator[Plain]:
    """`y` is the middle of the row."""
    colour = {Symbol.UP: palette.GOOD, Symbol.DOWN: palette.BAD}.get(key.symbol, palette.INK_2)
    runs = (Run(cleaned(key.text), SIZE, colour),)
    yield from _symbol(key, x, y)
    yield Words(x + _room(key), y + 4.5, runs)


_LINES: Final = {
    Symbol.INTERNAL: TraceKind.INTERNAL,
    Symbol.OURS: TraceKind.OURS,
    Symbol.COMPETITOR: TraceKind.COMPETITOR,
}
_BADGES: Final = {
    Symbol.VETO: BadgeKind.VETO,
    Symbol.APPROVER: BadgeKind.APPROVER,
    Symbol.VOTE_UNKNOWN: BadgeKind.UNKNOWN,
}
_TONES: Final = {Symbol(tone.value): tone for tone in Tone}


def _symbol(key: Key, x: float, y: float) -> Iterator[Plain]:
    symbol = key.symbol
    if symbol in _TONES:
        yield _swatch(_TONES[symbol], x, y)
    elif symbol in _BADGES:
        yield badge_box(Badge(key.sign, _BADGES[symbol], key.text), x, y - 8.5)
    elif symbol in _LINES:
        yield from _line(_LINES[symbol], x, y)
    elif symbol is Symbol.OURS_CAN_SWAY:
        yield replace(OURS_DOT, x=x + 6, y=y)
    elif symbol is Symbol.THEIRS_CAN_SWAY:
        yield replace(THEIRS_DOT, x=x + 6, y=y)
    elif symbol is Symbol.IS_BEHIND:
        yield Box(x, y - 1, 14, 2, 0, Look(palette.INK))
    elif symbol in (Symbol.UP, Symbol.DOWN):
        is_up = symbol is Symbol.UP
        yield Arrow(x + 4, y + 2, is_up, palette.GOOD if is_up else palette.BAD)


def _swatch(tone: Tone, x: float, y: float) -> Box:
    fill = palette.EDGES[tone]
    look = Look(fill, palette.UNKNOWN, dashes="3 2") if tone is Tone.UNKNOWN else Look(fill)
    return Box(x, y - 6, 12, 12, 3, look)


def _line(kind: TraceKind, x: float, y: float) -> Iterator[Box]:
    """A short piece of the line, dashes as pieces."""
    colour, width, dashes = palette.LINES[kind]
    pieces = [(0.0, 6.0), (8.0, 6.0), (16.0, 6.0)] if dashes else [(0.0, 22.0)]
    for start, length in pieces:
        yield Box(x + start, y - width / 2, length, width, 0, Look(colour))
