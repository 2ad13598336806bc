"""Files to take away: the template, the list of problems."""

import io
from collections.abc import Iterable
from typing import Final, cast

import xlsxwriter
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from renmai.intake.cells import csv_line, escape
from renmai.store.models import Job
from renmai.web.pages.imports.checked import ProblemRow
from renmai.work.progress import folder_of

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
LINES: Final = 1_000_000
"""Rows that a sheet holds, with some to spare."""


def download(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    ending = name.rpartition(".")[2]
    return HttpResponse(content, content_type=TYPES[ending], headers={"Content-Disposition": disposition or ""})


def made_file(job: Job | None, name: str) -> HttpResponse:
    """The file that a job made. Raises `Http404` if it made none, or it is gone by now."""
    path = folder_of(job.pk) / job.file if job and job.file else None
    if path is None or not path.is_file():
        raise Http404
    # Django's streaming answers are no `HttpResponse`, but do whatever a view's answer has to.
    return cast(HttpResponse, FileResponse(path.open("rb"), as_attachment=True, filename=name))


def problem_file(rows: Iterable[ProblemRow], form: str) -> bytes:
    """One line per problem; what a spreadsheet would run is escaped."""
    head = [
        gettext("file"),
        gettext("table"),
        gettext("line"),
        gettext("column"),
        gettext("value"),
        gettext("level"),
        gettext("what is wrong"),
    ]
    lines = (
        [row.file, row.table, str(row.line or ""), row.column, row.value, str(row.heading), row.message] for row in rows
    )
    return _workbook(head, lines) if form == "xlsx" else _csv(head, lines)


def _csv(head: list[str], lines: Iterable[list[str]]) -> bytes:
    text = csv_line(head) + "".join(csv_line(map(escape, line)) for line in lines)
    return text.encode("utf-8-sig")


def _workbook(head: list[str], lines: Iterable[list[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(
        made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(head) - 2, 16)
        sheet.set_column(len(head) - 1, len(head) - 1, 80)
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        for at, line in zip(range(1, LINES), lines, strict=False):
            for column, text in enumerate(line):
                sheet.write_string(at, column, text)
    return made.getvalue()
