"""Accounts: who may sign in as which employee (spec 1.4)."""

from datetime import datetime

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.revision import recording
from renmai.store.models import Account, Employee


def create_account(username: str, password: str, employee: str, *, actor: str, now: datetime) -> Account:
    """Let the employee of this code sign in.

    Raises `RenmaiError(UNKNOWN_EMPLOYEE)`, and `IntegrityError` if the name is taken or the
    employee has an account already. Whether the password is good enough is asked by the form.
    """
    with recording("create account", actor, now) as record:
        found = Employee.objects.filter(code=employee).first()
        if found is None:
            raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, employee=employee)
        account = Account.objects.create_user(username, password=password, employee=found)
        record.audit("accounts", [username], None, {"username": username, "employee": employee})
        return account


def set_password(username: str, password: str, *, actor: str, now: datetime) -> None:
    """Give an account a new password; the trail says that it was changed, never what it is.

    Raises `Account.DoesNotExist`.
    """
    with recording("set password", actor, now) as record:
        account = Account.objects.get(username=username)
        account.set_password(password)
        account.save(update_fields=["password"])
        record.audit("accounts", [username], {"password": "earlier"}, {"password": "changed"})
