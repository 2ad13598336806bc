"""What I am told: which kinds, in Renmai and by mail, the digest, its language, and what is snoozed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from renmai.domain.errors import RenmaiError
from renmai.domain.notices.base import NoticeKind
from renmai.domain.notices.digest import HOURS, Cadence
from renmai.output.notices.letter import mail_address
from renmai.store.actions.notice import save_wish
from renmai.store.models import Customer, NoticeSetting, NoticeSnooze, NoticeWish
from renmai.store.models.notice import Channel
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.wording.errors import sentence
from renmai.wording.notices import KINDS
from renmai.wording.terms import Term, Text

CADENCES: dict[Cadence, Text] = {
    Cadence.OFF: gettext_lazy("No letters"),
    Cadence.DAILY: gettext_lazy("Every day"),
    Cadence.WEEKLY: gettext_lazy("Every Monday"),
}


@dataclass(frozen=True, slots=True)
class KindRow:
    """`off` has the names of the channels in which the kind is switched off."""

    name: str
    term: Term
    off: frozenset[str]


@dataclass(frozen=True, slots=True)
class Snoozed:
    pk: int
    what: Text
    until: date


@dataclass(frozen=True, slots=True)
class MyNotices:
    """`address` is blank for who gets no letters; `problem` says what cannot be saved."""

    kinds: list[KindRow]
    digest: str
    hour: str
    language: str
    cadences: list[tuple[str, Text]]
    hours: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    address: str
    sends_mail: bool
    snoozes: list[Snoozed]
    problem: str = ""

    @property
    def status(self) -> int:
        return 422 if self.problem else 200


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def my_notices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if request.method != "POST":
        return _show(request, _page(viewer, *_kept(viewer)))
    off = {
        channel.value: {kind.value for kind in NoticeKind if f"{channel.value}.{kind.value}" not in request.POST}
        for channel in Channel
    }
    given = {name: request.POST.get(name, "") for name in ("digest", "hour", "language")}
    try:
        save_wish(viewer.employee, **given, languages=dict(settings.LANGUAGES), off=off)
    except RenmaiError as refused:
        return _show(request, _page(viewer, given, off, problem=sentence(refused)))
    tell(request, gettext("Saved."))
    return redirect("my-account-notices")


def _show(request: HttpRequest, page: MyNotices) -> HttpResponse:
    return render(request, "pages/account/notices.html", {"page": page}, status=page.status)


def _kept(viewer: Viewer) -> tuple[Mapping[str, str], Mapping[str, set[str]]]:
    """As it is stored; whoever never chose a language is offered the one they read."""
    wish = NoticeWish.objects.filter(employee=viewer.employee).first() or NoticeWish(employee=viewer.employee)
    off: dict[str, set[str]] = {channel.value: set() for channel in Channel}
    for kind, channel in NoticeSetting.objects.filter(employee=viewer.employee).values_list("kind", "channel"):
        off[channel].add(kind)
    language = wish.language or get_language() or settings.LANGUAGE_CODE
    return {"digest": wish.digest, "hour": str(wish.hour), "language": language}, off


def _page(viewer: Viewer, given: Mapping[str, str], off: Mapping[str, set[str]], *, problem: str = "") -> MyNotices:
    return MyNotices(
        kinds=[
            KindRow(kind.value, KINDS[kind], frozenset(channel for channel in off if kind.value in off[channel]))
            for kind in NoticeKind
        ],
        digest=given["digest"],
        hour=given["hour"],
        language=given["language"],
        cadences=[(cadence.value, text) for cadence, text in CADENCES.items()],
        hours=[(str(hour), f"{hour:02d}:00") for hour in HOURS],
        languages=list(settings.LANGUAGES),
        address=mail_address(viewer.employee),
        sends_mail=bool(settings.MAIL.host),
        snoozes=_snoozes(viewer),
        problem=problem,
    )


def _snoozes(viewer: Viewer) -> list[Snoozed]:
    """A customer that may no longer be seen is not named."""
    rows = list(NoticeSnooze.objects.filter(employee=viewer.employee, until__gt=viewer.today).order_by("until", "pk"))
    customers = Customer.objects.visible_to(viewer.scope, viewer.today)
    names = dict(customers.filter(pk__in=[row.customer_id for row in rows]).values_list("pk", "name"))
    return [Snoozed(row.pk, _what(row, names), row.until) for row in rows]


def _what(row: NoticeSnooze, names: Mapping[int, str]) -> Text:
    if row.customer_id is None:
        return KINDS[NoticeKind(row.kind)].label
    return names.get(row.customer_id) or gettext("A customer of somebody else")
