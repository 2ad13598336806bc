"""What is on a line's page as a file: XLSX, CSV, PDF, and its charts as pictures."""

from http import HTTPMethod
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from renmai.output.line_csv import line_csv
from renmai.output.line_list import ListExport
from renmai.output.line_workbook import line_workbook
from renmai.store.actions.exports import record_export
from renmai.web.access import Viewer, viewer_required
from renmai.web.pages.export.paper import line_pdf
from renmai.web.pages.export.picture import line_picture
from renmai.web.pages.export.wanted import Wanted, wanted

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
}


@require_safe
@viewer_required
def line_file(request: HttpRequest, viewer: Viewer, line: str, form: str) -> HttpResponse:
    """The page as a file, or the list behind one of its numbers."""
    asked = wanted(request, viewer, line)
    name = asked.name(form)
    if request.method == HTTPMethod.HEAD:
        return file(b"", name, form)
    rows = asked.list()
    return _recorded(asked, _made(asked, rows, form), name, form, rows=len(rows))


def _made(asked: Wanted, rows: ListExport, form: str) -> bytes:
    if form == "csv":
        return line_csv(rows)
    figures = None if asked.asked.cell else asked.figures()
    return line_workbook(asked.head, figures, rows) if form == "xlsx" else line_pdf(asked, figures)


@require_safe
@viewer_required
def line_chart(request: HttpRequest, viewer: Viewer, line: str, drawing: str) -> HttpResponse:
    """A chart of the page as a picture that stands for itself."""
    asked = wanted(request, viewer, line)
    name = asked.name("svg").removesuffix(".svg") + f"-{drawing}.svg"
    if request.method == HTTPMethod.HEAD:
        return file(b"", name, "svg")
    return _recorded(asked, line_picture(asked, drawing), name, "svg")


def _recorded(asked: Wanted, made: bytes, name: str, form: str, *, rows: int | None = None) -> HttpResponse:
    """In the audit trail before it leaves."""
    head = asked.head
    record_export(name, asked.viewer.employee.code, head.exported_at, asked=head.told(), rows=rows)
    return file(made, name, form)


def file(content: bytes, name: str, form: str) -> HttpResponse:
    """A download under this name."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": disposition or "attachment"})
