"""Taking back one's own last word: the notice's button posts the revision here."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from renmai.domain.errors import RenmaiError
from renmai.store.actions.handover import ACTION
from renmai.store.actions.undo import undo as take_back
from renmai.store.models import Customer, Revision
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import Undo, tell
from renmai.wording.errors import sentence

MOST_ENTRIES: Final = 100
"""One action of a page writes a few rows; an import is not taken back here."""
MOST_OF_A_HANDOVER: Final = 10_000
"""One that passes many customers on goes back as a whole, like any other."""


@require_POST
@viewer_required
def undo(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Undo a revision of one's own; what cannot be undone any more is said, and the page stays as it is."""
    try:
        made = revert(viewer, request.POST.get("revision", ""))
    except RenmaiError as refused:
        tell(request, sentence(refused))
    else:
        tell(request, gettext("Undone."), undo=undo_of(made))
    return redirect(_back(request))


def revert(viewer: Viewer, revision: str) -> int | None:
    """Take back a revision of the viewer's own, given as text; the new one. Raises `RenmaiError`, and `Http404`."""
    return take_back(_revision(viewer, revision), actor=viewer.employee.code, now=timezone.now())


def undo_of(revision: int | None) -> Undo | None:
    """The button that takes a revision back."""
    return Undo(reverse("undo"), {"revision": str(revision)}) if revision else None


def _revision(viewer: Viewer, text: str) -> Revision:
    """A revision of the viewer's own about customers that the viewer sees; else it does not exist."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
    found = Revision.objects.filter(number=number, actor=viewer.employee.code, everything=False).first()
    most = MOST_OF_A_HANDOVER if found and found.action == ACTION else MOST_ENTRIES
    if found is None or not 0 < found.entries.count() <= most:
        raise Http404
    touched = set(found.changed.values_list("customer__code", flat=True)) or _marked(found)
    seen = Customer.objects.visible_to(viewer.scope, viewer.today).filter(code__in=touched).count() if touched else 0
    if touched is None or seen < len(touched):
        raise Http404
    return found


def _marked(revision: Revision) -> set[str] | None:
    """The customers of the actions that the revision marked, which it did not change. None if it did anything else."""
    entries = list(revision.entries.all())
    if any(entry.file != "action_marks" for entry in entries):
        return None
    return {(entry.after or entry.before or {}).get("customer", "") for entry in entries} - {""}


def _back(request: HttpRequest) -> str:
    """The page on which the button was, of this site only."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if is_ours else reverse("home")
