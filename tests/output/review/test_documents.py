"""A review on slides and on paper: what the content says, whole or visibly cut, and nothing that runs."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from renmai.output.pdf import write_pdf
from renmai.output.relationship_map.fitting import ELLIPSIS, cleaned
from renmai.output.review.content import Bar, Cell, Chart, Figure, Head, Mark, Review, Section, Sheet, Table
from renmai.output.review.paper import html_of, pdf_of
from renmai.output.review.slides import pptx_of
from tests.output.relationship_map.pictures import HOSTILE

SHEET = Sheet(
    title="周会复盘",
    view="团队 华北组",
    span="2026-09-23 至 2026-09-30",
    confidential="内部资料，请勿外传",
    author="周明朗",
    made_at=datetime(2026, 9, 30, 9, tzinfo=UTC),
    language="zh-Hans",
    cut="共 %(total)s 条，列出 %(shown)s 条",
    continued="续",
)
HEADS = (Head("商机", 3), Head("金额", 1, is_right=True), Head("结论", 2))
CHART = Chart(
    "按结论", "万元", ("then", "now"), [Bar("畅通", (1.5, 2.0), ("1.5", "2.0")), Bar("受阻", (0, 0), ("0", "0"))]
)


def row(name: str, at: int = 0) -> tuple[Cell, ...]:
    reading = Cell(marks=(Mark("不稳", "unsafe"), Mark("畅通", "open")), way=1)
    return Cell(name, under="东港码头"), Cell(str(at)), reading


def review(rows: list[tuple[Cell, ...]], total: int | None = None, *, chart: Chart | None = None) -> Review:
    count = len(rows) if total is None else total
    table = Table("risks", "有风险的商机", HEADS, rows, count, "没有")
    figures = [Figure("受阻", "3", "12 万元")]
    return Review(SHEET, [Section("risks", "风险", "谁能帮上忙？", [table], figures, chart)])


def slides(made: Review) -> list[Any]:
    return list(Presentation(BytesIO(pptx_of(made))).slides)


def tables(made: Review) -> list[list[list[str]]]:
    """The cells of every native table, by slide."""
    found = [shape.table for slide in slides(made) for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in line.cells] for line in table.rows] for table in found]


def test_cells_of_the_slide_are_those_of_the_content() -> None:
    ((head, *rows),) = tables(review([row("起重机项目", 7)]))
    assert head == ["商机", "金额", "结论"]
    assert rows == [["起重机项目\n东港码头", "7", "▲ 不稳 → 畅通"]]


def test_long_table_goes_on_with_further_slides_and_loses_no_row() -> None:
    made = review([row(f"项目{number}", number) for number in range(60)])
    found = tables(made)
    assert len(found) > 1
    assert all(table[0] == ["商机", "金额", "结论"] for table in found)
    assert [line[1] for table in found for line in table[1:]] == [str(number) for number in range(60)]
    titles = [slide.shapes.title.text for slide in slides(made)]
    assert titles == ["风险", *["风险 (续)"] * (len(found) - 1)]


def test_every_shape_lies_on_its_slide() -> None:
    made = review([row("名" * (10 + 7 * number)) for number in range(40)], chart=CHART)
    deck = Presentation(BytesIO(pptx_of(made)))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height


def test_table_that_is_cut_says_so_on_slide_and_paper() -> None:
    made = review([row("项目")], total=57)
    texts = [shape.text_frame.text for slide in slides(made) for shape in slide.shapes if shape.has_text_frame]
    assert "共 57 条，列出 1 条" in texts
    assert "共 57 条，列出 1 条" in html_of(made)
    assert "列出" not in html_of(review([row("项目")]))


def test_foot_of_every_slide_has_mark_view_days_author_and_number() -> None:
    made = review([row(f"项目{number}") for number in range(30)])
    pages = slides(made)
    for number, slide in enumerate(pages, start=1):
        foot = next(
            shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and "内部" in shape.text_frame.text
        )
        assert all(word in foot for word in (SHEET.view, SHEET.span, SHEET.author, f"{number} / {len(pages)}"))


def test_chart_is_native_and_has_the_values() -> None:
    (chart,) = [shape.chart for slide in slides(review([], chart=CHART)) for shape in slide.shapes if shape.has_chart]
    assert {series.name: list(series.values) for series in chart.plots[0].series} == {
        "then": [0.0, 1.5],
        "now": [0.0, 2.0],
    }
    assert list(chart.plots[0].categories) == ["受阻", "畅通"]


def test_text_names_fonts_for_latin_and_chinese() -> None:
    xml = "".join(str(slide.part.blob) for slide in slides(review([row("项目")])))
    assert 'typeface="Microsoft YaHei"' in xml
    assert 'typeface="Arial"' in xml
    assert 'lang="zh-CN"' in xml


def test_empty_table_says_what_that_means() -> None:
    made = review([])
    texts = [shape.text_frame.text for slide in slides(made) for shape in slide.shapes if shape.has_text_frame]
    assert "没有" in texts
    assert tables(made) == []
    assert "没有" in html_of(made)


def test_endless_text_ends_with_dots_on_a_slide_and_is_whole_on_paper() -> None:
    text = "结" * 5000
    made = review([row(text)])
    ((_, (cell, *_)),) = tables(made)
    assert cell.split("\n")[0].endswith(ELLIPSIS)
    assert text in html_of(made)


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "_x0041_", "结\x00果", "%(total)s {} {{ x }}"])
def test_hostile_texts_stay_texts(text: str) -> None:
    made = review([row(text)])
    ((_, (cell, *_)),) = tables(made)
    assert cell.split("\n")[0].removesuffix(ELLIPSIS) in cleaned(text)
    html = html_of(made)
    assert not re.search(r"<(script|img|link|iframe)\b", html)
    assert write_pdf(html, "").startswith(b"%PDF-")


def test_paper_is_a_pdf_with_every_section() -> None:
    made = review([row("起重机项目")], chart=CHART)
    assert pdf_of(made).startswith(b"%PDF-")
    html = html_of(made)
    assert all(word in html for word in ("风险", "谁能帮上忙？", "起重机项目", "东港码头", "按结论", "内部资料"))
