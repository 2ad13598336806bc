"""Accounts are made and changed on the record, passwords never are in it."""

import json
from datetime import UTC, datetime

import pytest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.actions.account import create_account, set_password
from renmai.store.models import Account, AuditEntry, Employee, Revision

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
SECRET = "three herons over the marsh"

pytestmark = pytest.mark.django_db


@pytest.fixture
def employee() -> Employee:
    revision = Revision.objects.create(number=1, action="test", recorded_at=NOW)
    return Employee.objects.create(code="E1", name="E1", revision=revision)


def test_create_account_lets_an_employee_in(employee: Employee) -> None:
    create_account("e1", SECRET, "E1", actor="admin", now=NOW)

    account = Account.objects.get(username="e1")
    assert account.check_password(SECRET)
    assert account.employee == employee


def test_create_account_refuses_an_unknown_employee() -> None:
    with pytest.raises(RenmaiError) as caught:
        create_account("e9", SECRET, "E9", actor="admin", now=NOW)

    assert caught.value.code is ErrorCode.UNKNOWN_EMPLOYEE
    assert not Account.objects.exists()


def test_passwords_are_not_in_the_trail(employee: Employee) -> None:
    create_account("e1", SECRET, "E1", actor="admin", now=NOW)
    set_password("e1", "five herons over the marsh", actor="admin", now=NOW)

    trail = json.dumps(list(AuditEntry.objects.values("key", "before", "after")))
    assert Account.objects.get(username="e1").check_password("five herons over the marsh")
    assert "herons" not in trail
    assert AuditEntry.objects.count() == 2
