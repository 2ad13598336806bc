"""Charts as drawings of their own: every place in units, every colour written out, for paper and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from renmai.web import charts
from renmai.web.pages.line.matrix import Key
from renmai.web.pages.line.matrix import Panel as MatrixPanel
from renmai.web.pages.line.trend import HEIGHT, WIDTH, Curve, Mark, Trend

INK: Final = "#171c26"
QUIET: Final = "#606a7b"
ACCENT: Final = "#3350c4"
UNKNOWN: Final = "#7a8494"
FILLS: Final = {
    "excellent": ("#0b6560", "#ffffff"),
    "good": ("#3f9a8f", "#0b1512"),
    "support": ("#3f9a8f", "#0b1512"),
    "neutral": ("#868f9d", "#0b0e14"),
    "no": ("#868f9d", "#0b0e14"),
    "medium": ("url(#n1)", "#1b1005"),
    "oppose": ("url(#n1)", "#1b1005"),
    "poor": ("url(#n2)", "#ffffff"),
    "yes": (INK, "#ffffff"),
}
"""Fill and the text on it, light. What is against us is hatched too: paper may have no colours."""
UNKNOWN_FILL: Final = ("url(#un)", INK)
STROKES: Final = ((ACCENT, ACCENT, ""), (INK, INK, ""), (UNKNOWN, QUIET, "5 4"))
"""Line, its label and its dashes, in the order of the curves."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a bar, its text in the middle."""

    x: float
    width: float
    middle: float
    fill: str
    ink: str
    text: str
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """`border`, between for and against us, is empty where there is none."""

    width: int
    pieces: list[Piece]
    border: float | None


def bar(drawn: charts.DegreeBar, width: int, *, bordered: bool) -> Bar:
    pieces = [_piece(part, width) for part in drawn.parts]
    return Bar(width, pieces, round(drawn.border * width / 100, 1) if bordered and pieces else None)


def _piece(part: charts.Part, width: int) -> Piece:
    fill, ink = FILLS.get(part.name, UNKNOWN_FILL)
    return Piece(
        x=round(part.x * width / 100, 1),
        width=round(part.width * width / 100, 1),
        middle=round(part.middle * width / 100, 1),
        fill=fill,
        ink=ink,
        text=part.text,
        is_unknown=part.name not in FILLS,
    )


@dataclass(frozen=True, slots=True)
class Line:
    curve: Curve
    stroke: str
    ink: str
    dashes: str


@dataclass(frozen=True, slots=True)
class TrendDrawing:
    """A trend of the page with room around it; marks stand in units of the plot."""

    trend: Trend
    left: int
    right: int
    lines: list[Line]
    days: list[Mark]
    marks: list[Mark]

    plot_width: int = WIDTH
    plot_height: int = HEIGHT

    @property
    def width(self) -> int:
        return self.left + WIDTH + self.right


def trend_drawing(trend: Trend) -> TrendDrawing:
    return TrendDrawing(
        trend=trend,
        left=140 if trend.is_wide else 64,
        right=260 if trend.is_wide else 190,
        lines=[_line(curve) for curve in trend.curves],
        days=_in_units(trend.days),
        marks=_in_units(trend.marks),
    )


def _line(curve: Curve) -> Line:
    stroke, ink, dashes = STROKES[(curve.order - 1) % len(STROKES)]
    return Line(curve, stroke, ink, dashes)


def _in_units(marks: Sequence[Mark]) -> list[Mark]:
    return [Mark(mark.text, round(mark.at * WIDTH / 100, 1)) for mark in marks]


@dataclass(frozen=True, slots=True)
class LegendKey:
    label: str
    fill: str
    is_unknown: bool


def legend_keys(keys: Sequence[Key]) -> list[LegendKey]:
    return [LegendKey(key.label, FILLS.get(key.name, UNKNOWN_FILL)[0], key.name not in FILLS) for key in keys]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One degree: its bar from `y` down, the counts in words beneath."""

    y: int
    title: str
    average: str
    bar: Bar
    words: str


MATRIX_BAR: Final = 900
MATRIX_ROW: Final = 76


def matrix_rows(panels: Sequence[MatrixPanel]) -> list[MatrixRow]:
    return [
        MatrixRow(
            at * MATRIX_ROW,
            panel.title,
            panel.average,
            bar(panel.bar, MATRIX_BAR, bordered=bool(panel.average)),
            panel.bar_text,
        )
        for at, panel in enumerate(panels)
    ]
