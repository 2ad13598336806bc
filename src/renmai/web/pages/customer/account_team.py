"""The account team 運營鐵三角 of a customer: who has which role, the form to join, the button to leave (spec 1.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from renmai.analytics.account_team import TeamMember, team_on
from renmai.analytics.panel import Panel
from renmai.domain.account_team import TeamRole
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.bundle import ACCOUNT_TEAM
from renmai.store.actions.account_team import join_account_team, leave_account_team
from renmai.store.models import AccountTeamMember, Customer, Employee
from renmai.web.access import Viewer, customer_of, viewer_required
from renmai.web.editing import Editing, Saved
from renmai.web.fields import Field, Form, Option, field_of
from renmai.web.notices import tell
from renmai.web.pages.customer.editing import customer_url
from renmai.web.pages.undo.view import undo_of
from renmai.wording.columns import WORDS, Text


@dataclass(frozen=True, slots=True)
class Mate:
    """One of us in a role; `is_owner`: stands there as the owner, since nobody else was named."""

    name: str
    code: str
    since: str
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class Corner:
    """One of the three roles; nobody in it: the corner is open."""

    role: str
    label: Text
    mates: list[Mate]


@dataclass(frozen=True, slots=True)
class Triangle:
    corners: list[Corner]

    @property
    def is_complete(self) -> bool:
        return all(corner.mates for corner in self.corners)


def triangle_of(panel: Panel, day: date, owner: tuple[str, str] | None) -> Triangle:
    """Of a panel of one customer; `owner` is the code of the owner on the day and the day of their first."""
    team = team_on(panel, day)
    return Triangle([_corner(panel, role.value, team, owner) for role in TeamRole])


def _corner(panel: Panel, role: str, team: Sequence[TeamMember], owner: tuple[str, str] | None) -> Corner:
    mates = [
        Mate(panel.employee_name(one.employee), one.employee, one.since.isoformat()) for one in team if one.role == role
    ]
    if not mates and owner and role == TeamRole.ACCOUNT:
        code, since = owner
        mates = [Mate(panel.employee_name(code), code, since, is_owner=True)]
    return Corner(role, WORDS["role"][role], mates)


def _fields(viewer: Viewer, customer: Customer) -> list[Field]:
    del customer
    return [
        field_of(ACCOUNT_TEAM, "role"),
        field_of(ACCOUNT_TEAM, "employee", input="choice", options=_anybody(viewer)),
        field_of(ACCOUNT_TEAM, "valid_from"),
    ]


def _anybody(viewer: Viewer) -> list[Option]:
    """Whoever works here today: solution and delivery come from any team, and their names are no secret."""
    day = viewer.today.toordinal()
    found = [one for one in viewer.panel.roster.staff.employees if one.start <= day < one.stop]
    return [Option("", "—"), *(Option(one.code, f"{one.name} {one.code}") for one in found)]


def _save(viewer: Viewer, customer: Customer, form: Form) -> Saved:
    employee = Employee.objects.filter(code=form.cells["employee"]).first()
    if employee is None:
        raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, column="employee", employee=form.cells["employee"])
    since = date.fromisoformat(form.cells["valid_from"])
    made = join_account_team(customer, employee, form.cells["role"], since, by=viewer.employee, now=timezone.now())
    text = gettext("%(name)s joins the account team of %(customer)s.") % _names(employee, customer)
    return Saved(_url(customer), text, undo_of(made))


def _names(employee: Employee, customer: Customer) -> dict[str, str]:
    return {"name": employee.name, "customer": customer.name}


def _url(customer: Customer) -> str:
    return f"{customer_url(customer, 'strategy')}#account-team"


JOIN: Final = Editing(
    "team",
    ACCOUNT_TEAM,
    gettext_lazy("Add to the account team"),
    pgettext_lazy("button", "Add"),
    _fields,
    lambda *_: {},
    _save,
    propose=lambda viewer, _: {"valid_from": viewer.today.isoformat()},
    carried=("role",),
)


@require_POST
@viewer_required
def leave(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """End somebody's role as of today; `role` and `employee` say which."""
    customer = customer_of(viewer, code)
    member = _member(viewer, customer, request.POST.get("role", ""), request.POST.get("employee", ""))
    made = leave_account_team(member, viewer.today, by=viewer.employee, now=timezone.now())
    if made:
        text = gettext("%(name)s leaves the account team of %(customer)s.") % _names(member.employee, customer)
        tell(request, text, undo=undo_of(made))
    return redirect(_url(customer))


def _member(viewer: Viewer, customer: Customer, role: str, employee: str) -> AccountTeamMember:
    rows = AccountTeamMember.objects.visible_to(viewer.scope, viewer.today).select_related("employee")
    found: AccountTeamMember | None = (
        rows.filter(customer=customer, role=role, employee__code=employee, valid_from__lte=viewer.today)
        .order_by("-valid_from")
        .first()
    )
    if found is None:
        raise Http404
    return found
