"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse

from renmai.web.access import Viewer, opportunity_of, viewer_required


@viewer_required
def opportunity(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    del request
    opportunity_of(viewer, code)
    raise Http404
