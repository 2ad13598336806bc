"""Webhooks in the settings: which programs are told what changed, whether they took it, trials and telling again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from renmai.domain.errors import RenmaiError
from renmai.domain.webhook import CLOSED, ERASED, EVENTS, GIVEN_UP_AFTER, NOUNS
from renmai.output.webhooks.signing import secret_of
from renmai.store.actions.webhook import add_webhook, remove_webhook, switch_webhook
from renmai.store.models import Revision, Webhook, WebhookCall
from renmai.store.webhook import events_of, host_of
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import tell
from renmai.wording.columns import FILES, Text
from renmai.wording.errors import sentence
from renmai.work.webhook import Answered, again, trial

CALLS_SHOWN: Final = 50
WHAT: Final[Mapping[str, Text]] = {
    "created": pgettext_lazy("event", "new"),
    "changed": pgettext_lazy("event", "changed"),
    "removed": pgettext_lazy("event", "removed"),
}
OTHERS: Final[Mapping[str, Text]] = {
    CLOSED: pgettext_lazy("event", "Opportunity won or lost"),
    ERASED: pgettext_lazy("event", "Person erased"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One event; `row` is the noun under which it stands."""

    event: str
    label: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    webhook: Webhook
    address: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Page:
    """`secret` is shown once, right after its webhook was made."""

    rows: list[Row]
    nouns: list[tuple[Text, list[Choice]]]
    others: list[Choice]
    days: int
    url: str = ""
    secret: str = ""
    problem: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class OnePage:
    row: Row
    calls: Sequence[WebhookCall]
    events: list[str] = field(default_factory=list)


@require_safe
@admin_required
def webhooks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    del viewer
    return _show(request, set())


def _show(request: HttpRequest, chosen: set[str], **more: str) -> HttpResponse:
    last = _last()
    page = Page(
        rows=[_row(one, last) for one in Webhook.objects.order_by("pk")],
        nouns=[(FILES[file], [_choice(f"{noun}.{what}", chosen) for what in WHAT]) for file, noun in NOUNS.items()],
        others=[_choice(event, chosen) for event in OTHERS],
        days=GIVEN_UP_AFTER.days,
        **more,
    )
    status = 422 if page.problem else 200
    return render(request, "pages/settings_webhooks/webhooks.html", {"page": page}, status=status)


def _last() -> int:
    return int(Revision.objects.aggregate(last=Max("number"))["last"] or 0)


def _choice(event: str, chosen: set[str]) -> Choice:
    label = OTHERS[event] if event in OTHERS else WHAT[event.rpartition(".")[2]]
    return Choice(event, label, event in chosen)


def _row(webhook: Webhook, last: int) -> Row:
    return Row(webhook, host_of(webhook.url), max(0, last - webhook.told))


@require_POST
@admin_required
@reauthentication_required  # type: ignore[untyped-decorator]  # a browser left open sends nothing elsewhere
def new_webhook(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    url, chosen = request.POST.get("url", "").strip(), set(request.POST.getlist("events")) & set(EVENTS)
    may_be_local, now = settings.ROBOTS_MAY_BE_PRIVATE, timezone.now()
    try:
        made = add_webhook(url, sorted(chosen), may_be_local=may_be_local, actor=viewer.employee.code, now=now)
    except RenmaiError as refused:
        problem, column = sentence(refused), str(refused.params.get("column", ""))
        return _show(request, chosen, url=url, problem=problem, column=column)
    return _show(request, set(), secret=secret_of(made))


@require_safe
@admin_required
def one(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """What became of the last deliveries."""
    del viewer
    webhook = get_object_or_404(Webhook, pk=pk)
    calls = list(webhook.calls.order_by("-at", "-pk")[:CALLS_SHOWN])
    page = OnePage(_row(webhook, _last()), calls, list(webhook.events))
    return render(request, "pages/settings_webhooks/one.html", {"page": page})


@require_POST
@admin_required
def change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    webhook, do = get_object_or_404(Webhook, pk=pk), request.POST.get("do", "")
    by = {"actor": viewer.employee.code, "now": timezone.now()}
    if do == "trial":
        _say(request, trial(webhook))
    elif do in ("on", "off"):
        switch_webhook(webhook, on=do == "on", **by)  # type: ignore[arg-type]
    elif do == "remove":
        remove_webhook(webhook, **by)  # type: ignore[arg-type]
        tell(request, gettext("The webhook is gone."))
        return redirect("settings-webhooks")
    else:
        raise Http404
    return redirect("settings-webhooks-one", pk)


@require_POST
@admin_required
def tell_again(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One revision once more, out of turn; the receiver knows it by its id."""
    del viewer
    webhook, text = get_object_or_404(Webhook, pk=pk), request.POST.get("revision", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    revision = get_object_or_404(Revision, number=number)
    if not events_of(revision, webhook.events):
        raise Http404
    _say(request, again(webhook, revision))
    return redirect("settings-webhooks-one", pk)


def _say(request: HttpRequest, answered: Answered) -> None:
    if answered.is_taken:
        tell(request, gettext("Sent, and taken."))
    else:
        tell(request, gettext("Not sent: %(reason)s") % {"reason": answered.problem})
