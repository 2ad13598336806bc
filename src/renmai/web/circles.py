"""Geometry of sets that the server draws: circles whose areas are as their counts."""

import math
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 280.0
HEIGHT: Final = 180.0
MARGIN: Final = 4.0
APART: Final = 12.0
"""Between two sets that share nothing."""
ROUNDS: Final = 60
"""Halvings after which a distance is exact to far less than a pixel."""


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    r: float


NOBODY: Final = Circle(WIDTH / 2, HEIGHT / 2, 0.0)


def nested(whole: int, part: int) -> tuple[Circle, Circle]:
    """A set and a part of it, which lies at the bottom inside."""
    if not whole:
        return NOBODY, NOBODY
    outer = HEIGHT / 2 - MARGIN
    inner = outer * math.sqrt(part / whole)
    below = max(outer - inner - MARGIN, 0.0)
    return _circle(WIDTH / 2, HEIGHT / 2, outer), _circle(WIDTH / 2, HEIGHT / 2 + below, inner)


def overlapping(only_one: int, both: int, only_other: int) -> tuple[Circle, Circle]:
    """Two sets side by side, what they share as large as it is."""
    one, other = math.sqrt((only_one + both) / math.pi), math.sqrt((both + only_other) / math.pi)
    if not one + other:
        return NOBODY, NOBODY
    gap = 0.0 if both else APART
    distance = _distance(one, other, both)
    left, right = min(-one, distance - other), max(one, distance + other)
    scale = min((WIDTH - 2 * MARGIN - gap) / (right - left), (HEIGHT / 2 - MARGIN) / max(one, other))
    start = (WIDTH - gap - scale * (right - left)) / 2 - scale * left
    return (
        _circle(start, HEIGHT / 2, scale * one),
        _circle(start + gap + scale * distance, HEIGHT / 2, scale * other),
    )


def _circle(x: float, y: float, r: float) -> Circle:
    return Circle(round(x, 1), round(y, 1), round(r, 1))


def _distance(one: float, other: float, shared: float) -> float:
    """How far apart the centres of two circles are that share an area."""
    near, far = abs(one - other), one + other
    for _ in range(ROUNDS):
        middle = (near + far) / 2
        near, far = (middle, far) if lens(one, other, middle) > shared else (near, middle)
    return (near + far) / 2


def lens(one: float, other: float, distance: float) -> float:
    """The area that two circles with these radii share."""
    if distance >= one + other:
        return 0.0
    if distance <= abs(one - other):
        return math.pi * min(one, other) ** 2
    return _segment(one, other, distance) + _segment(other, one, distance)


def _segment(radius: float, other: float, distance: float) -> float:
    """The part of a circle beyond the chord in which another one cuts it."""
    toward = (distance**2 + radius**2 - other**2) / (2 * distance)
    share = max(-1.0, min(1.0, toward / radius))
    return radius**2 * math.acos(share) - toward * math.sqrt(max(radius**2 - toward**2, 0.0))
