"""The policy 判定标准: every threshold with what it does, and what a change would do to today's figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from renmai.analytics.policy_effect import policy_effect
from renmai.domain.errors import ConflictError, RenmaiError
from renmai.domain.policy import THRESHOLDS
from renmai.store.actions.policy import FILE, change_policy
from renmai.store.models import AuditEntry
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import Undo, tell
from renmai.web.pages.settings_policy.effect import figures, goals
from renmai.web.pages.settings_policy.thresholds import PolicyForm, with_unit, written
from renmai.wording.errors import moment_text, sentence
from renmai.wording.policy import WORDS
from renmai.wording.terms import Text

CHANGES_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the past, in words."""

    when: str
    who: str
    label: Text
    before: str
    after: str
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def policy(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the policy, or save what was typed."""
    if request.method != "POST":
        return _show(request, viewer, PolicyForm(viewer.panel.policy, {}))
    form = PolicyForm(viewer.panel.policy, request.POST.dict())
    if not form.reason:
        form.problems["reason"] = gettext("Say why, so that others understand it later.")
    if form.problems:
        return _show(request, viewer, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        change_policy(form.proposal, actor=viewer.employee.code, now=timezone.now())
    except RenmaiError as refused:
        return _show(request, viewer, _refused(form, refused), status=refused.code.status)
    _tell(request, form)
    return redirect("settings-policy")


@require_POST
@admin_required
def effect(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The same page with what the typed values would do; nothing is written."""
    form = PolicyForm(viewer.panel.policy, request.POST.dict())
    bad = form.problems and not request.htmx  # type: ignore[attr-defined]
    return _show(request, viewer, form, status=HTTPStatus.UNPROCESSABLE_ENTITY if bad else HTTPStatus.OK)


def _show(request: HttpRequest, viewer: Viewer, form: PolicyForm, status: int = HTTPStatus.OK) -> HttpResponse:
    proposed = form.proposed
    found = policy_effect(viewer.panel, proposed, viewer.today)
    context = {
        "form": form,
        "figures": figures(found),
        "goals": goals(found, viewer.panel.policy, proposed),
        "changes": _changes(viewer),
    }
    return render(request, "pages/settings_policy/policy.html", context, status=status)


def _refused(form: PolicyForm, refused: RenmaiError) -> PolicyForm:
    column = str(refused.params.get("column", "reason"))
    form.problems[column] = _conflict(refused) if isinstance(refused, ConflictError) else sentence(refused)
    if isinstance(refused, ConflictError):
        # Whoever saves again has seen the other value.
        form.seen[column] = form.present[column]
    return form


def _conflict(refused: ConflictError) -> str:
    name = refused.column
    held = {"was": _told(name, refused.was), "now": _told(name, refused.now)}
    when = moment_text(refused.when)
    return gettext(
        "%(who)s changed this at %(when)s from %(was)s to %(now)s. Yours is not saved; look and save again."
    ) % {"who": refused.who, "when": when, **held}


def _tell(request: HttpRequest, form: PolicyForm) -> None:
    changed = [name for name, value in form.wanted.items() if value != form.present[name]]
    if not changed:
        tell(request, gettext("Nothing was changed."))
        return
    fields = {"reason": gettext("Undone")}
    for name in changed:
        fields[name] = written(THRESHOLDS[name], form.present[name])
        fields[f"seen_{name}"] = format(form.wanted[name], "f")
    text = ngettext("%(n)s threshold changed.", "%(n)s thresholds changed.", len(changed)) % {"n": len(changed)}
    tell(request, text, undo=Undo(reverse("settings-policy"), fields))


def _changes(viewer: Viewer) -> list[Change]:
    entries = AuditEntry.objects.filter(file=FILE).select_related("revision").order_by("-pk")[:CHANGES_SHOWN]
    names = {one.code: one.name for one in viewer.panel.roster.staff.employees}
    return [
        Change(
            moment_text(entry.revision.recorded_at),
            names.get(entry.revision.actor, entry.revision.actor),
            WORDS[entry.subject].label if entry.subject in WORDS else entry.subject,
            _told(entry.subject, _cell(entry.before)),
            _told(entry.subject, _cell(entry.after)),
            str((entry.after or {}).get("reason", "")),
        )
        for entry in entries
    ]


def _cell(row: Mapping[str, Any] | None) -> str:
    return str((row or {}).get("value", ""))


def _told(name: str, text: str) -> str:
    """A stored value with its unit; blank is the default."""
    if name not in THRESHOLDS:
        return text
    return with_unit(THRESHOLDS[name], Decimal(text)) if text else gettext("default")
