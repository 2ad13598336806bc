"""What is kept about a person 个人数据, as a page and as a file, and saying what of it is wrong (spec 1.10)."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from renmai.domain.errors import RenmaiError
from renmai.store.actions.plan_step import Intent, Move, add_plan_steps
from renmai.store.models import Employee, Erasure, KeyPerson
from renmai.store.personal_data import about_employee, about_key_person
from renmai.store.retention import retention
from renmai.web.access import Viewer, admin_required, key_person_of, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.customer.head import head as customer_head
from renmai.web.pages.personal_data.files import Report, as_file
from renmai.web.pages.personal_data.told import chapters
from renmai.wording.errors import sentence

DAYS_TO_CORRECT: Final = 7


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def key_person_data(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Everything that is kept about a key person; a note that something is wrong goes to the customer's owner."""
    person = key_person_of(viewer, code)
    if request.method == "POST":
        return _correct(request, viewer, person)
    return _show_key_person(request, viewer, person)


@require_safe
@viewer_required
def key_person_file(request: HttpRequest, viewer: Viewer, code: str, form: str) -> HttpResponse:
    return as_file(request, viewer, _of_key_person(key_person_of(viewer, code)), form)


@require_safe
@viewer_required
def account_data(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything that is kept about the viewer."""
    return _show(request, _of_employee(viewer, viewer.employee, own=True), {"is_own": True})


@require_safe
@viewer_required
def account_file(request: HttpRequest, viewer: Viewer, form: str) -> HttpResponse:
    return as_file(request, viewer, _of_employee(viewer, viewer.employee, own=True), form)


@require_safe
@admin_required
def employee_data(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """What is kept about an employee, without the private network: that is the employee's alone."""
    employee = _employee(code)
    is_erased = Erasure.objects.filter(employee=employee).exists()
    return _show(request, _of_employee(viewer, employee, own=False), {"employee": employee, "is_erased": is_erased})


@require_safe
@admin_required
def employee_file(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    return as_file(request, viewer, _of_employee(viewer, _employee(code), own=False), "pdf")


def _employee(code: str) -> Employee:
    found = Employee.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _of_key_person(person: KeyPerson) -> Report:
    parts = about_key_person(person)
    return Report(person.code, person.name, parts, chapters(parts, retention()))


def _of_employee(viewer: Viewer, employee: Employee, *, own: bool) -> Report:
    parts = about_employee(employee, viewer.scope, viewer.today, own=own)
    return Report(employee.code, employee.name, parts, chapters(parts, retention()))


def _show(request: HttpRequest, report: Report, more: dict[str, Any], status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "pages/personal_data/personal_data.html", {"report": report, **more}, status=status)


def _show_key_person(
    request: HttpRequest, viewer: Viewer, person: KeyPerson, typed: str = "", problem: str = ""
) -> HttpResponse:
    more = {
        "person": person,
        "owner": customer_head(viewer, person.customer, viewer.today).owner,
        "is_erased": Erasure.objects.filter(key_person=person).exists(),
        "typed": typed,
        "problem": problem,
        "may_erase": viewer.is_admin,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return _show(request, _of_key_person(person), more, status)


def _correct(request: HttpRequest, viewer: Viewer, person: KeyPerson) -> HttpResponse:
    """A step for the customer's owner, who finds it on the page of today; nobody owns it: for the viewer."""
    wrong = request.POST.get("wrong", "").strip()
    owner = customer_head(viewer, person.customer, viewer.today).owner
    responsible = Employee.objects.filter(code=owner.code).first() if owner else None
    note = f"{gettext('To be corrected')}: {wrong}" if wrong else ""
    intent = Intent(responsible or viewer.employee, viewer.today + timedelta(days=DAYS_TO_CORRECT), note=note)
    try:
        add_plan_steps(
            person.customer, [Move(person)], intent, by=viewer.employee, today=viewer.today, now=timezone.now()
        )
    except RenmaiError as refused:
        return _show_key_person(request, viewer, person, wrong, sentence(refused))
    tell(request, gettext("Noted as a step for %(who)s.") % {"who": intent.owner.name})
    return redirect(reverse("key-person-data", args=[person.code]))
