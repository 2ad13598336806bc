"""All next actions of a view, and saying what became of them."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from renmai.domain.errors import RenmaiError
from renmai.domain.principles.mark import MarkStatus
from renmai.store.actions.visit import note_visit
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.actions.context import context, read_wanted
from renmai.web.pages.actions.marking import keep_said, open_again
from renmai.web.pages.actions.said import Refused, read_said
from renmai.web.pages.today.context import context as today_context
from renmai.web.pages.undo.view import undo_of
from renmai.wording.columns import Text
from renmai.wording.errors import sentence

SAID: Final[dict[MarkStatus, Text]] = {
    MarkStatus.DONE: gettext_lazy("Done. The action is gone until something new happens."),
    MarkStatus.SNOOZED: gettext_lazy("Put off until %(until)s."),
    MarkStatus.DISMISSED: gettext_lazy("Will not be done. The action is gone until its cause changes."),
}
TODAY: Final = "today"


@require_safe
@viewer_required
def all_actions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(request, viewer, request.GET, None)


@require_POST
@viewer_required
def mark(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Mark what is to be done about one subject; what is refused comes back as it was typed."""
    said = read_said(request.POST)
    try:
        made = keep_said(viewer, said)
    except RenmaiError as refused:
        again = Refused(said, str(refused.params.get("column", "")), sentence(refused))
        return _page(request, viewer, again, refused.code.status)
    if made:
        until = said.choice(viewer.today).until
        tell(request, str(SAID[said.status]) % {"until": until}, undo=undo_of(made))
    return _done(request, viewer)


@require_POST
@viewer_required
def reopen(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    made = open_again(viewer, request.POST.get("mark", ""))
    if made:
        tell(request, str(gettext_lazy("The action is open again.")), undo=undo_of(made))
    return _done(request, viewer)


def _done(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Back to the page on which the button was; in place if only a part of it is asked for."""
    if "HX-Request" in request.headers:
        return _page(request, viewer, None, 200)
    if request.POST.get("page") == TODAY:
        return redirect("today")
    return redirect(reverse("actions") + read_wanted(QueryDict(request.POST.get("query", "")), viewer).query())


def _page(request: HttpRequest, viewer: Viewer, refused: Refused | None, status: int) -> HttpResponse:
    if request.POST.get("page") == TODAY:
        now = timezone.now()
        page = today_context(viewer, note_visit(viewer.employee, now), now, "", refused)
        return _answer(render(request, "pages/today/today.html", {"page": page, "more": ""}, status=status))
    return _list(request, viewer, QueryDict(request.POST.get("query", "")), refused, status)


def _list(
    request: HttpRequest, viewer: Viewer, given: QueryDict, refused: Refused | None, status: int = 200
) -> HttpResponse:
    page = context(viewer, read_wanted(given, viewer), refused)
    return _answer(render(request, "pages/actions/all.html", {"page": page}, status=status))


def _answer(response: Any) -> HttpResponse:
    """A form that was sent from its place comes back into it."""
    response.headers["HX-Reswap"] = "outerHTML"
    found: HttpResponse = response
    return found
