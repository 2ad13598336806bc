"""Accounts: who may sign in as which employee (spec 1.4), and what happened at their door.

The trail says that a password was changed and that somebody signed in, never what was typed.
"""

from collections.abc import Mapping
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.revision import recording
from renmai.store.actions.token import revoke
from renmai.store.models import Account, Employee, Token

FILE = "accounts"


def create_account(username: str, password: str | None, employee: str, *, actor: str, now: datetime) -> Account:
    """Let the employee of this code sign in; without a password only by a link or the company's sign-in.

    Raises `RenmaiError(UNKNOWN_EMPLOYEE)`, and `IntegrityError` if the name is taken or the
    employee has an account already. Whether the password is good enough is asked by the form.
    """
    with recording("create account", actor, now) as record:
        found = Employee.objects.filter(code=employee).first()
        if found is None:
            raise RenmaiError(ErrorCode.UNKNOWN_EMPLOYEE, employee=employee)
        account = Account.objects.create_user(username, password=password, employee=found)
        record.audit(FILE, [username], None, {"username": username, "employee": employee})
        return account


def set_password(username: str, password: str, *, actor: str, now: datetime) -> None:
    """Give an account a new password. Raises `Account.DoesNotExist`."""
    with recording("set password", actor, now) as record:
        account = Account.objects.get(username=username)
        account.set_password(password)
        account.save(update_fields=["password"])
        record.audit(FILE, [username], {"password": "earlier"}, {"password": "changed"})


def close_account(account: Account, *, actor: str, now: datetime) -> None:
    """Let nobody in by this account any more, sign it out everywhere, and end its tokens for good."""
    _set_active(account, "close account", is_active=False, actor=actor, now=now)
    for session in UserSession.objects.filter(user=account):
        session.end()


def open_account(account: Account, *, actor: str, now: datetime) -> None:
    _set_active(account, "open account", is_active=True, actor=actor, now=now)


def _set_active(account: Account, action: str, *, is_active: bool, actor: str, now: datetime) -> None:
    with recording(action, actor, now) as record:
        found = Account.objects.select_for_update().get(pk=account.pk)
        if found.is_active == is_active:
            return
        found.is_active = is_active
        found.save(update_fields=["is_active"])
        states = {True: "open", False: "closed"}
        record.audit(FILE, [found.username], {"state": states[not is_active]}, {"state": states[is_active]})
        if not is_active:
            revoke(record, Token.objects.filter(employee__account=found).select_related("employee"))


def remove_second_step(account: Account, *, actor: str, now: datetime) -> None:
    """For who has lost the phone and the recovery codes: the password alone lets in again."""
    with recording("remove second step", actor, now) as record:
        removed, _ = Authenticator.objects.filter(user=account).delete()
        if removed:
            record.audit(FILE, [account.username], {"second_step": "on"}, {"second_step": "off"})


def record_at_the_door(event: str, username: str, details: Mapping[str, str], *, now: datetime) -> None:
    """Note what happened to an account at sign-in: `signed in`, `refused`, `password changed`, …"""
    with recording(event, username, now) as record:
        record.audit(FILE, [username], None, {"event": event, **details})
