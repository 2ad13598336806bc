"""Search everywhere: a page of its own, and a few suggestions while one types."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renmai.analytics.search import LONGEST_SEARCH
from renmai.web.access import Viewer, viewer_required
from renmai.web.pages.search.results import results

SUGGESTED: Final = 5
SHOWN: Final = 20
"""Of each kind, under the search field and on the page."""


@require_safe
@viewer_required
def search(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    query = " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())
    suggests = "HX-Request" in request.headers
    found = results(viewer, query, SUGGESTED if suggests else SHOWN)
    template = "pages/search/suggestions.html" if suggests else "pages/search/search.html"
    return render(request, template, {"found": found})
