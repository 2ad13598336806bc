"""`renmai account`: whoever runs the server lets people in, and nobody else does."""

import io

import pytest

from renmai.cli.main import main
from renmai.store.models import Account, AuditEntry, Employee

PASSWORD = "seven quiet herons 7"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))


def told(*arguments: str) -> tuple[int, Account | None]:
    status = main(["--language", "en", "account", *arguments])
    return status, Account.objects.filter(employee__code=arguments[0]).first()


@pytest.fixture
def unknown_to_all(world: None) -> str:
    """An employee without an account."""
    Employee.objects.create(revision_id=1, code="new hire", name="新人")
    return "new hire"


def test_account_lets_an_employee_sign_in(unknown_to_all: str, typed: None) -> None:
    status, account = told(unknown_to_all)
    assert status == 0
    assert account is not None
    assert account.username == unknown_to_all
    assert account.check_password(PASSWORD)


def test_account_takes_another_user_name(unknown_to_all: str, typed: None) -> None:
    _, account = told(unknown_to_all, "--username", "hire@example")
    assert account is not None
    assert account.username == "hire@example"


def test_account_gives_a_new_password_to_who_has_one(world: None, typed: None) -> None:
    _, account = told("owner")
    assert account is not None
    assert account.check_password(PASSWORD)
    assert PASSWORD not in str(list(AuditEntry.objects.values_list("before", "after")))


@pytest.mark.parametrize("password", ["short", "12345678901", "password123", ""])
def test_account_refuses_a_weak_password(
    world: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], password: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    before = Account.objects.get(username="owner").password
    status, account = told("owner")
    assert status == 2
    assert account is not None
    assert account.password == before
    assert "too easy to guess" in capsys.readouterr().err


def test_account_refuses_a_user_name_that_is_taken(
    unknown_to_all: str, typed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(unknown_to_all, "--username", "owner") == (2, None)
    assert "“owner” is no value for --username" in capsys.readouterr().err


def test_account_refuses_who_is_no_employee(world: None, typed: None) -> None:
    assert told("nobody") == (2, None)
