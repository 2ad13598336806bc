"""People 人员: everybody of our company, what each may see, and who has come and gone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from renmai.store.actions.employee import add_employee, edit_employee
from renmai.store.cells import cells_of
from renmai.store.models import Account, Employee, Role, Team
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import tell
from renmai.web.pages.settings.form import NO, typed
from renmai.web.pages.settings.undoing import back
from renmai.web.pages.settings_employees.form import EmployeeForm, NewEmployeeForm
from renmai.web.pages.settings_employees.left_behind import left_behind
from renmai.web.pages.settings_employees.listing import STATES, asked, found
from renmai.wording.columns import WORDS


@require_safe
@admin_required
def employees(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    wanted = asked(request.GET)
    people = found(viewer.panel, wanted, viewer.today)
    context = {
        "asked": wanted,
        "people": [(one, WORDS["role"][one.role]) for one in people],
        "page": people,
        "states": STATES.items(),
        "roles": [(role, WORDS["role"][role]) for role in Role.values],
        "teams": Team.objects.order_by("name"),
        "today": viewer.today,
    }
    return render(request, "pages/settings_employees/employees.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def new_employee(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    usual = {"role": Role.MEMBER.value, "sales": NO, "team": request.GET.get("team", "")}
    form = NewEmployeeForm(typed(request), shown=usual)

    def act(wanted: Any, _: Any) -> None:
        add_employee(wanted, actor=viewer.employee.code, now=timezone.now())

    if request.method == "POST" and form.saved(act):
        tell(request, gettext("%(name)s added.") % {"name": form.cells["name"]})
        return redirect("settings-employees-edit", form.cells["code"])
    return render(request, "pages/settings_employees/new_employee.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def edit(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    employee = Employee.objects.select_related("team").filter(code=code).first()
    if employee is None:
        raise Http404
    shown = cells_of(employee)
    form = EmployeeForm(typed(request), shown=shown)

    def act(wanted: Any, seen: Any) -> None:
        edit_employee(code, wanted, seen, today=viewer.today, actor=viewer.employee.code, now=timezone.now())

    if request.method == "POST" and form.saved(act):
        here = reverse("settings-employees-edit", args=[code])
        undo = back(here, shown, form.cells)
        tell(request, gettext("%(name)s saved.") % {"name": form.cells["name"]}, undo=undo)
        return redirect(here)
    context = {
        "employee": employee,
        "form": form,
        "account": Account.objects.filter(employee=employee).first(),
        "left_behind": left_behind(viewer, employee),
        "leaves": employee.left_on is not None,
    }
    return render(request, "pages/settings_employees/employee.html", context, status=form.status)
