"""Competitors 友商: the rival companies towards whom key persons are assessed as well."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from renmai.analytics.competitor import persons_assessed
from renmai.store.actions.competitor import add_competitor, rename_competitor
from renmai.store.cells import cells_of
from renmai.store.models import Competitor
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import tell
from renmai.web.pages.settings.form import typed
from renmai.web.pages.settings.undoing import back
from renmai.web.pages.settings_competitors.form import CompetitorForm, NewCompetitorForm


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def competitors(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The list, and the form for one more."""
    form = NewCompetitorForm(typed(request), shown={})

    def act(wanted: Any, _: Any) -> None:
        add_competitor(wanted, actor=viewer.employee.code, now=timezone.now())

    if request.method == "POST" and form.saved(act):
        tell(request, gettext("%(name)s added.") % {"name": form.cells["name"]})
        return redirect("settings-competitors")
    listed = [(one, persons_assessed(viewer.panel, one.code)) for one in Competitor.objects.order_by("name")]
    context = {"form": form, "competitors": listed}
    return render(request, "pages/settings_competitors/competitors.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def edit(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    competitor = Competitor.objects.filter(code=code).first()
    if competitor is None:
        raise Http404
    shown = cells_of(competitor)
    form = CompetitorForm(typed(request), shown=shown)

    def act(wanted: Any, seen: Any) -> None:
        rename_competitor(code, wanted, seen, actor=viewer.employee.code, now=timezone.now())

    if request.method == "POST" and form.saved(act):
        undo = back(reverse("settings-competitors-edit", args=[code]), shown, form.cells)
        tell(request, gettext("%(name)s saved.") % {"name": form.cells["name"]}, undo=undo)
        return redirect("settings-competitors")
    context = {"competitor": competitor, "form": form}
    return render(request, "pages/settings_competitors/competitor.html", context, status=form.status)
