"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse

from renmai.web.access import Viewer, admin_required


@admin_required
def settings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    del request, viewer
    raise Http404
