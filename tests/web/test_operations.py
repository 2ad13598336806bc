"""Health, metrics and the log of requests: what they say, and that they say nothing about anybody."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from pytest_django import Settings

from renmai.config.logs import JsonLines, WithoutAddress
from tests.people import NAMES

SignIn = Callable[[str], Client]
TOKEN = "a-token-of-the-test"
OWNER = NAMES["owner"]


@pytest.fixture
def metrics(settings: Settings, db: None) -> Callable[[], str]:
    settings.METRICS_TOKEN = TOKEN

    def ask() -> str:
        return Client().get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()

    return ask


@contextmanager
def logged() -> Iterator[list[dict[str, object]]]:
    """The lines that the body writes, as an administrator reads them."""
    lines: list[dict[str, object]] = []
    handler = logging.Handler()
    handler.addFilter(WithoutAddress())
    handler.emit = lambda record: lines.append(json.loads(JsonLines().format(record)))  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("renmai", "django.request")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO if logger.name == "renmai" else logging.ERROR)
    try:
        yield lines
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)


def test_process_lives_without_a_database() -> None:
    assert Client().get("/health/live").json() == {"process": "ok"}


@pytest.mark.django_db
def test_probe_comes_by_any_name_and_without_tls(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    told = Client().get("/health/ready", headers={"host": "10.1.2.3:8000"})
    assert (told.status_code, told.json()) == (200, {"database": "ok", "migrations": "ok"})
    assert not told.cookies


@pytest.mark.django_db
def test_database_that_does_not_answer_makes_the_process_unready(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("password of the database")

    monkeypatch.setattr("renmai.web.operations.health.MigrationExecutor", fail)
    monkeypatch.setattr(connection, "close", lambda: None)
    told = Client().get("/health/ready")
    assert (told.status_code, told.json()) == (503, {"database": "down"})


@pytest.mark.django_db
def test_tables_of_another_version_make_the_process_unready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [("a migration", False)])
    told = Client().get("/health/ready")
    assert (told.status_code, told.json()) == (503, {"database": "ok", "migrations": "behind"})


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"bearer {TOKEN}"])
def test_metrics_exist_for_nobody_without_the_token(authorization: str, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert Client().get("/metrics", headers={"authorization": authorization}).status_code == 404


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer"])
def test_metrics_are_closed_where_no_token_is_set(authorization: str) -> None:
    assert Client().get("/metrics", headers={"authorization": authorization}).status_code == 404


def test_metrics_count_answers_by_route_and_name_nobody(signed_in: SignIn, metrics: Callable[[], str]) -> None:
    owner = signed_in("owner")
    owner.get("/customers/harbour?q=someone")
    owner.get("/customers/quarry")
    told = metrics()
    lines = [line for line in told.splitlines() if line.startswith("renmai_answer_seconds_count")]
    assert any('route="customer"' in line and 'status="200"' in line for line in lines)
    assert any('route="customer"' in line and 'status="404"' in line for line in lines)
    assert not any(word in told for word in ("harbour", "quarry", "someone", OWNER))
    assert "owner" not in re.findall(r'="([^"]*)"', told)
    assert {name for line in lines for name in re.findall(r'(\w+)="', line)} == {"route", "method", "status"}


def test_metrics_tell_the_revision_the_queue_and_failed_sign_ins(world: None, metrics: Callable[[], str]) -> None:
    before = _value(metrics(), "renmai_sign_in_failures_total")
    Client().post("/sign-in", {"username": "owner", "password": "wrong"})
    told = metrics()
    assert _value(told, "renmai_sign_in_failures_total") == before + 1
    assert _value(told, "renmai_revision") >= 1
    assert _value(told, "renmai_queue_waiting") == 0


def test_invented_method_makes_no_new_row(metrics: Callable[[], str], world: None) -> None:
    Client().generic("BREW", "/sign-in")
    assert "BREW" not in metrics()


def test_request_keeps_the_name_its_proxy_gave_it() -> None:
    told = Client().get("/sign-in/closed", headers={"x-request-id": "proxy-0123456789"})
    assert told.headers["X-Request-ID"] == "proxy-0123456789"


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, 'x"} {"level": "error', "name\u00e9-of-it", "../../etc/passwd"]
)
def test_request_gets_a_name_of_ours_instead_of_a_doubtful_one(given: str) -> None:
    name = Client().get("/sign-in/closed", headers={"x-request-id": given}).headers["X-Request-ID"]
    assert len(name) == 32
    assert name.isalnum()


def test_log_names_route_and_request_but_no_address(signed_in: SignIn) -> None:
    with logged() as lines:
        told = signed_in("owner").get("/customers/harbour?q=someone")
    (line,) = [line for line in lines if line["logger"] == "renmai.requests"]
    assert (line["route"], line["method"], line["status"]) == ("customer", "GET", 200)
    assert line["request"] == told.headers["X-Request-ID"]
    assert not any(word in json.dumps(line) for word in ("harbour", "someone", "owner"))


def test_broken_answer_can_be_found_in_the_log(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("renmai.web.access.current_panel", fail)
    client = signed_in("owner")
    client.raise_request_exception = False
    with logged() as lines:
        told = client.get("/customers/harbour")
    assert told.status_code == 500
    assert told.headers["X-Request-ID"] in told.content.decode()
    (line,) = [line for line in lines if line["logger"] == "django.request"]
    assert line["request"] == told.headers["X-Request-ID"]
    assert "ZeroDivisionError" in str(line["exception"])
    assert "harbour" not in str(line["message"])


def _value(told: str, name: str) -> float:
    (line,) = [line for line in told.splitlines() if line.startswith(f"{name} ")]
    return float(line.split()[-1])
