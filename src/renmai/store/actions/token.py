"""Tokens: made by their employee, revoked by them or by an administrator."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.token import LASTS, PREFIX, TokenScope, last_day
from renmai.store.actions.hasty import hastily
from renmai.store.actions.revision import Recording, recording
from renmai.store.models import Employee, Token

FILE: Final = "tokens"
LONGEST_NAME: Final = 60
MOST: Final = 20
"""Tokens of one employee that work at the same time."""
_BYTES: Final = 32
"""Of chance in a secret: nobody guesses it, so it needs no slow hash."""


def create_token(
    employee: Employee, name: str, scope: str, days: str, *, by: Employee, today: date, now: datetime
) -> tuple[Token, str]:
    """A new token of the employee, and its secret, which nobody can be shown again.

    Raises `RenmaiError` with the `column` that cannot be so: MISSING_VALUE, TOO_LONG, BAD_VALUE, TOO_MANY_TOKENS.
    """
    name = _checked(name, scope, days)
    secret = PREFIX + secrets.token_urlsafe(_BYTES)
    with recording("create token", by.code, now) as record:
        Employee.objects.select_for_update().get(pk=employee.pk)
        if working(employee, today).count() >= MOST:
            raise RenmaiError(ErrorCode.TOO_MANY_TOKENS, column="name", most=MOST)
        token = Token.objects.create(
            employee=employee,
            name=name,
            scope=scope,
            secret_hash=hash_of(secret),
            last_four=secret[-4:],
            created_at=now,
            expires_on=last_day(today, int(days)),
        )
        told = {"name": name, "scope": scope, "expires_on": token.expires_on.isoformat()}
        record.audit(FILE, _key(token), None, told)
        return token, secret


def _checked(name: str, scope: str, days: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RenmaiError(ErrorCode.MISSING_VALUE, column="name")
    if len(name) > LONGEST_NAME:
        raise RenmaiError(ErrorCode.TOO_LONG, column="name", longest=LONGEST_NAME)
    if not name.isprintable():
        raise RenmaiError(ErrorCode.BAD_VALUE, column="name", name="name", value=name)
    if scope not in {one.value for one in TokenScope}:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="scope", name="scope", value=scope[:LONGEST_NAME])
    if days not in {str(one) for one in LASTS}:
        raise RenmaiError(ErrorCode.BAD_VALUE, column="days", name="days", value=days[:LONGEST_NAME])
    return name


def revoke_token(token: Token, *, by: Employee, now: datetime) -> None:
    """From now on it lets nobody in; revoked already, nothing happens."""
    with recording("revoke token", by.code, now) as record:
        revoke(record, Token.objects.filter(pk=token.pk).select_related("employee"))


def revoke(record: Recording, tokens: Iterable[Token]) -> None:
    """End tokens within a recorded action."""
    for token in tokens:
        if token.revoked_at is None:
            token.revoked_at = record.now
            token.save(update_fields=["revoked_at"])
            record.audit(FILE, _key(token), {"state": "open"}, {"state": "closed"})


def mark_used(token: Token, today: date) -> None:
    """Note the day once; where an import holds the lock, the next call does."""
    if token.used_on is None or token.used_on < today:
        hastily(lambda: Token.objects.filter(pk=token.pk).update(used_on=today))


def working(employee: Employee, today: date) -> QuerySet[Token]:
    """The employee's tokens that let somebody in today."""
    return Token.objects.filter(employee=employee, revoked_at=None, expires_on__gte=today)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(token: Token) -> list[str]:
    return [token.employee.code, token.name]
