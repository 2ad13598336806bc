"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse

from renmai.web.access import Viewer, viewer_required


@viewer_required
def today(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    del request, viewer
    raise Http404
