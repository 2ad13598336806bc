"""Connectors of a slide: elbows that hold on to two cards and follow when one is moved.

A preset elbow (`bentConnector3`) runs sideways, across, sideways; turned by a quarter it runs down,
across, down. `bend` is where it crosses, as a share of the way from its begin to its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

from renmai.output.relationship_map.picture import Point
from renmai.output.relationship_map.scene import Box

LOOP: Final = 6.0
"""How far a bracket around two left edges reaches out."""
LEAST: Final = 4 / 3
"""A bend is a share of the length, so there must be one: a point is what office programs take."""
MIDDLE: Final = 0.5
QUARTER: Final = 5_400_000
"""A right angle in the unit of office drawings."""


class Site(IntEnum):
    """Where a rectangle can be held, as office programs number it."""

    TOP = 0
    LEFT = 1
    BOTTOM = 2
    RIGHT = 3

    @property
    def is_upright(self) -> bool:
        """Whether a connector leaves it up or down."""
        return self in (Site.TOP, Site.BOTTOM)

    def of(self, box: Box) -> Point:
        return {
            Site.TOP: (box.x + box.width / 2, box.y),
            Site.LEFT: (box.x, box.y + box.height / 2),
            Site.BOTTOM: (box.x + box.width / 2, box.y + box.height),
            Site.RIGHT: (box.x + box.width, box.y + box.height / 2),
        }[self]


@dataclass(frozen=True, slots=True)
class Elbow:
    """A connector before it is turned: its box, its turn and mirrors, and where it bends."""

    begin: Site
    end: Site
    x: float
    y: float
    width: float
    height: float
    turn: int
    is_mirrored: bool
    is_upside_down: bool
    bend: float


def elbow(above: Box, below: Box, points: Sequence[Point]) -> Elbow:
    """The connector that comes closest to the line through `points` between two boxes."""
    begin, end = _sites(above, below, points)
    start, stop = begin.of(above), end.of(below)
    if end.is_upright:
        return _upright(begin, end, start, stop, points)
    return _level(begin, end, start, stop)


def _sites(above: Box, below: Box, points: Sequence[Point]) -> tuple[Site, Site]:
    """By the way and the side on which the line arrives."""
    (x, y), (to_x, to_y) = points[-2], points[-1]
    if abs(to_y - y) > abs(to_x - x):
        is_above = to_y <= below.y + below.height / 2
        return (Site.BOTTOM, Site.TOP) if is_above else (Site.TOP, Site.BOTTOM)
    if to_x <= below.x + below.width / 2:
        return (Site.RIGHT if below.x > above.x + above.width else Site.LEFT), Site.LEFT
    return (Site.LEFT if below.x + below.width < above.x else Site.RIGHT), Site.RIGHT


def _level(begin: Site, end: Site, start: Point, stop: Point) -> Elbow:
    """Sideways; around the outside where both ends are on the same side."""
    left, right = min(start[0], stop[0]), max(start[0], stop[0])
    width = max(right - left, LEAST)
    forth = width if stop[0] >= start[0] else -width
    outside = {Site.LEFT: left - LOOP, Site.RIGHT: right + LOOP}[end]
    bend = MIDDLE if begin is not end else (outside - start[0]) / forth
    top, height = min(start[1], stop[1]), abs(stop[1] - start[1])
    return Elbow(begin, end, left, top, width, height, 0, forth < 0, stop[1] < start[1], bend)


def _upright(begin: Site, end: Site, start: Point, stop: Point, points: Sequence[Point]) -> Elbow:
    """Down (or up): a sideways connector, turned about its middle."""
    length, across = max(abs(stop[1] - start[1]), LEAST), abs(stop[0] - start[0])
    middle_x, middle_y = (start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2
    is_down, is_right = stop[1] >= start[1], stop[0] > start[0]
    forth = length if is_down else -length
    level = next((y for (_, y), (_, other) in pairwise(points) if y == other), None)
    bend = MIDDLE if level is None else min(max((level - start[1]) / forth, 0), 1)
    turn = 3 * QUARTER if is_right else QUARTER
    return Elbow(
        begin,
        end,
        x=middle_x - length / 2,
        y=middle_y - across / 2,
        width=length,
        height=across,
        turn=turn,
        is_mirrored=is_down == is_right,
        is_upside_down=False,
        bend=bend,
    )
