"""A weekly review on paper: the same sections, tables and bars as on the page."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from renmai.output.pdf import write_pdf
from renmai.output.relationship_map.fitting import FORBIDDEN
from renmai.output.review.content import ARROW, FALLEN, RISEN, Cell, Chart, Drawn, Figure, Review, Section, Sheet, Table

FULL: Final = 100


def pdf_of(review: Review) -> bytes:
    """Raises `RenmaiError` where nothing can be printed."""
    style = (Path(__file__).parent / "paper.css").read_text(encoding="utf-8")
    return write_pdf(html_of(review), style)


def html_of(review: Review) -> str:
    sheet = review.sheet
    return "".join(
        [
            f'<!doctype html><html lang="{_said(sheet.language)}"><head><meta charset="utf-8">',
            f'<title>{_said(sheet.told)}</title><meta name="author" content="{_said(sheet.author)}">',
            '<meta name="generator" content="Renmai"></head><body>',
            _foot(sheet),
            f"<h1>{_said(sheet.title)} <small>{_said(sheet.view)} · {_said(sheet.span)}</small></h1>",
            *(_section(review, section) for section in review.sections),
            "</body></html>",
        ]
    )


def _said(text: str) -> str:
    """What people typed, as text that an attribute holds, too."""
    return escape(FORBIDDEN.sub(" ", text))


def _foot(sheet: Sheet) -> str:
    made = f"{sheet.made_at:%Y-%m-%d %H:%M}"
    return (
        f'<p class="watermark">{_said(sheet.confidential)} · {_said(sheet.author)} · {made}</p>'
        f'<footer class="foot"><span class="mark">{_said(sheet.confidential)}</span>'
        f'<span class="told">{_said(sheet.told)}</span>'
        f'<span class="who">{_said(sheet.author)} · {made}</span><span class="number"></span></footer>'
    )


def _section(review: Review, section: Section) -> str:
    return "".join(
        [
            f"<section><h2>{_said(section.title)} <small>{_said(section.ask)}</small></h2>",
            f'<p class="figures">{"".join(map(_figure, section.figures))}</p>' if section.figures else "",
            _chart(section.chart) if section.chart else "",
            *(_table(review, table) for table in section.tables),
            "</section>",
        ]
    )


def _figure(figure: Figure) -> str:
    under = f" <small>{_said(figure.under)}</small>" if figure.under else ""
    return f"<span>{_said(figure.label)} <b>{_said(figure.value)}</b>{under}</span> "


def _chart(chart: Chart) -> str:
    rows = [
        f'<tr><th rowspan="{len(bars)}">{_said(label)}</th>' + "</tr><tr>".join(_bars(bars)) + "</tr>"
        for label, bars in chart.drawn(FULL)
    ]
    return (
        f'<h3>{_said(chart.title)} <small>{_said(chart.unit)}</small></h3><table class="chart">{"".join(rows)}</table>'
    )


def _bars(bars: Sequence[Drawn]) -> Iterator[str]:
    for number, one in enumerate(bars):
        yield (
            f'<td class="series">{_said(one.name)}</td>'
            f'<td class="bar"><i class="s{number}" style="width:{one.width}%"></i></td>'
            f'<td class="right">{_said(one.text)}</td>'
        )


def _table(review: Review, table: Table) -> str:
    total = "" if table.total is None else f" <small>{table.total}</small>"
    title = f"<h3>{_said(table.title)}{total}</h3>"
    if not table.rows:
        return f'{title}<p class="note">{_said(table.empty)}</p>'
    whole = sum(head.share for head in table.heads)
    columns = "".join(f'<col style="width:{FULL * head.share / whole:.1f}%">' for head in table.heads)
    heads = "".join(f"<th{_side(is_right=head.is_right)}>{_said(head.label)}</th>" for head in table.heads)
    rows = "".join(
        "<tr>"
        + "".join(_cell(cell, is_right=head.is_right) for cell, head in zip(row, table.heads, strict=True))
        + "</tr>"
        for row in table.rows
    )
    cut = review.cut_of(table)
    note = f'<p class="note">{_said(cut)}</p>' if cut else ""
    head = f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>"
    return f"{title}<table>{head}<tbody>{rows}</tbody></table>{note}"


def _side(*, is_right: bool) -> str:
    return ' class="right"' if is_right else ""


def _cell(cell: Cell, *, is_right: bool) -> str:
    sign = {1: f'<b class="good">{RISEN}</b>', -1: f'<b class="bad">{FALLEN}</b>'}.get(cell.way, "")
    chips = f" {ARROW} ".join(f'<span class="chip {_said(mark.look)}">{_said(mark.text)}</span>' for mark in cell.marks)
    first = " ".join(part for part in (sign, _said(cell.text), chips) if part)
    bad = ' class="bad"' if cell.is_bad else ""
    under = f"<small{bad}>{_said(cell.under)}</small>" if cell.under else ""
    return f"<td{_side(is_right=is_right)}>{first}{under}</td>"
