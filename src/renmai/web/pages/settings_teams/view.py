"""Teams 团队: the tree, and each team's name, place and leader."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renmai.domain.errors import RenmaiError
from renmai.store.actions.team import add_team, edit_team, remove_team
from renmai.store.cells import cells_of
from renmai.store.models import Employee, Team
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import Undo, tell
from renmai.web.pages.settings.form import CellsForm, typed
from renmai.web.pages.settings.undoing import back
from renmai.web.pages.settings_teams.form import NewTeamForm, TeamForm
from renmai.web.pages.settings_teams.tree import branches
from renmai.wording.errors import sentence

NAMED = 10


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a team: it can go only when nothing does."""

    people: int
    some: list[Employee]
    teams: list[Team]

    def __bool__(self) -> bool:
        return bool(self.people or self.teams)


@require_safe
@admin_required
def teams(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    del viewer
    return render(request, "pages/settings_teams/teams.html", {"branches": branches()})


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def new_team(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = NewTeamForm(typed(request), shown={"parent": request.GET.get("parent", "")})

    def act(wanted: Any, _: Any) -> None:
        add_team(wanted, actor=viewer.employee.code, now=timezone.now())

    if request.method == "POST" and form.saved(act):
        undo = Undo(reverse("settings-teams-remove", args=[form.cells["code"]]))
        tell(request, gettext("Team %(name)s added.") % {"name": form.cells["name"]}, undo=undo)
        return redirect("settings-teams")
    return render(request, "pages/settings_teams/new_team.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def edit(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    team = _team(code)
    shown = cells_of(team)
    form = TeamForm(typed(request), shown=shown, team=code)

    def act(wanted: Any, seen: Any) -> None:
        edit_team(code, wanted, seen, actor=viewer.employee.code, now=timezone.now())

    if request.method == "POST" and form.saved(act):
        undo = back(reverse("settings-teams-edit", args=[code]), shown, form.cells)
        tell(request, gettext("Team %(name)s saved.") % {"name": form.cells["name"]}, undo=undo)
        return redirect("settings-teams")
    return _show(request, team, form)


@require_POST
@admin_required
def remove(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    team = _team(code)
    cells = cells_of(team)
    try:
        remove_team(code, actor=viewer.employee.code, now=timezone.now())
    except RenmaiError as refused:
        form = TeamForm(None, shown=cells, team=code)
        form.status = refused.code.status
        return _show(request, team, form, sentence(refused))
    undo = Undo(reverse("settings-teams-new"), cells)
    tell(request, gettext("Team %(name)s deleted.") % {"name": team.name}, undo=undo)
    return redirect("settings-teams")


def _team(code: str) -> Team:
    found = Team.objects.select_related("parent", "leader").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, team: Team, form: CellsForm, problem: str = "") -> HttpResponse:
    context = {"team": team, "form": form, "hanging": _hanging(team), "problem": problem}
    return render(request, "pages/settings_teams/team.html", context, status=form.status)


def _hanging(team: Team) -> Hanging:
    people: QuerySet[Employee] = team.employees.order_by("left_on", "name")
    return Hanging(people.count(), list(people[:NAMED]), list(team.children.order_by("name")))
