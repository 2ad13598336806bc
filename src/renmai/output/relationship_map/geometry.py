"""Lines through points: round corners, and heads that point where the line goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from renmai.output.relationship_map.picture import Point
from renmai.output.relationship_map.scene import Arrow


@dataclass(frozen=True, slots=True)
class Bend:
    """Straight on to `start`, then round `corner` to `end`; where a line ends all three are one point."""

    start: Point
    corner: Point
    end: Point


def without_repeats(points: Sequence[Point]) -> list[Point]:
    """The points that lead somewhere; always two, so that there is a line."""
    kept = [points[0], *(after for before, after in pairwise(points) if before != after)]
    return kept if len(kept) > 1 else [points[0], points[0]]


def bends(points: Sequence[Point], radius: float) -> list[Bend]:
    """The way of a line after its first point. A corner takes half of the shorter side at the most."""
    found = []
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, dist(before, corner) / 2, dist(corner, after) / 2)
        found.append(Bend(towards(corner, before, r), corner, towards(corner, after, r)))
    return [*found, Bend(points[-1], points[-1], points[-1])]


def towards(start: Point, end: Point, length: float) -> Point:
    """The point at a distance from `start` on the way to `end`."""
    whole = dist(start, end)
    if whole == 0:
        return start
    share = length / whole
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def shortened(points: Sequence[Point], length: float) -> list[Point]:
    """The line without its last piece, where the last side is long enough for that."""
    *most, before, end = points
    return [*most, before, towards(end, before, min(length, dist(before, end) / 2))]


def arrow_head(points: Sequence[Point], size: float) -> tuple[Point, Point, Point]:
    """Tip and base of a head at the end of a line, as long as it is wide."""
    before, tip = points[-2], points[-1]
    x, y = towards(tip, before, size)
    dx, dy = (x - tip[0]) / 2, (y - tip[1]) / 2
    return tip, (x - dy, y + dx), (x + dy, y - dx)


def corners_of(arrow: Arrow) -> tuple[Point, Point, Point]:
    """The tip of a small triangle, and its base."""
    half, above = arrow.size * 7 / 8, arrow.y - arrow.size
    tip, base = (arrow.y, above) if not arrow.is_up else (above, arrow.y)
    return (arrow.x, tip), (arrow.x + half, base), (arrow.x - half, base)
