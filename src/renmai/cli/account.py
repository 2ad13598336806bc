"""`renmai account`: let an employee sign in, or give them a new password."""

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.account import create_account, set_password
from renmai.store.models import Account

ACTOR = "administrator"


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser(
        "account", help=gettext("let an employee sign in, or give them a new password")
    )
    parser.add_argument("employee", metavar="EMPLOYEE", help=gettext("code of the employee"))
    parser.add_argument("--username", default="", metavar="NAME", help=gettext("default: the employee's code"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """The password comes from the terminal, or as one line of standard input.

    Raises `RenmaiError` for nobody, for a user name that is taken and for a password that is too weak.
    """
    account = Account.objects.filter(employee__code=args.employee).first()
    username = account.username if account else args.username or args.employee
    password = _password()
    _require_strong(password, Account(username=username))
    if account:
        set_password(username, password, actor=ACTOR, now=timezone.now())
    else:
        _create(username, password, args.employee)
    said = gettext("%(employee)s signs in as %(username)s.")
    sys.stdout.write(said % {"employee": args.employee, "username": username} + "\n")
    return 0


def _password() -> str:
    if sys.stdin.isatty():
        return getpass(gettext("Password: "))
    return sys.stdin.readline().rstrip("\n")


def _require_strong(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise RenmaiError(ErrorCode.WEAK_PASSWORD, reasons=" ".join(error.messages)) from error


def _create(username: str, password: str, employee: str) -> None:
    try:
        create_account(username, password, employee, actor=ACTOR, now=timezone.now())
    except IntegrityError as error:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="--username", value=username) from error
