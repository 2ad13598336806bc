"""Geometry of the charts that the server draws: sparklines, degree bars, trends."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Values = Sequence[float | None]

SPARK_WIDTH: Final = 132
SPARK_HEIGHT: Final = 36
SPARK_MARGIN: Final = 4
LEAST_SPAN: Final = 1e-9
TICKS: Final = 5
FINEST: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Spark:
    """A sparkline as SVG path data, and its last known point."""

    path: str
    x: float
    y: float


def spark(values: Values) -> Spark | None:
    """The sparkline of a series, oldest first; None where there is nothing to draw."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, span = min(known), max(max(known) - min(known), LEAST_SPAN)
    flat = max(known) - min(known) < LEAST_SPAN
    height = SPARK_HEIGHT - 2 * SPARK_MARGIN
    points = [
        None if value is None else (_across(at, len(values)), _down(0.5 if flat else (value - low) / span, height))
        for at, value in enumerate(values)
    ]
    last = next(point for point in reversed(points) if point)
    return Spark(path(points), *last)


def _across(at: int, count: int) -> float:
    room = SPARK_WIDTH - 2 * SPARK_MARGIN
    return round(SPARK_MARGIN + room * at / max(count - 1, 1), 1)


def _down(share: float, height: float) -> float:
    return round(SPARK_MARGIN + height * (1 - share), 1)


def path(points: Sequence[tuple[float, float] | None]) -> str:
    """Path data through the points, broken where one is missing; a lone point becomes a dot."""
    parts: list[str] = []
    pen_down = False
    for at, point in enumerate(points):
        if point is None:
            pen_down = False
            continue
        x, y = point
        parts.append(f"{'L' if pen_down else 'M'}{x:g} {y:g}")
        alone = not pen_down and (at + 1 == len(points) or points[at + 1] is None)
        if alone:
            parts.append("h0")
        pen_down = True
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis from `low` to `high` with round `ticks`."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the top and 1 at the bottom."""
        return (self.high - value) / (self.high - self.low)


def axis(values: Values, least_span: float, *, whole: bool) -> Axis:
    """An axis around the known values with steps of 1, 2 or 5 times a power of ten."""
    known = [value for value in values if value is not None] or [0.0]
    low, high = min(known), max(known)
    # Beside an amount of eighteen digits a span of 1 is lost in floating point.
    least_span = max(least_span, max(abs(low), abs(high)) * FINEST)
    missing = least_span - (high - low)
    if missing > 0:
        low, high = low - missing / 2, high + missing / 2
        if whole and min(known) >= 0 > low:
            low, high = 0.0, high - low
    step = _round_step((high - low) / TICKS)
    step = max(step, 1.0) if whole else step
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return Axis(first * step, last * step, tuple(n * step for n in range(first, last + 1)))


def _round_step(rough: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


def spread(wanted: Sequence[float], gap: float, limit: float) -> list[float]:
    """Positions near the wanted ones, at least `gap` apart and within [0, limit], in the given order."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    placed: dict[int, float] = {}
    floor = 0.0
    for at in order:
        placed[at] = max(wanted[at], floor)
        floor = placed[at] + gap
    ceiling = limit
    for at in reversed(order):
        placed[at] = min(placed[at], ceiling)
        ceiling = placed[at] - gap
    return [placed[at] for at in range(len(wanted))]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a degree bar, in percent of its width; `text` only where it fits."""

    name: str
    x: float
    width: float
    text: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class DegreeBar:
    """Parts against and for us around a border, and what is unknown apart from both."""

    parts: tuple[Part, ...]
    border: float


@dataclass(frozen=True, slots=True)
class Heap:
    """Counts of one degree by name: worst first `against`, `for_us` from the border on, `unknown`.

    `astride` sits on the border, half on each side.
    """

    against: dict[str, int]
    for_us: dict[str, int]
    unknown: dict[str, int]
    astride: dict[str, int]

    @property
    def left(self) -> float:
        return sum(self.against.values()) + sum(self.astride.values()) / 2

    @property
    def right(self) -> float:
        return sum(self.for_us.values()) + sum(self.astride.values()) / 2


UNKNOWN_GAP: Final = 4.0
LEAST_UNKNOWN: Final = 6.0
TEXT_MARGIN: Final = 1.6
DIGIT: Final = 1.8
"""Room that a count needs inside its part, in percent."""


def degree_bars(heaps: Sequence[Heap]) -> list[DegreeBar]:
    """Bars on one common scale, so that the borders stand in line."""
    left = max((heap.left for heap in heaps), default=0)
    right = max((heap.right for heap in heaps), default=0)
    unknown = max((sum(heap.unknown.values()) for heap in heaps), default=0)
    room = 100 - UNKNOWN_GAP - LEAST_UNKNOWN if unknown else 100
    scale = room / max(left + right + unknown, 1)
    return [_degree_bar(heap, left, right, scale) for heap in heaps]


def _degree_bar(heap: Heap, left: float, right: float, scale: float) -> DegreeBar:
    parts: list[Part] = []
    x = (left - heap.left) * scale
    for name, count in {**heap.against, **heap.astride, **heap.for_us}.items():
        if count:
            parts.append(_part(name, x, count * scale, count))
            x += count * scale
    x = (left + right) * scale + UNKNOWN_GAP
    for name, count in heap.unknown.items():
        if count:
            parts.append(_part(name, x, min(LEAST_UNKNOWN + count * scale, 100 - x), count))
    return DegreeBar(tuple(parts), round(left * scale, 2))


def _part(name: str, x: float, width: float, count: int) -> Part:
    text = f"{count:,}"
    return Part(name, round(x, 2), round(width, 2), text if width >= TEXT_MARGIN + DIGIT * len(text) else "")


AXIS_WIDTH: Final = 92
AXIS_MARGIN: Final = 6
FURTHEST: Final = 2


@dataclass(frozen=True, slots=True)
class DegreeAxis:
    """Where two averages stand on an axis from −2 to +2; None: unknown. `tone` is the sign of the first."""

    first: float | None
    second: float | None
    tone: str
    middle: float = AXIS_WIDTH / 2


def degree_axis(first: float | None, second: float | None) -> DegreeAxis:
    tone = "" if first is None else "p" if first > LEAST_SPAN else "n" if first < -LEAST_SPAN else "z"
    return DegreeAxis(_along(first), _along(second), tone)


def _along(value: float | None) -> float | None:
    if value is None:
        return None
    room = AXIS_WIDTH - 2 * AXIS_MARGIN
    return round(AXIS_MARGIN + room * (value + FURTHEST) / (2 * FURTHEST), 1)
