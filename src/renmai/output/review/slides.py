"""A weekly review as slides: native tables and a native chart, one section after the other, nothing cut silently.

A section that does not fit goes on with a further slide. Lengths are points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from renmai.output.deck import LAYOUT, Imprint, empty_deck
from renmai.output.relationship_map.fitting import ELLIPSIS, cleaned, width_of
from renmai.output.relationship_map.slide_text import CHINESE, LANGUAGES, LATIN, USUAL_CHINESE, USUAL_LANGUAGE
from renmai.output.review.content import Cell, Chart, Head, Review, Section, Sheet, Table

WIDTH, HEIGHT = 960, 540
MARGIN: Final = 36
ACROSS: Final = WIDTH - 2 * MARGIN
TOP, BOTTOM = 84, HEIGHT - 40
TITLE_SIZE, ASK_SIZE, HEAD_SIZE, TEXT_SIZE, SMALL_SIZE, FOOT_SIZE = 24, 12, 13, 11, 9, 8
LINE: Final = 1.25
PADDING: Final = 4
"""Above and below the text of a cell; as much on each side."""
MOST_LINES: Final = 6
"""Lines of one cell; a longer text ends with three dots, and is whole on the page and on paper."""
CHART_HEIGHT: Final = 170
APART: Final = 12
INK, QUIET, GOOD, BAD = "171C26", "606A7B", "0A6962", "9E3E0A"
HAIRLINE, SUNKEN = "D5DAE1", "F1F3F6"
SERIES: Final = ("B9C0CB", "3350C4")
"""Then and now."""
NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style of a table that office programs call No Style, No Grid."""


