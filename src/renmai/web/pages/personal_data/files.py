"""The report on a person as a file: JSON, PDF, or both in an archive. Each is in the trail before it leaves."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPMethod

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext

from renmai.output.file_name import file_name
from renmai.output.fonts import family_of
from renmai.output.line_export import Head
from renmai.output.pdf import write_pdf
from renmai.store.actions.exports import record_export
from renmai.store.personal_data import Part
from renmai.web.access import Viewer
from renmai.web.numbers import COUNT
from renmai.web.pages.export.around import Section
from renmai.web.pages.export.download import download
from renmai.web.pages.export.entity import EntityPaper
from renmai.web.pages.export.paper import style
from renmai.web.pages.export.paper_list import PaperCell, PaperHead, PaperList
from renmai.web.pages.personal_data.told import Chapter, Told, as_json, hidden_text

MOST_COLUMNS = 9
"""More do not fit on a page: the rest is in the JSON, and the paper says so."""
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Report:
    """Whom it is about, by code and by name, and everything that is told."""

    code: str
    name: str
    parts: Sequence[Part]
    chapters: Sequence[Chapter]


def as_file(request: HttpRequest, viewer: Viewer, report: Report, form: str) -> HttpResponse:
    """The report as `json`, `pdf` or `zip`."""
    head = _head(viewer, report)
    name = file_name(head, viewer.today.isoformat(), form)
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    made = {"json": _json, "pdf": _pdf, "zip": _zip}[form](request, report, head)
    record_export(f"personal-data.{form}", viewer.employee.code, head.exported_at, asked=report.code)
    return download(made, name)


def _head(viewer: Viewer, report: Report) -> Head:
    return Head(
        title=report.code,
        name=gettext("Personal data"),
        view="",
        facts=[(gettext("Name"), report.name), (gettext("As of"), viewer.today.isoformat())],
        exported_by=viewer.employee.name,
        exported_at=timezone.localtime(),
        confidential=gettext("For internal use only"),
    )


def _json(_: HttpRequest, report: Report, head: Head) -> bytes:
    stamp = f"{head.exported_by} · {head.exported_at:%Y-%m-%d %H:%M}"
    told = as_json(report.code, report.parts, report.chapters, stamp)
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _pdf(request: HttpRequest, report: Report, head: Head) -> bytes:
    return write_pdf(_html(request, report, head), style())


def _html(request: HttpRequest, report: Report, head: Head) -> str:
    paper = EntityPaper(
        head=head,
        told=" · ".join([head.title, *(value for _, value in head.facts)]),
        exported_at=f"{head.exported_at:%Y-%m-%d %H:%M}",
        figures=None,
        sections=[_section(chapter, table) for chapter in report.chapters for table in chapter.tables],
        font=family_of(get_language() or ""),
    )
    return render_to_string("pages/personal_data/paper.html", {"paper": paper}, request)


def _section(chapter: Chapter, table: Told) -> Section:
    heads = [PaperHead(str(one), "", is_figure=False) for one in table.columns[:MOST_COLUMNS]]
    rows = [[PaperCell(cell) for cell in row[:MOST_COLUMNS]] for row in table.rows[:MOST_ROWS]]
    notes = [f"{chapter.why} {chapter.until}"]
    if table.hidden:
        notes.append(hidden_text(table.hidden))
    if len(table.rows) > MOST_ROWS or len(table.columns) > MOST_COLUMNS:
        notes.append(gettext("Not all of it fits on paper; the JSON has everything."))
    title = f"{chapter.title} · {table.title}"
    return Section(title, COUNT.value(len(table.rows)), PaperList(heads, rows), " ".join(notes))


def _zip(request: HttpRequest, report: Report, head: Head) -> bytes:
    """JSON for machines, HTML and PDF for people."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("personal-data.json", _json(request, report, head))
        archive.writestr("personal-data.html", _html(request, report, head))
        archive.writestr("personal-data.pdf", _pdf(request, report, head))
    return packed.getvalue()
