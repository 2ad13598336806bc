"""Tokens: programs speak for an employee, see and do no more than they may, and end with them."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from renmai.domain.errors import RenmaiError
from renmai.store.actions.account import close_account, open_account
from renmai.store.actions.erasure import erase_employee
from renmai.store.actions.token import MOST, create_token, revoke_token
from renmai.store.models import Account, AuditEntry, Employee, Token
from tests.people import AS_OF, PASSWORD
from tests.web.test_signing_in import enter

SignedIn = Callable[[str], Client]
NOW = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
REPORT = "/api/v1/reports/customer"


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


def employee(code: str) -> Employee:
    return Employee.objects.get(code=code)


def made(who: str = "owner", scope: str = "read", name: str = "the shop", day: date = AS_OF) -> tuple[Token, str]:
    return create_token(employee(who), name, scope, "90", by=employee(who), today=day, now=NOW)


def asked(secret: str, address: str = REPORT, client: Client | None = None, scheme: str = "Bearer") -> int:
    return (client or Client()).get(address, headers={"authorization": f"{scheme} {secret}"}).status_code


@pytest.mark.usefixtures("world")
def test_token_lets_in_as_its_employee_and_no_further() -> None:
    _, secret = made("owner")
    assert asked(secret) == 200
    assert asked(secret, f"{REPORT}?view=company") == 404


@pytest.mark.usefixtures("world")
def test_secret_is_kept_nowhere() -> None:
    token, secret = made()
    assert secret.startswith("renmai_")
    assert len(secret) > 40
    kept = str(Token.objects.values().get(pk=token.pk)) + str(list(AuditEntry.objects.values()))
    assert secret not in kept
    assert secret[10:-4] not in kept


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("wrong", ["", "renmai_", "renmai_guessed", "owner", "renmai_\x00", "renmai_é"])
def test_what_is_no_token_lets_nobody_in(wrong: str) -> None:
    made()
    assert asked(wrong) == 401
    answer = Client().get(REPORT, headers={"authorization": f"Bearer {wrong}"})
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.usefixtures("world")
def test_hash_of_a_secret_is_no_secret() -> None:
    token, secret = made()
    assert asked(token.secret_hash) == 401
    assert asked(f"renmai_{token.secret_hash}") == 401
    assert asked(secret, scheme="Basic") == 401
    assert asked(secret, scheme="bearer") == 200


@pytest.mark.usefixtures("world")
def test_expired_and_revoked_tokens_let_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    token, secret = made()
    _, other = made(name="other")
    monkeypatch.setattr(timezone, "localdate", lambda *_: token.expires_on)
    assert asked(secret) == 200
    revoke_token(token, by=employee("owner"), now=NOW)
    assert asked(secret) == 401
    assert asked(other) == 200
    monkeypatch.setattr(timezone, "localdate", lambda *_: token.expires_on + timedelta(days=1))
    assert asked(other) == 401


@pytest.mark.usefixtures("world")
def test_token_ends_with_the_employee() -> None:
    _, secret = made("mate")
    Employee.objects.filter(code="mate").update(left_on=AS_OF)
    assert asked(secret) == 401


@pytest.mark.usefixtures("world")
def test_closing_an_account_ends_its_tokens_for_good() -> None:
    _, secret = made()
    account = Account.objects.get(username="owner")
    close_account(account, actor="admin", now=NOW)
    assert asked(secret) == 401
    open_account(account, actor="admin", now=NOW)
    assert asked(secret) == 401


@pytest.mark.usefixtures("world")
def test_erased_employee_leaves_no_token() -> None:
    made("departed", day=date(2026, 9, 1))
    erase_employee(employee("departed"), by=employee("admin"), today=AS_OF, now=NOW)
    assert not Token.objects.exists()


def test_session_does_not_make_a_wrong_token_good(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert client.get(REPORT).status_code == 200
    assert asked("renmai_guessed", client=client) == 401


def test_token_wins_over_the_session(signed_in: SignedIn) -> None:
    _, secret = made("owner")
    assert asked(secret, f"{REPORT}?view=company", signed_in("executive")) == 404


@pytest.mark.usefixtures("world")
def test_use_is_noted_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    token, secret = made()
    asked(secret)
    token.refresh_from_db()
    assert token.used_on == AS_OF
    monkeypatch.setattr("renmai.store.actions.token.hastily", None)  # a second write would fail
    assert asked(secret) == 200


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("name", "scope", "days"),
    [("", "read", "90"), ("x" * 61, "read", "90"), ("a\x07b", "read", "90"), ("x", "all", "90"), ("x", "read", "9999")],
)
def test_nonsense_makes_no_token(name: str, scope: str, days: str) -> None:
    with pytest.raises(RenmaiError):
        create_token(employee("owner"), name, scope, days, by=employee("owner"), today=AS_OF, now=NOW)
    assert not Token.objects.exists()


@pytest.mark.usefixtures("world")
def test_nobody_collects_tokens() -> None:
    for number in range(MOST):
        made(name=str(number))
    with pytest.raises(RenmaiError, match="too_many_tokens"):
        made()


def test_page_shows_a_secret_once_and_only_after_the_password(world: None) -> None:
    client = enter()
    sent = {"name": "CRM <b>", "scope": "write", "days": "30"}
    again = client.post("/account/tokens/new", sent)["Location"]
    page = client.post(again, {"password": PASSWORD}).content.decode()
    found = re.search(r'value="(renmai_[^"]+)"', page)
    assert found
    assert asked(found[1]) == 200
    assert "CRM &lt;b&gt;" in page
    assert found[1] not in client.get("/account/tokens").content.decode()


def test_session_left_open_makes_no_token(signed_in: SignedIn) -> None:
    answer = signed_in("owner").post("/account/tokens/new", {"name": "CRM", "scope": "write", "days": "30"})
    assert answer["Location"].startswith("/account/password-again")
    assert not Token.objects.exists()


def test_only_its_owner_and_administrators_revoke_a_token(signed_in: SignedIn) -> None:
    token, secret = made()
    assert signed_in("mate").post(f"/account/tokens/{token.pk}/revoke").status_code == 404
    assert asked(secret) == 200
    admin = signed_in("admin")
    page = admin.get("/settings/accounts").content.decode()
    assert "the shop" in page
    assert secret[-4:] not in page
    account, other = (Account.objects.get(username=name).pk for name in ("owner", "mate"))
    assert admin.post(f"/settings/accounts/{other}", {"change": "revoke", "token": token.pk}).status_code == 404
    assert admin.post(f"/settings/accounts/{account}", {"change": "revoke", "token": "x"}).status_code == 404
    admin.post(f"/settings/accounts/{account}", {"change": "revoke", "token": token.pk})
    assert asked(secret) == 401
    entry = AuditEntry.objects.get(revision__action="revoke token")
    assert (entry.revision.actor, entry.key) == ("admin", ["owner", "the shop"])


def test_owner_revokes_on_the_page(signed_in: SignedIn) -> None:
    token, secret = made()
    client = signed_in("owner")
    assert "the shop" in client.get("/account/tokens").content.decode()
    client.post(f"/account/tokens/{token.pk}/revoke")
    assert asked(secret) == 401
    assert "the shop" not in client.get("/account/tokens").content.decode()