def pptx_of(review: Review) -> bytes:
    sheet = review.sheet
    deck = empty_deck(Imprint(sheet.title, sheet.told, sheet.author, sheet.confidential, sheet.language, sheet.made_at))
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    writer = _Deck(deck, review)
    for section in review.sections:
        writer.section(section)
    for number, slide in enumerate(writer.slides, start=1):
        writer.foot(slide, f"{number} / {len(writer.slides)}")
    made = BytesIO()
    deck.save(made)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is set."""

    size: float = TEXT_SIZE
    colour: str = INK
    is_bold: bool = False


@dataclass(slots=True)
class _Deck:
    """Slides being filled from top to bottom; `y` is where the next part goes."""

    deck: Any
    review: Review
    slides: list[Any] = field(default_factory=list)
    y: float = 0

    @property
    def sheet(self) -> Sheet:
        return self.review.sheet

    def section(self, section: Section) -> None:
        self._slide(section)
        if section.figures:
            told = "   ".join(
                f"{one.label} {one.value}" + (f" ({one.under})" if one.under else "") for one in section.figures
            )
            lines = _lines(told, TEXT_SIZE, ACROSS)
            self._text(told, Ink(colour=INK), (MARGIN, self.y, ACROSS, lines * TEXT_SIZE * LINE))
            self.y += lines * TEXT_SIZE * LINE + APART
        if section.chart:
            self._chart(section.chart)
        for table in section.tables:
            self._table(section, table)

    def _slide(self, section: Section, *, goes_on: bool = False) -> None:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts.get_by_name(LAYOUT))
        self.slides.append(slide)
        title = slide.shapes.title
        _place(title, (MARGIN, 22, ACROSS, 32))
        told = f"{section.title} ({self.sheet.continued})" if goes_on else section.title
        title.text_frame.margin_left = title.text_frame.margin_right = 0
        title.text_frame.margin_top = title.text_frame.margin_bottom = 0
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._fill(title.text_frame, [(told, Ink(TITLE_SIZE, is_bold=True))])
        self._text(section.ask, Ink(ASK_SIZE, QUIET), (MARGIN, 56, ACROSS, 18))
        self.y = TOP

    def _text(self, text: str, ink: Ink, box: tuple[float, float, float, float]) -> None:
        shape = self.slides[-1].shapes.add_textbox(*(Pt(length) for length in box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self._fill(frame, [(text, ink)])

    def _fill(self, frame: Any, lines: Sequence[tuple[str, Ink]], *, is_right: bool = False) -> None:
        for at, (text, ink) in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = cleaned(text)
            self._set(run.font, ink)

    def _set(self, font: Any, ink: Ink) -> None:
        """Fonts that office programs have, for Latin and for Chinese."""
        font.size, font.bold, font.name = Pt(ink.size), ink.is_bold, LATIN
        font.color.rgb = _rgb(ink.colour)
        properties = font._rPr  # noqa: SLF001 -- the library names no font for Chinese
        properties.set("lang", LANGUAGES.get(self.sheet.language, USUAL_LANGUAGE))
        chinese = properties.makeelement(qn("a:ea"), {"typeface": CHINESE.get(self.sheet.language, USUAL_CHINESE)})
        properties.find(qn("a:latin")).addnext(chinese)

    def _table(self, section: Section, table: Table) -> None:
        widths = _widths(table.heads)
        rows = [_Row.of(row, widths) for row in table.rows]
        if not rows:
            self._room(section, HEAD_SIZE * 3)
            self._title(f"{table.title} · 0")
            self._text(table.empty, Ink(colour=QUIET), (MARGIN, self.y, ACROSS, TEXT_SIZE * LINE))
            self.y += TEXT_SIZE * LINE + APART
            return
        head = SMALL_SIZE * LINE + 2 * PADDING
        waiting = rows
        while waiting:
            self._room(section, HEAD_SIZE * LINE + head + waiting[0].height)
            count = "" if table.total is None else f" · {table.total}"
            self._title(f"{table.title}{count}" + (f" ({self.sheet.continued})" if waiting is not rows else ""))
            fitting = _fitting(waiting, BOTTOM - self.y - head)
            self._rows(table, widths, waiting[:fitting])
            waiting = waiting[fitting:]
        cut = self.review.cut_of(table)
        if cut:
            self._room(section, SMALL_SIZE * LINE)
            self._text(cut, Ink(SMALL_SIZE, QUIET), (MARGIN, self.y - APART + 2, ACROSS, SMALL_SIZE * LINE))
            self.y += SMALL_SIZE * LINE

    def _room(self, section: Section, height: float) -> None:
        """A further slide where so much does not fit any more."""
        if self.y + height > BOTTOM and self.y > TOP:
            self._slide(section, goes_on=True)

    def _title(self, text: str) -> None:
        self._text(text, Ink(HEAD_SIZE, is_bold=True), (MARGIN, self.y, ACROSS, HEAD_SIZE * LINE))
        self.y += HEAD_SIZE * LINE + 2

    def _rows(self, table: Table, widths: Sequence[float], rows: "Sequence[_Row]") -> None:
        head = SMALL_SIZE * LINE + 2 * PADDING
        height = head + sum(row.height for row in rows)
        box = (Pt(MARGIN), Pt(self.y), Pt(ACROSS), Pt(height))
        frame = self.slides[-1].shapes.add_table(len(rows) + 1, len(widths), *box)
        frame.name = cleaned(table.title)
        drawn = frame.table
        drawn.horz_banding = False
        drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE  # noqa: SLF001 -- the library has no name for styles
        for column, width in zip(drawn.columns, widths, strict=True):
            column.width = Pt(width)
        for line, tall in zip(drawn.rows, (head, *(row.height for row in rows)), strict=True):
            line.height = Pt(tall)
        for at, one in enumerate(table.heads):
            self._cell(drawn.cell(0, at), [(one.label, Ink(SMALL_SIZE, QUIET))], one, is_head=True)
        for down, row in enumerate(rows, start=1):
            for at, (one, lines) in enumerate(zip(table.heads, row.lines, strict=True)):
                self._cell(drawn.cell(down, at), lines, one)
        self.y += height + APART

    def _cell(self, cell: Any, lines: Sequence[tuple[str, Ink]], head: Head, *, is_head: bool = False) -> None:
        cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(PADDING)
        cell.vertical_anchor = MSO_ANCHOR.TOP
        self._fill(cell.text_frame, lines or [("", Ink())], is_right=head.is_right)
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 -- the library draws no borders
        colour = QUIET if is_head else HAIRLINE
        properties.insert(0, parse_xml(_border(colour)))
        if is_head:
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(SUNKEN)

    def _chart(self, chart: Chart) -> None:
        self._title(f"{chart.title}, {chart.unit}")
        data: Any = CategoryChartData(number_format="#,##0")  # type: ignore[no-untyped-call]
        data.categories = [cleaned(bar.label) for bar in reversed(chart.bars)]
        for at, name in enumerate(chart.series):
            data.add_series(name, [bar.values[at] for bar in reversed(chart.bars)])
        box = (Pt(MARGIN), Pt(self.y), Pt(ACROSS), Pt(CHART_HEIGHT))
        frame = self.slides[-1].shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
        frame.name = cleaned(chart.title)
        drawn = frame.chart
        self._set_of_chart(drawn)
        drawn.has_title = False
        drawn.has_legend = True
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.RIGHT, False
        drawn.value_axis.visible = drawn.value_axis.has_major_gridlines = False
        plot = drawn.plots[0]
        plot.gap_width, plot.overlap, plot.has_data_labels = 60, 0, True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0", False
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        for series, colour in zip(plot.series, SERIES, strict=False):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _rgb(colour)
        self.y += CHART_HEIGHT + APART

    def _set_of_chart(self, drawn: Any) -> None:
        self._set(drawn.font, Ink(10))

    def foot(self, slide: Any, number: str) -> None:
        """The mark, what it is of, who made it and when, and which slide this is."""
        sheet = self.sheet
        made = f"{sheet.made_at:%Y-%m-%d %H:%M}"
        told = [sheet.confidential, sheet.told, f"{sheet.author} · {made}", number]
        shape = slide.shapes.add_textbox(Pt(MARGIN), Pt(HEIGHT - 26), Pt(ACROSS), Pt(FOOT_SIZE * 1.6))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self._fill(frame, [("   |   ".join(told), Ink(FOOT_SIZE, QUIET))])


def _rgb(colour: str) -> RGBColor:
    red, green, blue = bytes.fromhex(colour)
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _place(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(length) for length in box)


def _border(colour: str) -> str:
    return (
        '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    )


def _widths(heads: Sequence[Head]) -> list[float]:
    whole = sum(head.share for head in heads)
    return [ACROSS * head.share / whole for head in heads]


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of each cell, and how tall the tallest is."""

    lines: Sequence[Sequence[tuple[str, Ink]]]
    height: float

    @classmethod
    def of(cls, cells: Sequence[Cell], widths: Sequence[float]) -> "_Row":
        found = [list(_set(cell, width - 2 * PADDING)) for cell, width in zip(cells, widths, strict=True)]
        tall = max(
            sum(_lines(text, ink.size, width - 2 * PADDING) * ink.size * LINE for text, ink in lines)
            for lines, width in zip(found, widths, strict=True)
        )
        return cls(found, tall + 2 * PADDING)


def _set(cell: Cell, width: float) -> Iterator[tuple[str, Ink]]:
    colour = {1: GOOD, -1: BAD}.get(cell.way, INK)
    for at, text in enumerate(cell.lines):
        ink = (
            Ink(colour=colour)
            if at == 0 and (cell.text or cell.marks)
            else Ink(SMALL_SIZE, BAD if cell.is_bad else QUIET)
        )
        yield _shortened(cleaned(text), ink.size, width), ink


def _lines(text: str, size: float, width: float) -> int:
    return max(1, ceil(width_of(text, size, bold=False) / width))


def _shortened(text: str, size: float, width: float) -> str:
    """At most `MOST_LINES` lines; what is left out shows as three dots."""
    if _lines(text, size, width) <= MOST_LINES:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _lines(text[:middle] + ELLIPSIS, size, width) <= MOST_LINES:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def _fitting(rows: Sequence[_Row], height: float) -> int:
    """How many rows fit; at least one."""
    count, left = 0, height
    while count < len(rows) and left >= rows[count].height:
        left -= rows[count].height
        count += 1
    return max(1, count)
