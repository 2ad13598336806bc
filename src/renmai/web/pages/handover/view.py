"""A handover 交接: the list that the successor works through, for who takes, who gave and who answers for them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from renmai.domain.errors import RenmaiError
from renmai.store.actions.handover import tick_item
from renmai.store.models import Handover, HandoverItem
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.handover.checklist import AtCustomer, checklist, items_of
from renmai.web.pages.undo.view import undo_of
from renmai.wording.errors import sentence


@dataclass(frozen=True, slots=True)
class Page:
    handover: Handover
    customers: list[AtCustomer]
    may_tick: bool
    begins_later: bool

    @property
    def done(self) -> int:
        return sum(one.done for one in self.customers)

    @property
    def needed(self) -> int:
        return sum(one.needed for one in self.customers)


def handover_of(viewer: Viewer, code: str) -> tuple[Handover, list[HandoverItem]]:
    """A handover that concerns the viewer, with the items at customers seen today; without any, `Http404`."""
    rows = Handover.objects.select_related("from_employee", "to_employee", "by")
    found = rows.filter(code=code).first()
    if found is None or not _concerns(viewer, found):
        raise Http404
    items = items_of(viewer, [found])
    if not items:
        raise Http404
    return found, items


def _concerns(viewer: Viewer, handover: Handover) -> bool:
    people = {handover.from_employee.code, handover.to_employee.code}
    return viewer.scope.everything or bool(people & viewer.scope.employees)


def _may_tick(viewer: Viewer, handover: Handover) -> bool:
    """The successor, and who answers for others; who gave the customers away only looks."""
    return viewer.leads or handover.to_employee_id == viewer.employee.pk


@require_safe
@viewer_required
def handover(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    found, items = handover_of(viewer, code)
    page = Page(found, checklist(viewer, found, items), _may_tick(viewer, found), found.day > viewer.today)
    return render(request, "pages/handover/handover.html", {"page": page})


@require_POST
@viewer_required
def tick(request: HttpRequest, viewer: Viewer, code: str, item: int) -> HttpResponse:
    """Tick one thing, or take the tick back; what is refused is said on the page."""
    found, items = handover_of(viewer, code)
    row = next((one for one in items if one.pk == item), None)
    if row is None:
        raise Http404
    if not _may_tick(viewer, found):
        raise PermissionDenied
    try:
        made = tick_item(
            row,
            request.POST.get("do") == "done",
            request.POST.get("seen", ""),
            note=request.POST.get("note", "").strip(),
            by=viewer.employee,
            today=viewer.today,
            now=timezone.now(),
        )
    except RenmaiError as refused:
        tell(request, sentence(refused))
    else:
        if made:
            tell(request, gettext("Saved: %(name)s") % {"name": row.customer.name}, undo=undo_of(made))
    return redirect(f"{reverse('handover', args=[code])}#item-{item}")
