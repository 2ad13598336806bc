"""Our people: who works here, in which team, with which role, from when to when (spec 1.2, 1.4)."""

from datetime import date, datetime

from django.db.models import Q

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.coded import fill_new, refill
from renmai.store.actions.keeping import keep
from renmai.store.actions.revision import recording
from renmai.store.cells import Cells
from renmai.store.models import Employee, Role


def add_employee(cells: Cells, *, actor: str, now: datetime) -> None:
    """A new employee from cells of the bundle. Raises `RenmaiError` with the `column` that cannot be so."""
    with recording("add employee", actor, now) as record:
        employee = Employee()
        fill_new(employee, "employees", cells)
        _check_interval(employee)
        keep(record, employee, None)


def edit_employee(code: str, wanted: Cells, seen: Cells, *, today: date, actor: str, now: datetime) -> None:
    """Change what is kept of an employee; leaving is a day in `left_on`, the first one not here.

    Raises `ConflictError`, and `RenmaiError` with the `column` that cannot be so: MISSING_VALUE,
    BAD_VALUE, END_BEFORE_START, LAST_ADMIN.
    """
    with recording("edit employee", actor, now) as record:
        employee = Employee.objects.select_related("team").filter(code=code).first()
        if employee is None:
            raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, employee=code)
        administered = _administers(employee, today)
        held = refill(employee, wanted, seen)
        _check_interval(employee)
        if administered and not _administers(employee, today) and not _others_administer(employee, today):
            changed = "role" if employee.role != Role.ADMIN else "left_on" if employee.left_on else "joined_on"
            raise RenmaiError(ErrorCode.LAST_ADMIN, column=changed)
        keep(record, employee, held)


def _check_interval(employee: Employee) -> None:
    if employee.role not in Role.values:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="role", name="role", value=employee.role)
    joined, left = employee.joined_on, employee.left_on
    if joined and left and left <= joined:
        raise RenmaiError(ErrorCode.END_BEFORE_START, column="left_on", start=joined.isoformat())


def _administers(employee: Employee, today: date) -> bool:
    """Whether the employee is an administrator here today, and going to stay."""
    here = employee.left_on is None and (employee.joined_on is None or employee.joined_on <= today)
    return here and employee.role == Role.ADMIN


def _others_administer(employee: Employee, today: date) -> bool:
    """Whether somebody else does who can sign in."""
    joined = Q(joined_on=None) | Q(joined_on__lte=today)
    others = Employee.objects.filter(joined, role=Role.ADMIN, left_on=None, account__is_active=True)
    return others.exclude(pk=employee.pk).exists()
