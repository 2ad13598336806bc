"""Signing in with the company's OpenID Connect provider: a real one, on this machine."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from renmai.config.env import SingleSignOn, single_sign_on
from renmai.store.models import Account, Employee
from tests.web.oidc import CLIENT, Provider, running
from tests.web.test_signing_in import enter, is_in, with_second_step

ADDRESS = "owner@our.example"

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running() as found:
        company = SingleSignOn("企业微信", found.url, CLIENT, "hush")
        settings.COMPANY_SIGN_IN = company
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [company.as_app()], "OAUTH_PKCE_ENABLED": True}}
        found.claims = {"sub": "7", "email": ADDRESS, "email_verified": True}
        yield found


def come_back(client: Client, provider: Provider, **changes: str) -> int:
    """Go to the provider and come back as it would send one; the status of the last page."""
    sent = client.post("/sign-in/company", {"next": "/account"})
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent.headers["Location"]).query).items()}
    provider.nonce = asked.get("nonce", "")
    answer = {"code": "once", "state": asked["state"]} | changes
    return client.get("/sign-in/company/back", answer, follow=True).status_code


def test_employee_comes_in_by_the_address_the_company_knows(provider: Provider) -> None:
    Employee.objects.filter(code="owner").update(email=ADDRESS.upper())
    client = Client()
    assert come_back(client, provider) == 200
    assert is_in(client)
    assert Account.objects.get(pk=client.session["_auth_user_id"]).username == "owner"
    assert provider.asked["code_verifier"], "PKCE"


def test_sign_in_page_offers_it_by_name(provider: Provider) -> None:
    assert "用企业微信登录" in Client().get("/sign-in").content.decode()


def test_employee_without_an_account_gets_one(provider: Provider) -> None:
    newcomer = Employee.objects.get(code="owner")
    Account.objects.filter(employee=newcomer).update(employee=None)
    Account.objects.filter(username="owner").update(username="former")
    Employee.objects.filter(code="owner").update(email=ADDRESS)
    client = Client()
    come_back(client, provider)
    assert is_in(client)
    made = Account.objects.get(employee=newcomer)
    assert not made.has_usable_password()


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "7", "email": "stranger@elsewhere.example", "email_verified": True},
        {"sub": "7", "email": ADDRESS, "email_verified": False},
        {"sub": "7"},
    ],
)
def test_whoever_is_not_recognised_stays_out(provider: Provider, claims: dict[str, object]) -> None:
    Employee.objects.filter(code="owner").update(email=ADDRESS)
    provider.claims = claims
    client = Client()
    assert come_back(client, provider) == 403
    assert not is_in(client)


def test_address_of_two_employees_lets_nobody_in(provider: Provider) -> None:
    Employee.objects.filter(code__in=["owner", "mate"]).update(email=ADDRESS)
    client = Client()
    assert come_back(client, provider) == 403
    assert not is_in(client)


def test_answer_to_a_question_not_asked_is_refused(provider: Provider) -> None:
    Employee.objects.filter(code="owner").update(email=ADDRESS)
    client = Client()
    come_back(client, provider, state="forged")
    assert not is_in(client)


def test_closed_account_and_departed_employee_stay_out(provider: Provider) -> None:
    Employee.objects.filter(code="departed").update(email=ADDRESS)
    client = Client()
    come_back(client, provider)
    assert not is_in(client)
    Employee.objects.filter(code="departed").update(email="")
    Employee.objects.filter(code="owner").update(email=ADDRESS)
    Account.objects.filter(username="owner").update(is_active=False)
    provider.claims["sub"] = "8"
    come_back(client, provider)
    assert not is_in(client)


def test_second_step_is_asked_here_too(provider: Provider) -> None:
    with_second_step("owner")
    Employee.objects.filter(code="owner").update(email=ADDRESS)
    client = Client()
    come_back(client, provider)
    assert not is_in(client)


def test_password_still_works(provider: Provider) -> None:
    assert is_in(enter())


def test_half_a_configuration_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENMAI_OIDC_ISSUER", "https://id.our.example")
    monkeypatch.setenv("RENMAI_OIDC_CLIENT_ID", "renmai")
    with pytest.raises(ImproperlyConfigured, match="RENMAI_OIDC_CLIENT_SECRET"):
        single_sign_on()
