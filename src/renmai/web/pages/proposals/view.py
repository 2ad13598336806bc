"""Proposals 建议变更: what an agent would change, for its person to confirm, put right or decline."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.proposal import OPEN_FOR, ToldState
from renmai.store.actions.proposal import confirm_change, decline_change
from renmai.store.proposal import ToldChange, ToldProposal, one_proposal, proposals_of, waiting_ones
from renmai.web.access import Viewer, viewer_required
from renmai.web.fields import SEEN, Form, posted
from renmai.web.notices import tell
from renmai.web.pages.proposals.rows import FILES, KINDS, Answered, ProposalRow, fields_of, proposal_rows
from renmai.web.pages.undo.view import undo_of
from renmai.web.shown import Tab
from renmai.wording.columns import Text

MOST_SHOWN: Final = 50
WAITING, SETTLED = "waiting", "settled"
TABS: Final[dict[str, Text]] = {
    WAITING: pgettext_lazy("proposals", "Waiting for me"),
    SETTLED: pgettext_lazy("proposals", "Answered or expired"),
}


@dataclass(frozen=True, slots=True)
class Page:
    tab: str
    tabs: list[Tab]
    rows: list[ProposalRow]
    has_more: bool
    days: int


@require_safe
@viewer_required
def proposals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    tab = request.GET.get("tab", WAITING)
    if tab not in TABS:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="tab", value=tab)
    return _show(request, viewer, tab)


def _show(request: HttpRequest, viewer: Viewer, tab: str, refused: Iterable[Answered] = ()) -> HttpResponse:
    who, problems = (viewer.employee, viewer.scope, viewer.today), list(refused)
    found = proposals_of(*who, waiting=tab == WAITING, most=MOST_SHOWN + 1)
    counts = {WAITING: len(waiting_ones(viewer.employee, viewer.today)), SETTLED: None}
    page = Page(
        tab=tab,
        tabs=[Tab(name, label, _url(name), name == tab, counts[name]) for name, label in TABS.items()],
        rows=proposal_rows(viewer, found[:MOST_SHOWN], problems),
        has_more=len(found) > MOST_SHOWN,
        days=OPEN_FOR.days,
    )
    status = problems[0].error.code.status if problems else HTTPStatus.OK
    return render(request, "pages/proposals/proposals.html", {"page": page}, status=status)


def _url(tab: str) -> str:
    return reverse("proposals", query={} if tab == WAITING else {"tab": tab})


@require_POST
@viewer_required
def answer_change(request: HttpRequest, viewer: Viewer, code: str, position: int) -> HttpResponse:
    """Confirm one change as it stands in its form, or decline it."""
    found = next((one for one in _proposal(viewer, code).changes if one.row.position == position), None)
    if found is None:
        raise Http404
    try:
        made = _answer(request, viewer, found)
    except RenmaiError as refused:
        return _show(request, viewer, WAITING, [Answered(found.row.pk, refused, request.POST)])
    if request.POST.get("do") == "decline":
        tell(request, gettext("Declined. Nothing was changed."))
    else:
        tell(request, gettext("Confirmed: %(what)s.") % {"what": KINDS[found.row.file]}, undo=undo_of(made))
    return redirect("proposals")


def _answer(request: HttpRequest, viewer: Viewer, found: ToldChange) -> int | None:
    if request.POST.get("do") == "decline":
        decline_change(found.row, by=viewer.employee, today=viewer.today, now=timezone.now())
        return None
    form = posted(FILES[found.row.file], fields_of(found.row), request.POST)
    if not form.is_valid:
        raise _first_wrong(form)
    seen = {name: request.POST.get(f"{SEEN}{name}", was) for name, was in found.row.seen.items()}
    return _confirm(viewer, found, form.cells, seen)


def _first_wrong(form: Form) -> RenmaiError:
    wrong = next(one for one in form if one.error)
    return RenmaiError(ErrorCode.BAD_VALUE, name=wrong.label, value=wrong.value, column=wrong.name)


def _confirm(viewer: Viewer, found: ToldChange, cells: dict[str, str], seen: dict[str, str]) -> int | None:
    now = timezone.now()
    return confirm_change(found.row, cells, seen, scope=viewer.scope, by=viewer.employee, today=viewer.today, now=now)


@require_POST
@viewer_required
def answer_all(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Confirm as proposed whatever nobody changed since, or decline whatever waits."""
    told = _proposal(viewer, code)
    if request.POST.get("do") == "decline":
        waiting = [one for one in told.changes if one.is_open]
        for one in waiting:
            decline_change(one.row, by=viewer.employee, today=viewer.today, now=timezone.now())
        tell(request, gettext("Declined. Nothing was changed."))
        return redirect("proposals")
    done, refused = _confirm_all(viewer, told)
    if done:
        tell(request, ngettext("%(n)s change confirmed.", "%(n)s changes confirmed.", done) % {"n": done})
    return _show(request, viewer, WAITING, refused) if refused else redirect("proposals")


def _confirm_all(viewer: Viewer, told: ToldProposal) -> tuple[int, list[Answered]]:
    """Each for itself: one that is refused keeps none of the others from holding."""
    done, refused = 0, []
    for one in told.changes:
        if one.state is not ToldState.WAITING:
            continue
        try:
            _confirm(viewer, one, {}, dict(one.row.seen))
            done += 1
        except (RenmaiError, ConflictError) as error:
            refused.append(Answered(one.row.pk, error))
    return done, refused


def _proposal(viewer: Viewer, code: str) -> ToldProposal:
    found = one_proposal(viewer.employee, viewer.scope, viewer.today, code)
    if found is None:
        raise Http404
    return found
