"""Notices: what one is told, marked as seen by looking; snoozing; the number on the bell; stopping letters."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renmai.domain.notices.base import NoticeKind
from renmai.domain.notices.digest import Cadence
from renmai.output.notices.places import stopped_by
from renmai.output.notices.telling import notices_for, unseen
from renmai.store.actions.notice import note_told, snooze, stop_digest, wake
from renmai.store.models import Employee, NoticeSnooze
from renmai.store.models.notice import Channel
from renmai.store.wishes import wish_of
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.notices import Undo, tell
from renmai.web.pages.notices.context import context, receiver_of
from renmai.wording.notices import KINDS


@require_safe
@viewer_required
def notices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Whoever looks has seen them."""
    receiver = receiver_of(viewer)
    told = notices_for(receiver, Channel.APP)
    fresh = unseen(receiver, told)
    if request.method == "GET":
        note_told(viewer.employee, Channel.APP, fresh, timezone.now())
    snoozed = NoticeSnooze.objects.filter(employee=viewer.employee, until__gt=viewer.today).count()
    return render(request, "pages/notices/notices.html", {"page": context(told, fresh, snoozed)})


@require_safe
@viewer_required
def bell(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """How many are new: a part that every page fetches after it has come, so that none waits for it."""
    receiver = receiver_of(viewer)
    number = len(unseen(receiver, notices_for(receiver, Channel.APP)))
    return render(request, "pages/notices/bell.html", {"number": number})


@require_POST
@viewer_required
def snooze_notices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Not to be told of one kind, or of one customer, for a while."""
    kind, code = request.POST.get("kind", ""), request.POST.get("customer", "")
    customer = customer_of(viewer, code) if code else None
    made = snooze(viewer.employee, kind, customer, request.POST.get("length", ""), today=viewer.today)
    what = customer.name if customer else str(KINDS[NoticeKind(kind)].label)
    until = date_format(made.until, "Y-m-d")
    said = gettext("“%(what)s” is quiet until %(until)s.") % {"what": what, "until": until}
    tell(request, said, undo=Undo(reverse("notices-wake"), {"snooze": str(made.pk)}))
    return redirect("notices")


@require_POST
@viewer_required
def wake_notices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """To be told again."""
    pk = request.POST.get("snooze", "")
    mine = NoticeSnooze.objects.filter(employee=viewer.employee)
    found = mine.filter(pk=pk).first() if pk.isascii() and pk.isdecimal() and len(pk) < 10 else None
    if found is None:
        raise Http404
    wake(found)
    tell(request, gettext("You are told of it again."))
    return redirect("my-account-notices" if request.POST.get("from") == "settings" else "notices")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the digest from a letter, without signing in: mail programs post here at one click (RFC 8058).

    Opening the page changes nothing: virus scanners open every link of a letter.
    """
    employee = Employee.objects.filter(code=stopped_by(token) or "").select_related("notice_wish").first()
    if employee is None:
        raise Http404
    if request.method == "POST":
        stop_digest(employee)
    wish = wish_of(getattr(employee, "notice_wish", None))
    is_stopped = request.method == "POST" or wish.digest is Cadence.OFF
    with override(wish.language if wish.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return render(request, "pages/notices/stop.html", {"is_stopped": is_stopped})
