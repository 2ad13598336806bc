"""Retention 保存期限: how long personal data are kept, what is kept too long today, who was erased (spec 1.10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from renmai.domain.errors import RenmaiError
from renmai.domain.retention import DEFAULTS, LONGEST, Kept
from renmai.store.actions.retention import change_retention
from renmai.store.models import Erasure
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import tell
from renmai.wording.errors import sentence
from renmai.wording.retention import LABELS, MEANINGS, period_text
from renmai.wording.terms import Text
from renmai.work.retention import Due, all_due, keep_no_longer

ERASURES_SHOWN: Final = 100
CODES_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One kind with its period as typed, and what is kept too long today."""

    name: str
    label: Text
    meaning: Text
    typed: str
    default: str
    problem: str
    due: Due

    @property
    def codes(self) -> tuple[str, ...]:
        return self.due.codes[:CODES_SHOWN]


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def kept(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the periods, or save what was typed."""
    if request.method != "POST":
        return _show(request, viewer, {}, {})
    typed = {one: request.POST.get(one.value, "").strip() for one in Kept}
    problems = {
        one: gettext("A whole number of months, at most %(most)s.") % {"most": LONGEST} for one in _wrong(typed)
    }
    if problems:
        return _show(request, viewer, typed, problems)
    try:
        wanted = {one: int(text) for one, text in typed.items()}
        change_retention(wanted, actor=viewer.employee.code, now=timezone.now())
    except RenmaiError as refused:
        return _show(request, viewer, typed, {Kept.PEOPLE: sentence(refused)})
    tell(request, gettext("Saved. Nothing is erased or deleted before the next run."))
    return redirect("settings-retention")


@require_POST
@admin_required
def run(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Erase and delete now what is kept too long."""
    by, now = viewer.employee, timezone.now()
    found = keep_no_longer(actor=by.code, by=by, today=viewer.today, now=now)
    tell(request, gettext("Erased and deleted: %(n)s") % {"n": sum(one.count for one in found)})
    return redirect("settings-retention")


def _wrong(typed: Mapping[Kept, str]) -> list[Kept]:
    return [one for one, text in typed.items() if not (text.isascii() and text.isdigit() and int(text[:9]) <= LONGEST)]


def _show(
    request: HttpRequest, viewer: Viewer, typed: Mapping[Kept, str], problems: Mapping[Kept, str]
) -> HttpResponse:
    rows = [
        Row(
            name=one.kept.value,
            label=LABELS[one.kept],
            meaning=MEANINGS[one.kept],
            typed=typed.get(one.kept, str(one.months)),
            default=period_text(DEFAULTS[one.kept]),
            problem=problems.get(one.kept, ""),
            due=one,
        )
        for one in all_due(viewer.today)
    ]
    context = {
        "rows": rows,
        "total": sum(row.due.count for row in rows),
        "erasures": Erasure.objects.select_related("key_person", "employee", "by").order_by("-pk")[:ERASURES_SHOWN],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "pages/settings_retention/retention.html", context, status=status)
