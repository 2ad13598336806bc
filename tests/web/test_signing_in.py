"""Signing in: passwords, the second step, forgotten passwords, closed accounts, and what the trail tells of it."""

import base64
import hashlib
import hmac
import importlib
import re
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils.module_loading import import_string
from pytest_django import Settings

from renmai.config.env import Mail
from renmai.store.models import Account, AuditEntry, Employee
from tests.people import PASSWORD

NEW = "five herons over the marsh"
SignedIn = Callable[[str], Client]

pytestmark = pytest.mark.usefixtures("world")


def enter(username: str = "owner", password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/sign-in", {"username": username, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def code_of(secret: str, at: float | None = None) -> str:
    """What an authenticator app shows (RFC 6238), worked out without the library."""
    counter = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def with_second_step(username: str = "owner") -> tuple[str, list[str]]:
    """Switch the second step on as a user does; gives the key and the recovery codes."""
    client = enter(username)
    asked_again = client.get("/account/second-step").headers["Location"]
    page = client.post(asked_again, {"password": PASSWORD}, follow=True).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert secret
    answer = client.post("/account/second-step", {"code": code_of(secret[1])}, follow=True)
    codes = re.findall(r"<code>(\d{8})</code>", answer.content.decode())
    assert len(codes) == 10
    return secret[1], codes


def test_right_password_lets_in_and_is_in_the_trail() -> None:
    assert is_in(enter())
    trail = AuditEntry.objects.filter(file="accounts").values_list("key", "after")
    assert [(key, (after or {}).get("event")) for key, after in trail] == [(["owner"], "signed in")]
    assert PASSWORD not in str(list(trail))


@pytest.mark.parametrize("username", ["owner", "nobody"])
def test_guessing_stops_after_five_wrong_passwords(username: str) -> None:
    client = Client(headers={"Accept-Language": "en"})
    answers = [client.post("/sign-in", {"username": username, "password": f"guess {n}"}) for n in range(6)]
    assert all("do not match" in answer.content.decode() for answer in answers[:5])
    assert "Wait five minutes" in answers[5].content.decode()


def test_stopped_guessing_refuses_the_right_password_too() -> None:
    client = Client()
    for n in range(6):
        client.post("/sign-in", {"username": "owner", "password": f"guess {n}"})
    client.post("/sign-in", {"username": "owner", "password": PASSWORD})
    assert not is_in(client)
    assert is_in(enter("mate"))


def test_refusals_are_in_the_trail_only_for_accounts_that_exist() -> None:
    for typed in ("owner", "my secret password"):
        Client().post("/sign-in", {"username": typed, "password": "guess"})
    assert list(AuditEntry.objects.filter(file="accounts").values_list("key", flat=True)) == [["owner"]]


def test_password_alone_is_not_enough_with_a_second_step() -> None:
    secret, _ = with_second_step()
    client = enter()
    assert not is_in(client)
    client.post("/sign-in/second-step", {"code": "000000"})
    assert not is_in(client)
    client.post("/sign-in/second-step", {"code": code_of(secret, time.time() + 30)})
    assert is_in(client)


def test_guessing_the_second_step_stops_after_five_wrong_codes() -> None:
    secret, codes = with_second_step()
    for guess in range(5):
        enter().post("/sign-in/second-step", {"code": f"{guess:06d}"})
    client = enter()
    client.post("/sign-in/second-step", {"code": code_of(secret, time.time() + 30)})
    assert not is_in(client)
    client.post("/sign-in/second-step", {"code": codes[0]})
    assert not is_in(client)


def test_asking_for_letters_stops(settings: Settings) -> None:
    settings.MAIL = Mail(host="mail.example", port=587)
    Account.objects.filter(username="owner").update(email="owner@example.com")
    answers = [Client().post("/password/forgotten", {"email": "owner@example.com"}).status_code for _ in range(8)]
    assert 429 in answers
    assert len(mail.outbox) <= 5


def test_guessing_the_password_again_stops() -> None:
    client = enter()
    answers = [client.post("/account/password-again", {"password": f"wrong {at}"}).status_code for at in range(12)]
    assert 429 in answers


def test_tries_are_counted_for_all_processes(tmp_path: Path) -> None:
    """Where a process alone counted, a server of eight would let eight times as many guesses through."""
    backend = import_string(importlib.import_module("renmai.config.settings").CACHES["default"]["BACKEND"])
    one, another = (backend(str(tmp_path), {}) for _ in range(2))
    one.set("tries", 3)
    assert another.get("tries") == 3


def test_recovery_code_works_once() -> None:
    _, codes = with_second_step()
    first, second = enter(), enter()
    first.post("/sign-in/second-step", {"code": codes[0]})
    second.post("/sign-in/second-step", {"code": codes[0]})
    assert (is_in(first), is_in(second)) == (True, False)


def test_key_of_the_second_step_is_not_readable_in_the_database() -> None:
    secret, codes = with_second_step()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert codes[0] not in stored


def test_password_change_signs_other_browsers_out() -> None:
    here, elsewhere = enter(), enter()
    here.post("/account/password", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert is_in(enter(password=NEW))
    assert not is_in(enter())


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password1234"])
def test_weak_password_is_refused_with_the_rules(weak: str) -> None:
    client = enter()
    answer = client.post("/account/password", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert 'id="id_password1_error"' in answer.content.decode()
    assert is_in(enter())


def test_one_browser_can_be_signed_out_from_another() -> None:
    here, elsewhere = enter(), enter()
    page = here.get("/account/sessions").content.decode()
    other = re.findall(r'name="session" value="(\d+)"', page)
    assert len(other) == 1
    here.post("/account/sessions", {"session": other[0]})
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_nobody_ends_the_sessions_of_others() -> None:
    owner, mate = enter(), enter("mate")
    owner.post("/sign-in", {})
    sessions = set(re.findall(r'value="(\d+)"', enter().get("/account/sessions").content.decode()))
    assert {mate.post("/account/sessions", {"session": pk}).status_code for pk in sessions} == {404}
    assert is_in(owner)


def test_closed_account_stays_closed() -> None:
    client = enter()
    Account.objects.filter(username="owner").update(is_active=False)
    assert not is_in(client)
    answer = Client().post("/sign-in", {"username": "owner", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/sign-in/closed"


def test_nobody_signs_up() -> None:
    assert Client().get("/signup").status_code == 404
    assert Client().post("/sign-up", {"username": "new", "password1": NEW}).status_code == 404


def test_forgotten_password_comes_by_mail_where_there_is_mail(settings: Settings) -> None:
    settings.MAIL = Mail(host="mail.our.example")
    Employee.objects.filter(code="owner").update(email="Owner@our.example")
    for address in ("owner@our.example", "stranger@elsewhere.example"):
        answer = Client().post("/password/forgotten", {"email": address})
        assert answer.headers["Location"] == "/password/sent"
    assert [letter.to for letter in mail.outbox] == [["owner@our.example"]]
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link
    client = Client()
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert is_in(enter(password=NEW))
    assert "password1" not in Client().get(link[1], follow=True).content.decode()


def test_without_mail_the_page_says_whom_to_ask() -> None:
    page = Client(headers={"Accept-Language": "en"}).get("/password/forgotten").content.decode()
    assert "Ask your administrator" in page
    assert 'name="email"' not in page
