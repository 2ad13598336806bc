"""The playbook 打法: how each strategy works, the company's tactics, one's own copies, and those of colleagues."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renmai.domain.errors import RenmaiError
from renmai.domain.strategies.base import Strategy
from renmai.store.actions.tactic import change_tactic, copy_tactic, retire_tactic, share_tactic
from renmai.store.playbook import Template, playbook_of, template_of
from renmai.web.access import Viewer, viewer_required
from renmai.web.layout.sections import has_customers
from renmai.web.notices import Undo, tell
from renmai.web.pages.tactic.cards import Card, card
from renmai.web.pages.tactic.form import TacticForm, draft_of, seen_of, shown, stored, typed, undo_of_change
from renmai.web.pages.tactic.words import title
from renmai.wording.tactics import WAYS, Way
from renmai.wording.terms import STRATEGIES, Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """One strategy: how one works, and the tactics by whose they are; `retired` are one's own."""

    name: str
    label: Text
    way: Way
    company: list[Card]
    mine: list[Card]
    shared: list[Card]
    retired: list[Card]


@dataclass(frozen=True, slots=True)
class Opened:
    """The form that stands open at a tactic: of a new copy, or of one's own."""

    code: str
    form: TacticForm
    is_copy: bool


DOES: Final[dict[str, tuple[Callable[..., bool], dict[str, bool], Text, str]]] = {
    "share": (share_tactic, {"shared": True}, gettext_lazy("Shared: %(name)s"), "unshare"),
    "unshare": (share_tactic, {"shared": False}, gettext_lazy("No longer shared: %(name)s"), "share"),
    "retire": (retire_tactic, {"retired": True}, gettext_lazy("Retired: %(name)s"), "restore"),
    "restore": (retire_tactic, {"retired": False}, gettext_lazy("In use again: %(name)s"), "retire"),
}
"""What a button does: the action, what it is told, what is said then, and the button that takes it back."""


@require_safe
@viewer_required
def playbook(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _show(request, viewer, None)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def copy(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """A tactic in one's own words; it begins as the original."""
    one, url = _template(viewer, code), reverse("playbook-copy", args=[code])
    if request.method != "POST":
        return _show(request, viewer, Opened(code, shown(one, url, _place(code)), is_copy=True))
    form = typed(request.POST, url, _place(code))
    try:
        made = copy_tactic(code, draft_of(form), by=viewer.employee, now=timezone.now())
    except RenmaiError as refused:
        return _show(request, viewer, Opened(code, form.refused(refused), is_copy=True))
    undo = Undo(reverse("playbook-state", args=[made]), {"do": "retire"})
    tell(request, gettext("Your copy of %(name)s is kept; only you can see it.") % {"name": title(one)}, undo=undo)
    return redirect(_place(made))


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """One's own copy, written anew."""
    one, url = _mine(viewer, code), reverse("playbook-edit", args=[code])
    if request.method != "POST":
        return _show(request, viewer, Opened(code, shown(one, url, _place(code)), is_copy=False))
    form = typed(request.POST, url, _place(code))
    try:
        changed = change_tactic(code, draft_of(form), seen_of(form.seen), by=viewer.employee, now=timezone.now())
    except RenmaiError as refused:
        return _show(request, viewer, Opened(code, form.refused(refused), is_copy=False))
    if changed:
        after = _mine(viewer, code)
        undo = undo_of_change(url, stored(one), stored(after))
        tell(request, gettext("%(name)s saved.") % {"name": title(after)}, undo=undo)
    return redirect(_place(code))


@require_POST
@viewer_required
def state(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Share one's own copy or no longer, retire it or use it again."""
    one, do = _mine(viewer, code), request.POST.get("do", "")
    if do not in DOES:
        raise Http404
    act, told, said, back = DOES[do]
    if act(code, **told, by=viewer.employee, now=timezone.now()):
        undo = Undo(reverse("playbook-state", args=[code]), {"do": back})
        tell(request, str(said) % {"name": title(one)}, undo=undo)
    return redirect(_place(code))


def _template(viewer: Viewer, code: str) -> Template:
    """A tactic that the viewer may read and use; everything else does not exist."""
    found = template_of(code, viewer.employee) if has_customers(viewer) else None
    if found is None or (found.retired and not found.is_mine):
        raise Http404
    return found


def _mine(viewer: Viewer, code: str) -> Template:
    found = _template(viewer, code)
    if not found.is_mine:
        raise Http404
    return found


def _place(code: str) -> str:
    return f"{reverse('playbook')}#t-{code}"


def _show(request: HttpRequest, viewer: Viewer, opened: Opened | None) -> HttpResponse:
    if not has_customers(viewer):
        raise Http404
    found = playbook_of(viewer.employee)
    chapters = [_chapter(strategy.value, found) for strategy in Strategy]
    context = {"chapters": chapters, "opened": opened, "asked": request.GET.get("strategy", "")}
    status = opened.form.status if opened else HTTPStatus.OK
    return render(request, "pages/tactic/playbook.html", context, status=status)


def _chapter(strategy: str, found: list[Template]) -> Chapter:
    here = [one for one in found if one.strategy == strategy]
    used = [one for one in here if not one.retired]
    return Chapter(
        name=strategy,
        label=STRATEGIES[strategy].label,
        way=WAYS[strategy],
        company=[card(one) for one in used if not one.owner],
        mine=[card(one) for one in used if one.is_mine],
        shared=[card(one) for one in used if one.owner and not one.is_mine],
        retired=[card(one) for one in here if one.retired and one.is_mine],
    )
