"""A line's page as an Excel workbook: what was asked, the matrix, the trend, the list, two native charts."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO, Final

import xlsxwriter
from django.utils.translation import gettext, pgettext

from renmai.domain.grade import Grade
from renmai.domain.stance import DEGREES, VOTES, StanceGroup, VoteAnswer
from renmai.intake.cells import escape
from renmai.output.line_export import Figures, Head, Metric, kind_of
from renmai.output.line_list import ListExport, Progress
from renmai.output.list_columns import Cell, Kind, headed
from renmai.output.report_sheets import METRIC
from renmai.wording import terms
from renmai.wording.report_keys import label

FORMATS: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "@",
    Kind.DAY: "yyyy-mm-dd",
    Kind.COUNT: "#,##0",
    Kind.COUNT_CHANGE: '+#,##0;"−"#,##0;0',
    Kind.AVERAGE: '+0.00;"−"0.00;0.00',
    Kind.STANCE: '+0;"−"0;0',
    Kind.AMOUNT: "#,##0.00",
    Kind.AMOUNT_CHANGE: '+#,##0.00;"−"#,##0.00;0.00',
    Kind.SHARE: "0.0%",
    Kind.SHARE_CHANGE: '+0.0%;"−"0.0%;0.0%',
}
FILLS: Final = {
    "excellent": "#0B6560",
    "good": "#3F9A8F",
    "support": "#3F9A8F",
    "neutral": "#868F9D",
    "medium": "#CF762A",
    "oppose": "#CF762A",
    "poor": "#9A3C08",
}
"""The palette of the charts; what is missing here is unknown, and hatched."""
UNKNOWN: Final = "#7A8494"
LINES: Final = ({"color": "#3350C4"}, {"color": "#171C26"}, {"color": "#7A8494", "dash_type": "dash"})
LONGEST_CELL: Final = 32_767
LONGEST_FOOT: Final = 200
CHART_AT: Final = 12
A4: Final = 9


@dataclass(slots=True)
class _Book:
    """An open workbook with its formats, each made once."""

    book: Any
    head: Head
    kept: dict[tuple[Kind, bool], Any] = field(default_factory=dict)

    def style(self, kind: Kind, *, strong: bool = False) -> Any:
        if (kind, strong) not in self.kept:
            look = {"num_format": FORMATS[kind], "valign": "vcenter", "bold": strong}
            self.kept[kind, strong] = self.book.add_format(look)
        return self.kept[kind, strong]

    def heading(self) -> Any:
        if (Kind.TEXT, True) not in self.kept:
            look = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F8F9FA"}
            self.kept[Kind.TEXT, True] = self.book.add_format(look)
        return self.kept[Kind.TEXT, True]

    def sheet(self, name: str) -> Any:
        """A sheet that prints: landscape on A4, as wide as the page, who and when at its foot."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        told = f"{self.head.title} · {self.head.exported_by} · {self.head.exported_at:%Y-%m-%d %H:%M}"
        page.set_footer(f"&L{_foot(self.head.confidential)}  {_foot(told)}&R&P / &N")
        return page


def _foot(text: str) -> str:
    """`&` commands in feet of pages; Excel takes 255 characters."""
    return text[: LONGEST_FOOT // 2].replace("&", "&&")


def write_line_workbook(
    head: Head, figures: Figures | None, told: ListExport, stream: BinaryIO, progress: Progress | None = None
) -> None:
    """Write the workbook; without figures, what was asked and the list only.

    Rows are kept on disk while it is made: the length of the list costs no memory.
    """
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": head.title, "author": head.exported_by, "comments": head.confidential})
        opened = _Book(book, head)
        _overview(opened, figures)
        if figures:
            _matrix(opened, figures)
            _trend(opened, figures)
        _list(opened, told, progress)


def line_workbook(head: Head, figures: Figures | None, told: ListExport) -> bytes:
    stream = io.BytesIO()
    write_line_workbook(head, figures, told, stream)
    return stream.getvalue()


def _put(page: Any, at: tuple[int, int], cell: Cell, style: Any = None) -> None:
    row, column = at
    if cell is None:
        page.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        page.write_string(row, column, _safe(cell), style)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, style)
    else:
        page.write_number(row, column, cell, style)


