"""How long the list at an address is, asked of the analytics: as its page finds it, without the page."""

from datetime import date

from django.http import QueryDict

from renmai.analytics.panel import Panel
from renmai.domain.question import COMPANY
from renmai.domain.scope import EVERYTHING
from renmai.web import parameters
from renmai.web.pages.line.lines import LINES, behind


def length(panel: Panel, url: str, today: date) -> int:
    path, _, query = url.partition("?")
    asked = parameters.read(QueryDict(query), today, COMPANY)
    line = behind(LINES[path.split("/")[2]], asked.cell)
    return len(line.listing(panel, asked.question, EVERYTHING, asked.cell))
