"""What the page is asked, and the doors of its numbers."""

from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from renmai.analytics.reports import check
from renmai.analytics.visible import widest_view
from renmai.domain.question import View
from renmai.web import marks, parameters
from renmai.web.access import Viewer
from renmai.web.marks import Tone
from renmai.web.numbers import COUNT
from renmai.web.pages.line.cards import Door, list_url
from renmai.web.pages.line.lines import LINES
from renmai.web.parameters import Asked

LIST: Final = "network-overview-list"
PAGE: Final = "network-overview"


def asked_of(request: HttpRequest, viewer: Viewer) -> Asked:
    """Raises `RenmaiError` for what makes no sense, does not exist or may not be seen."""
    asked = parameters.read(request.GET, viewer.today, widest_view(viewer.panel, viewer.scope), viewer.scope.viewer)
    check(viewer.panel, "influence", asked.question, viewer.scope)
    return asked


def door(asked: Asked, what: str, count: int, employee: str = "") -> Door | None:
    """The list of exactly what a number counts, on its day; no door to an empty one."""
    if not count:
        return None
    more = {"of": what} | ({"employee": employee} if employee else {})
    return Door(reverse(LIST) + asked.plain().query(dated=True, **more), count)


def line_door(asked: Asked, count: int, cell: str = "", view: View | None = None) -> Door | None:
    """The list of the influence line, in this view or another one."""
    if not count:
        return None
    shown = replace(asked, question=replace(asked.question, view=view)) if view else asked
    return Door(list_url(LINES["influence"], shown, cell), count)


def changes(metric: dict[str, Any], tone: Tone) -> tuple[SafeString, SafeString]:
    """Of a count, against the previous period and a year ago."""
    return marks.delta(metric["change"], COUNT, tone), marks.delta(metric["yoy"], COUNT, tone)
