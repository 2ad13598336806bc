"""Tactics 战术: the company's own words for each tactic, and which of them it uses."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from renmai.domain.errors import RenmaiError
from renmai.domain.strategies.base import Strategy
from renmai.store.actions.tactic import add_tactic, change_tactic, retire_tactic
from renmai.store.playbook import Template, company_tactics
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import Undo, tell
from renmai.web.pages.tactic.cards import Card, card
from renmai.web.pages.tactic.form import TacticForm, draft_of, seen_of, shown, stored, typed, undo_of_change
from renmai.web.pages.tactic.words import title
from renmai.wording.terms import STRATEGIES, Text


@dataclass(frozen=True, slots=True)
class Group:
    label: Text
    cards: list[Card]


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def tactics(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list by strategy, and the form for one more."""
    url = reverse("settings-tactics")
    form = typed(request.POST, url, url)
    if request.method == "POST":
        try:
            code = add_tactic(draft_of(form), by=viewer.employee, now=timezone.now())
        except RenmaiError as refused:
            form = form.refused(refused)
        else:
            undo = Undo(reverse("settings-tactics-retire", args=[code]), {"retired": "yes"})
            tell(request, gettext("%(name)s added.") % {"name": form.cells["name"].strip()}, undo=undo)
            return redirect("settings-tactics")
    return _list(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def edit(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    one, url, back = _tactic(code), reverse("settings-tactics-edit", args=[code]), reverse("settings-tactics")
    form = shown(one, url, back)
    if request.method == "POST":
        form = typed(request.POST, url, back)
        try:
            changed = change_tactic(
                code, draft_of(form, code), seen_of(form.seen), by=viewer.employee, now=timezone.now()
            )
        except RenmaiError as refused:
            form = form.refused(refused)
        else:
            _tell_saved(request, one, _tactic(code), changed=changed)
            return redirect("settings-tactics")
    context = {"form": form, "one": card(one)}
    return render(request, "pages/settings_tactics/tactic.html", context, status=form.status)


def _tell_saved(request: HttpRequest, before: Template, after: Template, *, changed: bool) -> None:
    if changed:
        url = reverse("settings-tactics-edit", args=[after.code])
        undo = undo_of_change(url, stored(before), stored(after))
        tell(request, gettext("%(name)s saved.") % {"name": title(after)}, undo=undo)


@require_POST
@admin_required
def retire(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Offer it no more, or again; what was planned with it stays."""
    one, retired = _tactic(code), request.POST.get("retired", "yes") == "yes"
    if retire_tactic(code, retired=retired, by=viewer.employee, now=timezone.now()):
        said = gettext("Retired: %(name)s") if retired else gettext("In use again: %(name)s")
        undo = Undo(reverse("settings-tactics-retire", args=[code]), {"retired": "no" if retired else "yes"})
        tell(request, said % {"name": title(one)}, undo=undo)
    return redirect("settings-tactics")


def _tactic(code: str) -> Template:
    """One of the company's; a copy of somebody's does not exist here, shared or not."""
    found = next((one for one in company_tactics() if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _list(request: HttpRequest, form: TacticForm) -> HttpResponse:
    found = company_tactics()
    groups = [
        Group(STRATEGIES[strategy].label, [card(one) for one in found if one.strategy == strategy])
        for strategy in Strategy
    ]
    context = {"groups": groups, "form": form}
    return render(request, "pages/settings_tactics/tactics.html", context, status=form.status or HTTPStatus.OK)
