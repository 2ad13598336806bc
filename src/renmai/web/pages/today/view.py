"""Today: what is worth doing, what changed since the last visit, what grows stale, what closes soon."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.visit import note_visit
from renmai.web.access import Viewer, viewer_required
from renmai.web.pages.today.context import MORE, context


@require_safe
@viewer_required
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Where everybody starts."""
    del request, viewer
    return redirect("today")


@require_safe
@viewer_required
def today(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    more = request.GET.get("more", "")
    if more not in MORE:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="more", value=more)
    now = timezone.now()
    since = note_visit(viewer.employee, now)
    return render(request, "pages/today/today.html", {"page": context(viewer, since, now, more), "more": more})