def _safe(text: str) -> str:
    """As a text of a bundle; the writer would take `<r>…</r>` for markup of its own."""
    text = f"'{text}" if text.startswith("<r>") and text.endswith("</r>") else escape(text)
    return text[:LONGEST_CELL]


def _headings(opened: _Book, page: Any, row: int, words: list[str]) -> None:
    for column, word in enumerate(words):
        page.write_string(row, column, word, opened.heading())


def _overview(opened: _Book, figures: Figures | None) -> None:
    head = opened.head
    page = opened.sheet(pgettext("sheet", "Overview"))
    page.set_column(0, 0, 28)
    page.set_column(1, 7, 16)
    title = " · ".join(filter(None, (head.title, head.name)))
    page.write_string(0, 0, _safe(title), opened.book.add_format({"bold": True, "font_size": 16}))
    facts = list(_told(head))
    for row, (name, value) in enumerate(facts, start=1):
        page.write_string(row, 0, name)
        page.write_string(row, 1, _safe(value))
    if figures:
        _leading_figures(opened, page, figures, len(facts) + 2)


def _leading_figures(opened: _Book, page: Any, figures: Figures, top: int) -> None:
    _headings(opened, page, top, [label("figure"), *(label(part) for part in METRIC), *_known_headings()])
    for row, (name, metric) in enumerate(figures.metrics(), start=top + 1):
        _metric(opened, page, row, name, metric)
        for column, share in enumerate(figures.known.get(name, ()), start=len(METRIC) + 1):
            page.write_number(row, column, share, opened.style(Kind.COUNT))


def _told(head: Head) -> Iterator[tuple[str, str]]:
    yield from head.facts
    yield gettext("Exported by"), head.exported_by
    yield gettext("Exported at"), f"{head.exported_at:%Y-%m-%d %H:%M}"
    yield gettext("Confidentiality"), head.confidential


def _known_headings() -> tuple[str, str]:
    return gettext("Known values"), gettext("Of persons")


def _metric(opened: _Book, page: Any, row: int, name: str, metric: Metric) -> None:
    kind = kind_of(name)
    page.write_string(row, 0, headed(label(name), kind))
    for column, part in enumerate(METRIC, start=1):
        _put(page, (row, column), metric[part], opened.style(kind.of_change if column > 3 else kind))


def _matrix(opened: _Book, figures: Figures) -> None:
    """A cross of counts, from which the chart is drawn, then every figure with its comparisons."""
    page = opened.sheet(label("degrees"))
    page.set_column(0, 1, 16)
    page.set_column(2, 11, 11)
    names = [one.value for one in (Grade if figures.is_graded else StanceGroup)]
    _headings(opened, page, 0, ["", *(_name(name) for name in names)])
    for row, degree in enumerate(DEGREES, start=1):
        page.write_string(row, 0, label(degree))
        for column, name in enumerate(names, start=1):
            _put(page, (row, column), figures.count(degree, name)["value"], opened.style(Kind.COUNT))
    _matrix_chart(opened, page, names)
    top = len(DEGREES) + 2
    averages = [label("average"), *(f"{label('average')} {label(part)}" for part in METRIC[1:])]
    words = ["", "", *(label(part) for part in METRIC), *(averages if figures.is_graded else ())]
    _headings(opened, page, top, words)
    for row, (first, second, metrics) in enumerate(_matrix_rows(figures, names), start=top + 1):
        page.write_string(row, 0, first)
        page.write_string(row, 1, second)
        for block, (kind, metric) in enumerate(metrics):
            for column, part in enumerate(METRIC, start=2 + block * len(METRIC)):
                style = opened.style(kind.of_change if part in ("change", "yoy") else kind)
                _put(page, (row, column), metric[part], style)


