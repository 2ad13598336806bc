"""What is wanted as a file: a question to a line, by whom, and what it is called."""

from dataclasses import dataclass

from django.http import HttpRequest

from renmai.analytics.reports import check
from renmai.analytics.visible import widest_view
from renmai.output.file_name import file_name
from renmai.output.line_export import Figures, Head, figures_of
from renmai.output.line_list import ListExport, WantedList, line_list
from renmai.web import parameters
from renmai.web.access import Viewer
from renmai.web.pages.export.words import head
from renmai.web.pages.line.curves import days_of_page, days_of_trend
from renmai.web.pages.line.lines import LINES, Line, behind
from renmai.web.pages.line.remembered import remembered_columns
from renmai.web.parameters import Asked


@dataclass(frozen=True, slots=True)
class Wanted:
    request: HttpRequest
    viewer: Viewer
    line: Line
    asked: Asked
    head: Head

    def name(self, ending: str) -> str:
        return file_name(self.head, self.asked.question.as_of.isoformat(), ending)

    def figures(self) -> Figures:
        asked = self.asked
        return figures_of(self.viewer.panel, self.line.name, asked.question, days_of_trend(asked), *days_of_page(asked))

    def which(self) -> WantedList:
        how = self.asked.arranged
        return WantedList(self.line.name, self.asked.cell, how.arrangement, how.columns or self.remembered())

    def remembered(self) -> tuple[str, ...]:
        """The columns that the viewer chose before."""
        return remembered_columns(self.request, behind(self.line, self.asked.cell).name)

    def list(self) -> ListExport:
        return line_list(self.viewer.panel, self.asked.question, self.viewer.scope, self.which())


def wanted(request: HttpRequest, viewer: Viewer, line: str) -> Wanted:
    """The question of the address; raises `RenmaiError` for what does not exist or may not be seen."""
    asked = parameters.read(request.GET, viewer.today, widest_view(viewer.panel, viewer.scope), viewer.scope.viewer)
    check(viewer.panel, line, asked.question, viewer.scope)
    return Wanted(request, viewer, LINES[line], asked, head(viewer, LINES[line], asked))
