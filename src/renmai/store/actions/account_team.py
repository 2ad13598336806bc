"""Who works on a customer: joining its account team in a role, and leaving it (spec 1.8)."""

from datetime import date, datetime

from django.db.models import Q

from renmai.domain.account_team import TeamRole
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.keeping import drop, keep
from renmai.store.actions.revision import recording
from renmai.store.cells import cells_of
from renmai.store.models import AccountTeamMember, Customer, Employee


def join_account_team(
    customer: Customer, employee: Employee, role: str, since: date, *, by: Employee, now: datetime
) -> int | None:
    """Let the employee have the role at the customer from this day on; the revision's number.

    Raises `RenmaiError` with the `column` that cannot be so: BAD_VALUE, ALREADY_KNOWN for a role that is held
    on that day or a later one, NOT_EMPLOYED, DAY_BEFORE_CREATED.
    """
    if role not in {one.value for one in TeamRole}:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="role", name="role", value=role)
    if since < customer.created_on:
        raise RenmaiError(ErrorCode.DAY_BEFORE_CREATED, column="valid_from", start=customer.created_on.isoformat())
    if (employee.joined_on and since < employee.joined_on) or (employee.left_on and employee.left_on <= since):
        raise RenmaiError(ErrorCode.NOT_EMPLOYED, column="employee", employee=employee.name, date=since.isoformat())
    with recording("join account team", by.code, now) as record:
        later = Q(valid_to=None) | Q(valid_to__gt=since)
        if AccountTeamMember.unscoped.filter(later, customer=customer, employee=employee, role=role).exists():
            raise RenmaiError(ErrorCode.ALREADY_KNOWN, column="employee")
        row = AccountTeamMember(customer=customer, employee=employee, role=role, valid_from=since, valid_to=None)
        keep(record, row, None)
        return record.made


def leave_account_team(member: AccountTeamMember, on: date, *, by: Employee, now: datetime) -> int | None:
    """End the role on this day, the first one without it; the revision's number, None if it has ended already.

    A role that would then have lasted for no day goes altogether; the trail keeps it.
    """
    with recording("leave account team", by.code, now) as record:
        found = AccountTeamMember.unscoped.select_related("customer", "employee").filter(pk=member.pk).first()
        if found is None or (found.valid_to and found.valid_to <= on):
            return None
        if found.valid_from >= on:
            drop(record, found)
            return record.made
        before = cells_of(found)
        found.valid_to = on
        keep(record, found, before)
        return record.made
