"""What is on a relationship map: cards, pills and lines where the page laid them out, words already said.

Lengths are pixels of the page; `told` is what a drawing says to whoever cannot see it. Nothing here
knows a request, a language or a store: whoever makes a picture has asked for all of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Point = tuple[float, float]


class MapKind(StrEnum):
    """A reporting tree of the customer, or the decision chain of an opportunity as a fishbone."""

    TREE = "tree"
    FISHBONE = "fishbone"


class Tone(StrEnum):
    """A stance, or a mean of stances, as a colour; the names are those of the screen's tokens."""

    STRONG_SUPPORT = "p2"
    SUPPORT = "p1"
    NEUTRAL = "z"
    OPPOSE = "n1"
    STRONG_OPPOSE = "n2"
    UNKNOWN = "un"


class BadgeKind(StrEnum):
    """How a vote is shown: a veto solid, an approval outlined, what is unknown dashed."""

    VETO = "veto"
    APPROVER = "approver"
    UNKNOWN = "unknown"


class TraceKind(StrEnum):
    REPORTING = "reporting"
    INTERNAL = "internal"
    OURS = "ours"
    COMPETITOR = "competitor"
    SPINE = "spine"
    BONE = "bone"


INFLUENCES = (TraceKind.INTERNAL, TraceKind.OURS, TraceKind.COMPETITOR)


@dataclass(frozen=True, slots=True)
class Chip:
    """One degree. `is_behind`: the competitor's is higher; `moved` is the sign of the change since the compared day."""

    text: str
    tone: Tone
    told: str
    is_behind: bool = False
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Badge:
    text: str
    kind: BadgeKind
    told: str


@dataclass(frozen=True, slots=True)
class Card:
    """A key person. `key` ties lines to the card and is not drawn.

    `edge` is the chosen degree; `new` is the mark of who was not there on the compared day, else
    empty. A placeholder is known by the role only. `ours` and `theirs` say who can sway the person.
    """

    key: str
    x: float
    y: float
    name: str
    title: str
    told: str
    edge: Tone
    chips: Sequence[Chip] = ()
    badges: Sequence[Badge] = ()
    role: str = ""
    new: str = ""
    is_placeholder: bool = False
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Pill:
    """Who sways from outside: an employee of ours with the title, or a competitor's person with the company."""

    key: str
    x: float
    y: float
    name: str
    place: str
    told: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through points. `begin` and `end` are keys of cards or pills, empty for none; `note` is how they know
    each other."""

    kind: TraceKind
    points: Sequence[Point]
    told: str
    begin: str = ""
    end: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """Where those stand whose place on the map is not known."""

    x: float
    y: float
    width: float
    height: float
    label: str


class Symbol(StrEnum):
    """What a key of the legend shows; those of tones and lines are named by them."""

    STRONG_SUPPORT = "p2"
    SUPPORT = "p1"
    NEUTRAL = "z"
    OPPOSE = "n1"
    STRONG_OPPOSE = "n2"
    UNKNOWN = "un"
    INTERNAL = "internal"
    OURS = "ours"
    COMPETITOR = "competitor"
    WORDS = "words"
    OURS_CAN_SWAY = "ours_can_sway"
    THEIRS_CAN_SWAY = "theirs_can_sway"
    IS_BEHIND = "is_behind"
    VETO = "veto"
    APPROVER = "approver"
    VOTE_UNKNOWN = "vote_unknown"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the legend; `sign` is the text inside the symbol where it has one."""

    symbol: Symbol
    text: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the map: `foot` behind the confidentiality mark, `cut` before the names that did not fit."""

    title: str
    about: str
    told: str
    keys: Sequence[Key]
    compared: Sequence[Key]
    cut: str
    confidential: str
    foot: str
    author: str
    made_at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole map. `width` and `height` are the room it was laid out in."""

    kind: MapKind
    width: float
    height: float
    sheet: Sheet
    cards: Sequence[Card]
    pills: Sequence[Pill] = ()
    traces: Sequence[Trace] = ()
    area: Area | None = None
