"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse

from renmai.web.access import Viewer, customer_of, viewer_required


@viewer_required
def customer(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    del request
    customer_of(viewer, code)
    raise Http404
