"""What another website, or whoever writes requests by hand, cannot do: over every address of the permission table."""

from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as project
from django.test import Client
from pytest_django import Settings

from renmai.store.models import Account
from tests.architecture.permissions import PAGES, permissions
from tests.architecture.permissions_of_api import API
from tests.people import PASSWORD

SignedIn = Callable[[str], Client]
WITHOUT_TOKEN = {
    "notices/stop/<str:token>": "a mail program posts it, and the signed address is the token",
    "network/survey/<code:code>": "its token is looked for once the survey is found, after the size of what is sent",
}
ELSEWHERE = (
    *("https://hostile.example", "//hostile.example", "///hostile.example", "\\\\hostile.example"),
    *("/\\hostile.example", "https:hostile.example", "http:///hostile.example", "javascript:alert(1)"),
    *("\thttps://hostile.example", "https://testserver@hostile.example", "/%09/hostile.example"),
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def asked(method: str) -> Iterator[tuple[str, str]]:
    """Every address of the table that is asked so, with its route."""
    seen = set()
    for row in (*permissions(PAGES), *permissions(API)):
        found, address = row.asked.split()
        if found == method and row.route not in seen:
            seen.add(row.route)
            yield row.route, address


def enforcing(who: str) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username=who))
    return client


@pytest.mark.usefixtures("world")
def test_nothing_is_posted_without_the_token_of_the_page() -> None:
    answers = {route: enforcing("admin").post(address).status_code for route, address in asked("POST")}
    assert len(answers) > 70
    assert {route: status for route, status in answers.items() if status != 403} == dict.fromkeys(WITHOUT_TOKEN, 404)


@pytest.mark.usefixtures("world")
def test_token_of_another_browser_is_worth_nothing() -> None:
    client = enforcing("owner")
    client.cookies["csrftoken"] = "a" * 32
    assert client.post("/theme", {"csrfmiddlewaretoken": "b" * 32}).status_code == 403
    assert client.post("/theme", {"csrfmiddlewaretoken": "a" * 32}).status_code == 302
    assert (
        client.post("/theme", headers={"X-CSRFToken": "a" * 32, "Origin": "https://hostile.example"}).status_code == 403
    )


