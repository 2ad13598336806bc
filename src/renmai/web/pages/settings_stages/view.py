"""Stages 阶段: the company's own words for how far an opportunity has come, in their order."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.store.actions.stage import add_stage, move_stage, remove_stage, rename_stage
from renmai.store.models import Opportunity, Stage
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import Undo, tell
from renmai.wording.errors import sentence

BEYOND: Final = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """A stage of the list; `typed` and `problem` belong to its rename."""

    stage: Stage
    used: int
    typed: str
    seen: str
    problem: str


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A stage that opportunities are at and the list does not have."""

    name: str
    used: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What did not work: in which stage's row (blank: the form for a new one), what was typed, and why."""

    code: str
    name: str
    seen: str
    problem: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """An action, what to say when it is done, and how to take it back."""

    typed: Typed
    act: Callable[[], object]
    words: Callable[[object], str]
    undo: Undo | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def stages(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list, and what adds a stage to its end."""
    if request.method != "POST":
        return _show(request, viewer)
    name = _name(request)
    attempt = Attempt(
        Typed("", name, "", ""),
        lambda: add_stage(name, actor=viewer.employee.code, now=timezone.now()),
        lambda _: gettext("Stage %(name)s added.") % {"name": name},
    )
    return _done(request, viewer, attempt)


@require_POST
@admin_required
def rename(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    name, seen = _name(request), request.POST.get("seen", "")
    attempt = Attempt(
        Typed(code, name, seen, ""),
        lambda: rename_stage(code, name, seen, actor=viewer.employee.code, now=timezone.now()),
        _carried,
        Undo(reverse("settings-stages-rename", args=[code]), {"name": seen, "seen": name}),
    )
    return _done(request, viewer, attempt)


def _carried(number: object) -> str:
    count = number if isinstance(number, int) else 0
    return ngettext(
        "Renamed; %(n)s opportunity carries the new name.", "Renamed; %(n)s opportunities carry the new name.", count
    ) % {"n": count}


@require_POST
@admin_required
def move(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    asked = request.POST.get("place", "")
    place = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len(str(BEYOND)) else BEYOND
    attempt = Attempt(
        Typed(code, "", "", ""),
        lambda: move_stage(code, place, actor=viewer.employee.code, now=timezone.now()),
        lambda _: gettext("The order is saved."),
    )
    return _done(request, viewer, attempt)


@require_POST
@admin_required
def remove(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    name = Stage.objects.filter(code=code).values_list("name", flat=True).first() or ""
    attempt = Attempt(
        Typed(code, name, name, ""),
        lambda: remove_stage(code, actor=viewer.employee.code, now=timezone.now()),
        lambda _: gettext("Stage %(name)s removed.") % {"name": name},
        Undo(reverse("settings-stages"), {"name": name}),
    )
    return _done(request, viewer, attempt)


def _name(request: HttpRequest) -> str:
    return request.POST.get("name", "").strip()


def _done(request: HttpRequest, viewer: Viewer, attempt: Attempt) -> HttpResponse:
    """Run the action; what stands in the way is told where it was typed."""
    try:
        outcome = attempt.act()
    except RenmaiError as refused:
        if refused.code.status == HTTPStatus.NOT_FOUND:
            raise
        typed = attempt.typed
        seen = refused.now if isinstance(refused, ConflictError) else typed.seen
        told = Typed(typed.code, typed.name, seen, sentence(refused))
        return _show(request, viewer, told, refused.code.status)
    tell(request, attempt.words(outcome), undo=attempt.undo)
    return redirect("settings-stages")


def _show(
    request: HttpRequest, viewer: Viewer, typed: Typed | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    opportunities = Opportunity.objects.visible_to(viewer.scope, viewer.today).exclude(stage="")
    used = dict(opportunities.order_by().values_list("stage").annotate(Count("pk")))
    listed = list(Stage.objects.order_by("position", "pk"))
    names = {stage.name for stage in listed}
    context = {
        "rows": [_row(stage, used.get(stage.name, 0), typed) for stage in listed],
        "unlisted": [Unlisted(name, used[name]) for name in sorted(used.keys() - names)],
        "typed": typed if typed and not typed.code else None,
    }
    return render(request, "pages/settings_stages/stages.html", context, status=status)


def _row(stage: Stage, used: int, typed: Typed | None) -> Row:
    if typed and typed.code == stage.code:
        return Row(stage, used, typed.name or stage.name, typed.seen or stage.name, typed.problem)
    return Row(stage, used, stage.name, stage.name, "")
