"""What a map is drawn from: boxes with words, dots, traces. Every file format draws the same scene.

Lengths are pixels, the origin is the upper left corner; words stand on their baseline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from renmai.output.relationship_map.picture import Point, TraceKind

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    size: float
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line. Runs after the first stand a little apart."""

    x: float
    y: float
    runs: tuple[Run, ...]
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Look:
    """Fill and border; `fill` may be `palette.HATCHED`, an empty colour draws nothing."""

    fill: str = ""
    stroke: str = ""
    width: float = 1
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners and what is written in it."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    look: Look
    words: tuple[Words, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle, or a diamond: a square on its corner."""

    x: float
    y: float
    radius: float
    look: Look
    is_diamond: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A small triangle that points up or down, `size` high; (`x`, `y`) is the middle of its lower end."""

    x: float
    y: float
    is_up: bool
    colour: str
    size: float = 4


@dataclass(frozen=True, slots=True)
class Edge:
    """The coloured left edge of a card, round where the card is."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str


Plain = Box | Dot | Arrow | Words
Part = Plain | Edge


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together. `frame` is the box that lines are tied to by `key`."""

    key: str
    name: str
    told: str
    frame: Box
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, with round corners where `radius` is not 0."""

    kind: TraceKind
    points: Sequence[Point]
    colour: str
    width: float
    told: str
    begin: str = ""
    end: str = ""
    dashes: str = ""
    radius: float = 0
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Back to front: `ground`, strokes, `notes` on them, groups; then what stands around the map."""

    width: float
    height: float
    language: str
    title: Words
    told: str
    ground: tuple[Part, ...]
    strokes: tuple[Stroke, ...]
    notes: tuple[Part, ...]
    groups: tuple[Group, ...]
    around: tuple[Plain, ...]
