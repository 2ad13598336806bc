"""Not built yet."""

from django.http import Http404, HttpRequest, HttpResponse

from renmai.web.access import Viewer, key_person_of, viewer_required


@viewer_required
def key_person(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    del request
    key_person_of(viewer, code)
    raise Http404
