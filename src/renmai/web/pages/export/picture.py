"""One chart as a picture of its own: an SVG with its title, what was asked, and how far it may go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import gettext

from renmai.output.line_export import Figures, Head
from renmai.web.pages.export import drawing
from renmai.web.pages.export.wanted import Wanted
from renmai.web.pages.line.lines import Line
from renmai.web.pages.line.matrix import degree_panels, legend
from renmai.web.pages.line.trend import trend
from renmai.web.parameters import Asked

MATRIX_WIDTH: Final = 1160
KEY_GAP: Final = 120
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class PlacedKey:
    x: int
    key: drawing.LegendKey


@dataclass(frozen=True, slots=True)
class Picture:
    """`template` draws into the room of `body` units under title and question."""

    width: int
    body: int
    title: str
    about: str
    summary: str
    foot: str
    template: str
    curves: drawing.TrendDrawing | None = None
    rows: Sequence[drawing.MatrixRow] = ()
    keys: list[PlacedKey] = field(default_factory=list)

    @property
    def keys_y(self) -> int:
        return 92 + self.body

    @property
    def foot_y(self) -> int:
        return 92 + self.body + (44 if self.keys else 16)

    @property
    def height(self) -> int:
        return self.foot_y + 20


def line_picture(wanted: Wanted, name: str) -> bytes:
    """Trend or matrix as SVG."""
    made = {"trend": _trend, "matrix": _matrix}[name](wanted.line, wanted.asked, wanted.head, wanted.figures())
    svg = render_to_string("pages/export/picture.html", {"picture": made}, wanted.request)
    return NOT_IN_XML.sub("", svg).encode()


def _trend(line: Line, asked: Asked, head: Head, figures: Figures) -> Picture:
    shown = trend(line, asked, figures.series)
    drawn = drawing.trend_drawing(shown)
    what = gettext("Trend") + (f" ({shown.unit})" if shown.unit else "")
    return Picture(
        width=drawn.width,
        body=270,
        title=f"{head.title} · {what}",
        about=_about(head),
        summary=shown.summary,
        foot=_foot(head),
        template="pages/export/drawing_trend.html",
        curves=drawn,
    )


def _matrix(line: Line, asked: Asked, head: Head, figures: Figures) -> Picture:
    panels = degree_panels(line, asked, figures.figures, dict(figures.known))
    keys = drawing.legend_keys(legend(line))
    return Picture(
        width=MATRIX_WIDTH,
        body=len(panels) * drawing.MATRIX_ROW,
        title=f"{head.title} · {gettext('Three degrees')}",
        about=_about(head),
        summary=" ".join(f"{panel.title}: {panel.bar_text}" for panel in panels),
        foot=_foot(head),
        template="pages/export/drawing_matrix.html",
        rows=drawing.matrix_rows(panels),
        keys=[PlacedKey(24 + at * KEY_GAP, key) for at, key in enumerate(keys)],
    )


def _about(head: Head) -> str:
    return " · ".join(value for _, value in head.facts)


def _foot(head: Head) -> str:
    return f"{head.confidential} · {head.exported_by} · {head.exported_at:%Y-%m-%d %H:%M}"