def _matrix_rows(figures: Figures, names: list[str]) -> Iterator[tuple[str, str, list[tuple[Kind, Metric]]]]:
    for degree in DEGREES:
        for name in names:
            metrics = [(Kind.COUNT, figures.count(degree, name))]
            average = figures.figures["degrees"][degree][name].get("average") if figures.is_graded else None
            yield label(degree), _name(name), metrics + ([(Kind.AVERAGE, average)] if average else [])
    for vote in VOTES if "votes" in figures.figures else ():
        for answer in VoteAnswer:
            yield label(vote), str(terms.VOTE_ANSWERS[answer]), [(Kind.COUNT, figures.figures["votes"][vote][answer])]


def _name(name: str) -> str:
    known = {**terms.GRADES, **terms.STANCE_GROUPS}
    return str(known[name].label)


def _matrix_chart(opened: _Book, page: Any, names: list[str]) -> None:
    """The three degrees as stacked bars, in the palette of the pages."""
    chart = opened.book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    rows = (1, len(DEGREES))
    for column, name in enumerate(names, start=1):
        fill: dict[str, Any] = {"fill": {"color": FILLS[name]}} if name in FILLS else {}
        hatch = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": UNKNOWN, "bg_color": "#FFFFFF"}}
        chart.add_series(
            {
                "name": [page.name, 0, column],
                "categories": [page.name, rows[0], 0, rows[1], 0],
                "values": [page.name, rows[0], column, rows[1], column],
                "gap": 60,
                **(fill or hatch),
            }
        )
    chart.set_title({"name": label("degrees"), "overlay": False})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 300})
    page.insert_chart(0, CHART_AT, chart)


def _trend(opened: _Book, figures: Figures) -> None:
    page = opened.sheet(label("trend"))
    series, days = figures.series, figures.days
    names = [name for name in figures.figures["trend"] if name in series.values]
    _headings(opened, page, 0, [gettext("Day"), *(headed(label(name), kind_of(name)) for name in names)])
    page.freeze_panes(1, 1)
    page.set_column(0, len(names), 14)
    for row, day in enumerate(days, start=1):
        page.write_datetime(row, 0, day, opened.style(Kind.DAY))
        for column, name in enumerate(names, start=1):
            _put(page, (row, column), series.values[name][series.place(day)], opened.style(kind_of(name)))
    degrees = [column for column, name in enumerate(names, start=1) if name in DEGREES]
    _trend_chart(opened, page, degrees, len(days))


def _trend_chart(opened: _Book, page: Any, columns: list[int], days: int) -> None:
    chart = opened.book.add_chart({"type": "line"})
    for column, line in zip(columns, LINES, strict=True):
        chart.add_series(
            {
                "name": [page.name, 0, column],
                "categories": [page.name, 1, 0, days, 0],
                "values": [page.name, 1, column, days, column],
                "line": {"width": 2, **line},
            }
        )
    chart.set_x_axis({"date_axis": True, "num_format": "yyyy-mm", "major_unit": 3, "major_unit_type": "months"})
    chart.set_y_axis({"num_format": FORMATS[Kind.AVERAGE], "crossing": "min"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 340})
    page.insert_chart(0, max(columns) + 2, chart)


def _list(opened: _Book, told: ListExport, progress: Progress | None) -> None:
    page = opened.sheet(pgettext("sheet", "List"))
    page.freeze_panes(1, _named_columns(told))
    page.repeat_rows(0)
    styles = [opened.style(column.kind) for column in told.columns]
    for at, column in enumerate(told.columns):
        page.set_column(at, at, column.width)
    page.set_row(0, 32)
    _headings(opened, page, 0, [column.heading for column in told.columns])
    row = 0
    for row, cells in enumerate(told.rows(progress), start=1):
        for at, cell in enumerate(cells):
            if cell is not None:
                _put(page, (row, at), cell, styles[at])
    page.autofilter(0, 0, max(row, 1), len(told.columns) - 1)


def _named_columns(told: ListExport) -> int:
    """How many columns stay in sight: those that say whose row it is."""
    return 2 if told.columns[0].path == "code" else 1