def test_every_answer_has_the_headers(signed_in: SignedIn) -> None:
    client = signed_in("admin")
    client.raise_request_exception = False
    wrong = {}
    for _, address in asked("GET"):
        answer = client.get(address)
        policy = answer.headers.get("Content-Security-Policy", "")
        kept = answer.headers.get("Cache-Control", "")
        missing = [name for name, value in HEADERS.items() if answer.headers.get(name) != value]
        if missing or "unsafe" in policy or "default-src 'none'" not in policy or "no-store" not in kept:
            wrong[address] = (missing, policy, kept)
    assert wrong == {}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": "/today", "headers": {"host": "hostile.example"}}, 400),
        ({"path": "/nowhere"}, 404),
        ({"path": "/static/built/nowhere.js"}, 404),
        ({"path": "/api/v1/nowhere"}, 404),
        ({"path": "/today", "REQUEST_METHOD": "DELETE"}, 405),
        ({"path": "/sign-in"}, 200),
    ],
)
@pytest.mark.django_db
def test_refusals_have_the_headers_too(asked: dict[str, object], status: int) -> None:
    answer = Client().get(**asked)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "hostile.example" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("named", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-URL", "X-Rewrite-URL"])
def test_no_header_names_another_host_or_address(named: str) -> None:
    answer = Client(headers={named: "hostile.example"}).get("/today")
    assert answer.headers["Location"] == "/sign-in?next=/today"


def test_no_header_and_no_field_makes_a_method_of_another(signed_in: SignedIn) -> None:
    client = signed_in("admin")
    for given in ({"X-HTTP-Method-Override": "POST"}, {"X-HTTP-Method": "DELETE"}, {"X-Method-Override": "PUT"}):
        assert client.get("/actions/mark", headers=given).status_code == 405
    assert client.get("/actions/mark?_method=POST").status_code == 405


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("away", ELSEWHERE)
def test_nobody_is_sent_elsewhere(away: str, signed_in: SignedIn) -> None:
    signing_in = Client().post("/sign-in", {"login": "owner", "username": "owner", "password": PASSWORD, "next": away})
    answers = [
        signing_in,
        Client().post(f"/sign-in?next={away}", {"login": "owner", "username": "owner", "password": PASSWORD}),
        signed_in("owner").get("/sign-in", {"next": away}),
        signed_in("owner").post("/sign-out", {"next": away}),
        signed_in("owner").post("/language", {"next": away, "language": "en"}),
        signed_in("owner").post("/language", {"language": "en"}, headers={"Referer": away.strip()}),
        signed_in("owner").post("/theme", {"theme": "dark"}, headers={"Referer": away.strip()}),
        signed_in("owner").post("/account/password-again", {"password": PASSWORD, "next": away}),
    ]
    assert [answer.status_code for answer in answers] == [302] * len(answers)
    led = [urljoin("http://testserver/x", answer.headers["Location"].replace("\\", "/")) for answer in answers]
    assert {urlsplit(address)[:2] for address in led} == {("http", "testserver")}


@pytest.mark.usefixtures("world")
def test_session_is_another_after_signing_in() -> None:
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = str(session.session_key)
    client.cookies[project.SESSION_COOKIE_NAME] = planted
    client.post("/sign-in", {"login": "owner", "username": "owner", "password": PASSWORD})
    signed = client.cookies[project.SESSION_COOKIE_NAME].value
    assert client.get("/today").status_code == 200
    assert signed != planted
    thief = Client()
    thief.cookies[project.SESSION_COOKIE_NAME] = planted
    assert thief.get("/today").status_code == 302


@pytest.mark.usefixtures("world")
def test_session_key_that_nobody_made_is_not_taken_over() -> None:
    client = Client()
    client.cookies[project.SESSION_COOKIE_NAME] = "a" * 32
    client.post("/sign-in", {"login": "owner", "username": "owner", "password": PASSWORD})
    assert client.cookies[project.SESSION_COOKIE_NAME].value != "a" * 32


def test_signing_out_ends_the_session_itself(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    held = client.cookies[project.SESSION_COOKIE_NAME].value
    client.post("/sign-out")
    again = Client()
    again.cookies[project.SESSION_COOKIE_NAME] = held
    assert again.get("/today").status_code == 302


@pytest.mark.usefixtures("world")
def test_cookies_of_people_are_not_read_by_scripts_or_sent_elsewhere(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/sign-in", secure=True)
    client.post("/sign-in", {"login": "owner", "username": "owner", "password": PASSWORD}, secure=True)
    session, token = client.cookies[project.SESSION_COOKIE_NAME], client.cookies[project.CSRF_COOKIE_NAME]
    assert (session["httponly"], session["secure"], session["samesite"]) == (True, True, "Lax")
    assert (token["secure"], token["samesite"]) == (True, "Lax")


WALKED = (
    *("/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd", "/static/%2e%2e/%2e%2e/etc/passwd"),
    *("/import/00000000-0000-0000-0000-000000000000/problems.%2e%2e%2f%2e%2e%2fetc%2fpasswd",),
    *("/import/../../etc/passwd", "/exports/..%2f..%2fsecret_key/file", "/customers/..%2f..%2f..%2fetc%2fpasswd"),
    *("/customers/%2e%2e/export.pdf", "/key-people/..%2F..%2Fx/data/export.json", "/handovers/%00/pack.pdf"),
    *("/strategies/playbook/..%2F..%2Fetc%2Fpasswd", "/team/scorecards/..%2F..%2Fetc", "/settings/teams/%2e%2e%2f"),
    *("/lines/..%2f..%2fetc/export.csv", "/static/staticfiles.json%00.css", "/password/new/../../x-y"),
)


@pytest.mark.parametrize("address", WALKED)
def test_no_address_leads_out_of_where_it_belongs(address: str, signed_in: SignedIn) -> None:
    client = signed_in("admin")
    client.raise_request_exception = False
    answer = client.get(address)
    assert answer.status_code in (302, 404)
    assert b"root:" not in answer.getvalue()
