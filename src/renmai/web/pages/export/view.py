"""What is on a line's page as a file: XLSX, CSV, PDF, and its charts as pictures."""

from http import HTTPMethod
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from renmai.output.line_csv import line_csv
from renmai.output.line_list import ListExport
from renmai.output.line_workbook import line_workbook
from renmai.store.actions.exports import record_export
from renmai.web.access import Viewer, viewer_required
from renmai.web.pages.export import progress
from renmai.web.pages.export.download import download
from renmai.web.pages.export.paper import line_pdf
from renmai.web.pages.export.picture import line_picture
from renmai.web.pages.export.wanted import Wanted, wanted

AT_ONCE: Final = 5000
"""Rows that a browser waits for; longer lists are made after the page has answered."""


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def line_file(request: HttpRequest, viewer: Viewer, line: str, form: str) -> HttpResponse:
    """The page as a file, or the list behind one of its numbers; POST has a long one made."""
    asked = wanted(request, viewer, line)
    if request.method == HTTPMethod.POST:
        return progress.ask(asked, form)
    rows = asked.list()
    if len(rows) > AT_ONCE:
        return progress.offer(asked, form, len(rows))
    name = asked.name(form)
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    return _recorded(asked, _made(asked, rows, form), name, rows=len(rows))


@require_safe
@viewer_required
def line_paper(request: HttpRequest, viewer: Viewer, line: str) -> HttpResponse:
    """The page on paper; its list is cut, so it never is too long to wait for."""
    asked = wanted(request, viewer, line)
    name = asked.name("pdf")
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    made, rows = line_pdf(asked, None if asked.asked.cell else asked.figures())
    return _recorded(asked, made, name, rows=rows)


def _made(asked: Wanted, rows: ListExport, form: str) -> bytes:
    if form == "csv":
        return line_csv(rows)
    return line_workbook(asked.head, None if asked.asked.cell else asked.figures(), rows)


@require_safe
@viewer_required
def line_chart(request: HttpRequest, viewer: Viewer, line: str, drawing: str) -> HttpResponse:
    """A chart of the page as a picture that stands for itself."""
    asked = wanted(request, viewer, line)
    name = asked.name("svg").removesuffix(".svg") + f"-{drawing}.svg"
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    return _recorded(asked, line_picture(asked, drawing), name)


def _recorded(asked: Wanted, made: bytes, name: str, *, rows: int | None = None) -> HttpResponse:
    """In the audit trail before it leaves."""
    head = asked.head
    record_export(name, asked.viewer.employee.code, head.exported_at, asked=head.told(), rows=rows)
    return download(made, name)
