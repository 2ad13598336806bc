"""A line's page on paper: the same figures, matrix, trend and list, laid out for A4."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from renmai.output.fonts import family_of
from renmai.output.line_export import Figures
from renmai.output.line_export import Head as Heading
from renmai.output.pdf import write_pdf
from renmai.web.numbers import COUNT, Kind
from renmai.web.pages.export import drawing
from renmai.web.pages.export.paper_list import PaperList, paper_list
from renmai.web.pages.export.paper_list import Wanted as Column
from renmai.web.pages.export.wanted import Wanted
from renmai.web.pages.line.cards import Card, figure_card, trend_cards
from renmai.web.pages.line.columns import Head
from renmai.web.pages.line.lines import Line
from renmai.web.pages.line.listing import page
from renmai.web.pages.line.matrix import Panel, degree_panels, legend, vote_panels
from renmai.web.pages.line.trend import trend
from renmai.web.parameters import Asked

MOST_ROWS: Final = 200
"""Paper is for reading: a list beyond this is a matter for a spreadsheet."""
THREE_ABREAST: Final = 330
TWO_ABREAST: Final = 500


@dataclass(frozen=True, slots=True)
class PaperPanel:
    """A panel of the matrix with its bar in units."""

    title: str
    average: str
    change: str | None
    known: str | None
    bar: drawing.Bar
    rows: Sequence[object]


@dataclass(frozen=True, slots=True)
class PaperFigures:
    cards: list[Card]
    key_figures: list[Card]
    keys: list[drawing.LegendKey]
    degrees: list[PaperPanel]
    votes: list[PaperPanel]
    trend: drawing.TrendDrawing
    is_graded: bool
    answer: str
    noun: str


@dataclass(frozen=True, slots=True)
class Paper:
    """`told` stands at the foot of each page; `cut` says so where the list is not all there.

    `font` is for drawings, which inherit none.
    """

    head: Heading
    told: str
    exported_at: str
    figures: PaperFigures | None
    table: PaperList
    cut: str
    font: str


def line_pdf(wanted: Wanted, figures: Figures | None) -> tuple[bytes, int]:
    """The document, and how many rows of the list it shows; raises `RenmaiError` where nothing can be printed."""
    asked = replace(wanted.asked, page=1)
    found = page(wanted.line, wanted.viewer, asked, wanted.request.path, size=1, remembered=wanted.remembered())
    head, told = wanted.head, wanted.list()
    paper = Paper(
        head=head,
        told=" · ".join(value for _, value in head.facts),
        exported_at=f"{head.exported_at:%Y-%m-%d %H:%M}",
        figures=paper_figures(wanted.line, wanted.asked, figures) if figures else None,
        table=paper_list(told.first(MOST_ROWS), told, _heads(found.heads)),
        cut=_cut(found.total),
        font=family_of(get_language() or ""),
    )
    html = render_to_string("pages/export/paper_line.html", {"paper": paper, "list": found}, wanted.request)
    return write_pdf(html, style()), min(found.total, MOST_ROWS)


def _heads(heads: Sequence[Head]) -> list[Column]:
    return [Column(head.key, head.label, head.unit) for head in heads]


@cache
def style() -> str:
    return (Path(__file__).parent / "paper.css").read_text(encoding="utf-8")


def _cut(total: int) -> str:
    if total <= MOST_ROWS:
        return ""
    return gettext("The first %(shown)s of %(total)s rows; all of them are in the XLSX.") % {
        "shown": COUNT.value(MOST_ROWS),
        "total": COUNT.value(total),
    }


def paper_figures(line: Line, asked: Asked, found: Figures) -> PaperFigures:
    ours = asked.question.ours
    known = dict(found.known)
    cards = trend_cards(line, asked, found.figures["trend"], found.series, known)
    votes = vote_panels(line, asked, found.figures["votes"]) if "votes" in found.figures else []
    return PaperFigures(
        cards=cards,
        key_figures=[
            figure_card(name, Kind.SHARE, metric, ours=ours)
            for name, metric in found.figures.get("figures", {}).items()
        ],
        keys=drawing.legend_keys(legend(line)),
        degrees=_panels(degree_panels(line, asked, found.figures, known), THREE_ABREAST),
        votes=_panels(votes, TWO_ABREAST),
        trend=drawing.trend_drawing(trend(line, asked, found.series)),
        is_graded=line.graded,
        answer=gettext("Grade") if line.graded else gettext("Stance"),
        noun=_noun(line.name),
    )


def _noun(line: str) -> str:
    return {"customer": gettext("Customers"), "decision-chain": gettext("Chains")}.get(line, gettext("Key persons"))


def _panels(panels: Sequence[Panel], width: int) -> list[PaperPanel]:
    return [
        PaperPanel(
            one.title,
            one.average,
            one.change,
            one.known,
            drawing.bar(one.bar, width, bordered=bool(one.average)),
            one.rows,
        )
        for one in panels
    ]
