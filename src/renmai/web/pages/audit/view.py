"""The audit trail 审计: who changed, read out or exported what, and when (spec 1.10)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renmai.web.access import Viewer, admin_required
from renmai.web.pages.audit.entries import asked, owners_of, page_of
from renmai.web.pages.audit.lines import acts
from renmai.wording.actions import ACTIONS
from renmai.wording.columns import FILES


@require_safe
@admin_required
def audit(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    wanted = asked(request.GET)
    page = page_of(wanted)
    context = {
        "asked": wanted,
        "acts": acts(viewer.panel, page.lines, owners_of(page.lines), hides=viewer.scope.hides),
        "next": page.next,
        "actions": ACTIONS.items(),
        "files": FILES.items(),
        "people": viewer.panel.roster.staff.employees,
    }
    return render(request, "pages/audit/audit.html", context)
