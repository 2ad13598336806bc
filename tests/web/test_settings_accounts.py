"""Administrators let people in, and help those who cannot come in."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from renmai.store.models import Account, AuditEntry, Employee, Revision
from tests.people import PASSWORD
from tests.web.test_signing_in import NEW, enter, is_in, with_second_step

SignedIn = Callable[[str], Client]


@pytest.fixture
def admin(signed_in: SignedIn) -> Client:
    return signed_in("admin")


@pytest.fixture
def newcomer(world: None) -> Employee:
    return Employee.objects.create(code="newcomer", name="新来的", revision=Revision.objects.latest("number"))


def link_in(page: str) -> str:
    found = re.search(r'value="http://testserver([^"]+)"', page)
    assert found
    return found[1]


def change(admin: Client, username: str, what: str) -> str:
    pk = Account.objects.get(username=username).pk
    return admin.post(f"/settings/accounts/{pk}", {"change": what}, follow=True).content.decode()


def test_new_account_is_opened_by_a_link_and_not_before(admin: Client, newcomer: Employee) -> None:
    link = link_in(admin.post("/settings/accounts/new", {"employee": "newcomer"}).content.decode())
    assert not is_in(enter("newcomer", ""))
    client = Client()
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert is_in(enter("newcomer", NEW))
    assert AuditEntry.objects.filter(file="accounts", key=["newcomer"], after__employee="newcomer").exists()


@pytest.mark.parametrize(
    "typed", [{"employee": "ghost"}, {"employee": "owner"}, {"employee": "newcomer", "username": "owner"}]
)
def test_refused_account_keeps_what_was_typed(admin: Client, newcomer: Employee, typed: dict[str, str]) -> None:
    before = Account.objects.count()
    answer = admin.post("/settings/accounts/new", typed)
    assert answer.status_code == 422
    assert f'value="{typed["employee"]}"' in answer.content.decode()
    assert Account.objects.count() == before


def test_closing_signs_out_everywhere_and_opening_lets_in_again(admin: Client) -> None:
    client = enter()
    change(admin, "owner", "close")
    assert not is_in(client)
    assert not is_in(enter())
    change(admin, "owner", "open")
    assert is_in(enter())


def test_lost_phone_is_helped(admin: Client) -> None:
    with_second_step()
    assert not is_in(enter())
    change(admin, "owner", "second-step")
    assert is_in(enter())


def test_link_for_a_new_password_leaves_the_old_one_until_it_is_used(admin: Client) -> None:
    link_in(change(admin, "owner", "link"))
    assert is_in(enter(password=PASSWORD))


def test_administrators_cannot_lock_themselves_out(admin: Client) -> None:
    change(admin, "admin", "close")
    assert Account.objects.get(username="admin").is_active


def test_search_finds_by_name_and_code(admin: Client) -> None:
    assert "林知远" in admin.get("/settings/accounts", {"q": "知远"}).content.decode()
    found = admin.get("/settings/accounts", {"q": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in found.content.decode()
