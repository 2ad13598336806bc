"""The persons behind a number as XLSX and CSV: masked as on the page, and in the audit trail before they leave."""

from dataclasses import replace
from http import HTTPMethod
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from renmai.analytics.lists.arrangement import arranged
from renmai.analytics.lists.influence import subjects
from renmai.analytics.private_network_list import SINGLE_CUSTOMERS, Behind, listing
from renmai.output.file_name import file_name
from renmai.output.line_csv import line_csv
from renmai.output.line_list import ListExport
from renmai.output.line_workbook import line_workbook
from renmai.output.list_columns import columns_of
from renmai.store.actions.exports import record_export
from renmai.web.access import Viewer, viewer_required
from renmai.web.pages.export.download import download
from renmai.web.pages.export.view import AT_ONCE
from renmai.web.pages.export.words import head
from renmai.web.pages.line.lines import LINES
from renmai.web.pages.network_overview.asked import asked_of
from renmai.web.pages.network_overview.rows import label_of

FORMS: Final = ("xlsx", "csv")
LINE: Final = "influence"
"""Whose columns the rows have."""


@require_safe
@viewer_required
def people_file(request: HttpRequest, viewer: Viewer, form: str) -> HttpResponse:
    """The whole list; one too long to be waited for has no file, and its page offers none."""
    asked = asked_of(request, viewer)
    behind = Behind.parse(request.GET.get("of", ""), request.GET.get("employee", ""))
    panel, question = viewer.panel, asked.question
    every = listing(panel, question, viewer.scope, behind)
    if not has_file(behind, len(every)):
        raise Http404
    found = arranged(every, subjects(panel, question, viewer.scope), asked.arranged.arrangement)
    rows = ListExport(LINE, columns_of(LINE, ()), found, panel, question)
    told = replace(head(viewer, LINES[LINE], asked), name=label_of(viewer, behind, len(every)))
    name = file_name(told, question.as_of.isoformat(), form)
    if request.method == HTTPMethod.HEAD:
        return download(b"", name)
    made = line_csv(rows) if form == "csv" else line_workbook(told, None, rows)
    asked_for = f"{told.told()} · {told.name}"
    record_export(name, viewer.employee.code, told.exported_at, asked=asked_for, rows=len(rows))
    return download(made, name)


def has_file(behind: Behind, rows: int) -> bool:
    return behind.what != SINGLE_CUSTOMERS and 0 < rows <= AT_ONCE
