"""Pressing a star: focus on a customer, key person or opportunity, in place."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.focus import Starred, set_focus
from renmai.web.access import Viewer, customer_of, key_person_of, opportunity_of, viewer_required
from renmai.web.pages.line.rows import star

FETCH: Final[dict[str, Callable[[Viewer, str], Starred]]] = {
    "customer": customer_of,
    "key-person": key_person_of,
    "opportunity": opportunity_of,
}
"""Who may see it today may mark it; for others there is nothing to mark. By name of its page."""
ANSWERS: Final = {"yes": True, "no": False}


@require_POST
@viewer_required
def focus(request: HttpRequest, viewer: Viewer, page: str, code: str) -> HttpResponse:
    row = FETCH[page](viewer, code)
    wanted = request.POST.get("focus", "")
    if wanted not in ANSWERS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="focus", value=wanted)
    set_focus(row, focus=ANSWERS[wanted], by=viewer.employee, now=timezone.now())
    if "HX-Request" in request.headers:
        shown = star(page, row.code, row.name, is_on=ANSWERS[wanted], may_press=True)
        return render(request, "pages/focus/star.html", {"star": shown})
    return redirect(_back(request, page, code))


def _back(request: HttpRequest, page: str, code: str) -> str:
    """Where the star was pressed, as long as that is one of our pages."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse(page, args=[code])
