"""What is wanted as a file: a question to a line, by whom, and what it is called."""

from dataclasses import dataclass

from django.http import HttpRequest

from renmai.analytics.reports import check
from renmai.analytics.visible import widest_view
from renmai.output.file_name import file_name
from renmai.output.line_export import Figures, Head, ListExport, columns_of, figures_of
from renmai.output.names import Names
from renmai.web import parameters
from renmai.web.access import Viewer
from renmai.web.pages.export.words import head
from renmai.web.pages.line.cards import SPARK_MONTHS
from renmai.web.pages.line.lines import LINES, Line
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
        months = max(self.asked.months, SPARK_MONTHS)
        return figures_of(self.viewer.panel, self.line.name, self.asked.question, months)

    def list(self) -> ListExport:
        panel, asked = self.viewer.panel, self.asked
        found = self.line.listing(panel, asked.question, self.viewer.scope, asked.cell)
        return ListExport(columns_of(self.line.name), found, Names(panel))


def wanted(request: HttpRequest, viewer: Viewer, line: str) -> Wanted:
    """The question of the address; raises `RenmaiError` for what does not exist or may not be seen."""
    asked = parameters.read(request.GET, viewer.today, widest_view(viewer.panel, viewer.scope))
    check(viewer.panel, line, asked.question, viewer.scope)
    return Wanted(request, viewer, LINES[line], asked, head(viewer, line, asked))
