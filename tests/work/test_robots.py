"""Group robots: counts and links in each make's own form, signed, once a period, never a name or a key."""

import base64
import hmac
import json
import logging
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from pytest_django import Settings

from renmai.config.robots import robots
from renmai.domain.notices.robot import Robot, RobotKind
from renmai.domain.question import COMPANY, View, ViewKind
from renmai.output.notices.trial import trial_message
from renmai.output.webhooks import posting
from renmai.output.webhooks.posting import UncertainError, UnpostedError, post
from renmai.refresh import current_panel
from renmai.store.actions.delivery import PAUSE
from renmai.store.models import AuditEntry, Delivery, KeyPerson, NoticeRun, Opportunity, PlanStep, Team
from renmai.wording.compile import compile_stale
from renmai.work.notify import notify
from tests.mail_server import free_port
from tests.people import AS_OF, NAMES, PEOPLE
from tests.robot_server import RobotServer, robot_server

NOON = datetime(2026, 9, 30, 4, tzinfo=UTC)
SECRET = "SECsecretsecret"
NORTH = View(ViewKind.TEAM, "north")
AT = 1_790_000_000.0


@pytest.fixture
def server() -> Iterator[RobotServer]:
    compile_stale()
    with robot_server() as found:
        yield found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moments = [NOON]
    monkeypatch.setattr(timezone, "now", lambda: moments[-1])
    return moments


@pytest.fixture
def group(server: RobotServer, settings: Settings, clock: list[datetime], world: None) -> Robot:
    """A robot of the northern team, set up, and something to say."""
    robot = Robot(RobotKind.WECOM, server.url, NORTH)
    settings.ROBOTS, settings.ROBOTS_MAY_BE_PRIVATE, settings.BASE_URL = (robot,), True, "https://renmai.example"
    Opportunity.unscoped.filter(code="crane").update(expected_on=AS_OF - timedelta(days=2))
    step("PS-1", "harbour-boss", AS_OF - timedelta(days=1))
    step("PS-2", "quarry-boss", AS_OF - timedelta(days=1))
    return robot


def step(code: str, person: str, due: date) -> None:
    found = KeyPerson.unscoped.select_related("customer").get(code=person)
    PlanStep.unscoped.create(
        revision_id=1,
        code=code,
        customer=found.customer,
        key_person=found,
        feature="price",
        goal="1",
        owner_id=1,
        due_on=due,
    )


def said(robot: Robot, server: RobotServer) -> tuple[str, dict[str, Any]]:
    post(robot, trial_message(), AT, may_be_private=True)
    return server.posted[-1]


def test_wecom_takes_markdown(server: RobotServer) -> None:
    path, body = said(Robot(RobotKind.WECOM, server.url), server)
    assert path == "/robot/send?key=very-secret-key"
    assert body["msgtype"] == "markdown"
    assert body["markdown"]["content"].startswith("### ")


def test_dingtalk_signs_the_address(server: RobotServer) -> None:
    path, body = said(Robot(RobotKind.DINGTALK, server.url, secret=SECRET), server)
    query = parse_qs(urlsplit(path).query)
    assert query["key"] == ["very-secret-key"]
    assert query["timestamp"] == ["1790000000000"]
    expected = hmac.new(SECRET.encode(), f"1790000000000\n{SECRET}".encode(), sha256).digest()
    assert query["sign"] == [base64.b64encode(expected).decode()]
    assert body["msgtype"] == "markdown"
    assert set(body["markdown"]) == {"title", "text"}


def test_feishu_signs_the_body(server: RobotServer) -> None:
    _, body = said(Robot(RobotKind.FEISHU, server.url, secret=SECRET), server)
    expected = hmac.new(f"1790000000\n{SECRET}".encode(), b"", sha256).digest()
    assert (body["timestamp"], body["sign"]) == ("1790000000", base64.b64encode(expected).decode())
    assert body["msg_type"] == "post"
    assert body["content"]["post"]["zh_cn"]["content"][0][0]["tag"] == "a"


@pytest.mark.parametrize("kind", [RobotKind.DINGTALK, RobotKind.FEISHU])
def test_without_a_secret_nothing_is_signed(kind: RobotKind, server: RobotServer) -> None:
    path, body = said(Robot(kind, server.url), server)
    assert "sign" not in path
    assert "sign" not in body


@pytest.mark.parametrize("kind", list(RobotKind))
@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, b'{"errcode": 93000, "code": 19001, "errmsg": "very-secret-key"}'),
        (200, b"{}"),
        (200, b"[]"),
        (200, b"<html>"),
        (200, b""),
        (302, b""),
        (500, b'{"errcode": 0, "code": 0}'),
    ],
)
def test_answer_that_is_no_yes_is_a_failure(kind: RobotKind, status: int, answer: bytes, server: RobotServer) -> None:
    server.status, server.answer = status, answer
    server.headers = {"Location": server.url}
    with pytest.raises(UnpostedError) as refused:
        said(Robot(kind, server.url, secret=SECRET), server)
    assert len(server.posted) == 1  # nobody is followed elsewhere
    assert "secret" not in str(refused.value).lower()


def test_older_feishu_robots_say_yes_in_another_field(server: RobotServer) -> None:
    server.answer = b'{"StatusCode": 0, "StatusMessage": "success"}'
    said(Robot(RobotKind.FEISHU, server.url), server)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://10.1.2.3/x",
        "https://192.168.1.1/x",
        "https://169.254.169.254/latest",
        "https://0.0.0.0/x",
        "https://100.64.0.1/x",
        "http://127.0.0.1/x",
    ],
)
def test_own_network_is_not_posted_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", not_called)
    with pytest.raises(UnpostedError):
        post(Robot(RobotKind.WECOM, url), trial_message(), AT, may_be_private=False)


@pytest.mark.parametrize("url", ["http://10.1.2.3/x", "http://8.8.8.8/x"])
def test_plain_http_stays_on_this_machine(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", not_called)
    with pytest.raises(UnpostedError):
        post(Robot(RobotKind.WECOM, url), trial_message(), AT, may_be_private=True)


def not_called(*_: object, **__: object) -> None:
    raise AssertionError("nothing may be connected to")


def test_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers otherwise the second time leads nowhere else."""
    answers = iter(["93.184.216.34", "10.0.0.1"])
    asked: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> None:
        asked.append(address)
        raise ConnectionRefusedError

    resolved = lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 443))]  # noqa: E731
    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(UnpostedError):
        post(Robot(RobotKind.WECOM, "https://robot.example/x"), trial_message(), AT, may_be_private=False)
    assert asked == [("93.184.216.34", 443)]


def test_certificate_is_asked_for(server: RobotServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that speaks no TLS, or not in this name, gets nothing."""
    monkeypatch.setattr(posting, "PATIENCE", 0.5)
    url = server.url.replace("http://", "https://")
    with pytest.raises(UnpostedError):
        post(Robot(RobotKind.WECOM, url), trial_message(), AT, may_be_private=True)
    assert server.posted == []


def test_silent_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/x"
        begun = time.monotonic()
        with pytest.raises(UncertainError):
            post(Robot(RobotKind.WECOM, url), trial_message(), AT, may_be_private=True)
        assert time.monotonic() - begun < 5


def test_nobody_there_is_a_failure() -> None:
    with pytest.raises(UnpostedError):
        post(Robot(RobotKind.WECOM, f"http://127.0.0.1:{free_port()}/x"), trial_message(), AT, may_be_private=True)


def test_group_gets_counts_and_links_and_no_names(group: Robot, server: RobotServer) -> None:
    assert notify().posts == 1
    text = json.dumps(server.posted[0][1], ensure_ascii=False)
    assert "华北组" in text
    assert "1 个计划步骤已逾期" in text
    assert "1 个商机已过预计成交日" in text
    assert "https://renmai.example/lines/key-person/list?view=team%3Anorth&stale=yes" in text
    people = [name for _, name, _, _ in PEOPLE.values()]
    hidden = [*NAMES.values(), *people, "东港码头", "东港码头项目", "赤岭机械"]
    assert [name for name in hidden if name in text] == []


def test_company_counts_everything(group: Robot, server: RobotServer, settings: Settings) -> None:
    settings.ROBOTS = (replace(group, view=COMPANY, language="en"),)
    notify()
    text = server.posted[0][1]["markdown"]["content"]
    assert "2 planned steps are overdue" in text


def test_group_is_told_once_a_period(group: Robot, server: RobotServer, clock: list[datetime]) -> None:
    assert [notify().posts, notify().posts] == [1, 0]
    clock.append(NOON + timedelta(days=1))
    assert notify().posts == 1


def test_group_is_told_nothing_where_nothing_is(group: Robot, server: RobotServer, settings: Settings) -> None:
    Team.objects.create(revision_id=1, code="empty", name="空")
    settings.ROBOTS = (replace(group, view=View(ViewKind.TEAM, "empty")),)
    outcome = notify()
    assert (outcome.posts, outcome.problems, server.posted) == (0, [], [])


def test_refused_message_is_tried_again(group: Robot, server: RobotServer, clock: list[datetime]) -> None:
    server.answer = b'{"errcode": 45009}'
    assert "45009" in notify().problems[0]
    server.answer = b'{"errcode": 0}'
    assert notify().posts == 0  # not at once
    clock.append(NOON + PAUSE)
    assert notify().posts == 1


def test_unknown_team_is_said(group: Robot, settings: Settings, server: RobotServer) -> None:
    settings.ROBOTS = (replace(group, view=View(ViewKind.TEAM, "nowhere")), group)
    outcome = notify()
    assert outcome.posts == 1
    assert "team:nowhere" in outcome.problems[0]


def test_name_of_a_team_is_no_command(group: Robot, server: RobotServer) -> None:
    Team.objects.filter(code="north").update(name="[点我](https://evil.example) <@all> **华北**\n# 组")
    current_panel()
    from renmai.refresh import forget

    forget()
    notify()
    title = server.posted[0][1]["markdown"]["content"].splitlines()[0]
    assert not any(sign in title.removeprefix("### ") for sign in "[]()<>*@#")


def test_keys_are_in_no_table_and_no_log(
    group: Robot, server: RobotServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ROBOTS = (replace(group, kind=RobotKind.DINGTALK, secret=SECRET),)
    server.answer = b'{"errcode": 310000, "errmsg": "very-secret-key"}'
    with caplog.at_level(logging.DEBUG):
        outcome = notify()
    kept = [*Delivery.objects.values_list(), *NoticeRun.objects.values_list(), *AuditEntry.objects.values_list()]
    assert not any(word in f"{kept} {outcome} {caplog.text} {settings.ROBOTS}" for word in ("very-secret", SECRET))


def test_configuration_is_read() -> None:
    text = (
        "wecom https://a.example/x?key=1 team:N; dingtalk https://b.example/y company secret=S=1 when=weekly hour=7\n"
    )
    first, second = robots(text + "feishu https://c.example/z company language=en")[:2]
    assert (first.kind, first.view, first.secret, first.hour) == (RobotKind.WECOM, View(ViewKind.TEAM, "N"), "", 9)
    assert (second.secret, second.cadence, second.hour) == ("S=1", "weekly", 7)
    assert first.masked == "a.example/…"
    assert robots("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "slack https://a.example/KEY company",
        "wecom https://a.example/KEY",
        "wecom ftp://a.example/KEY company",
        "wecom https:///KEY company",
        "wecom https://user:KEY@a.example/ company",
        "wecom https://a.example/KEY personal:E1",
        "wecom https://a.example/KEY team:",
        "wecom https://a.example/KEY company hour=24",
        "wecom https://a.example/KEY company when=hourly",
        "wecom https://a.example/KEY company secret=",
        "wecom https://a.example/KEY company language=fr",
        "wecom https://a.example/KEY company KEY",
    ],
)
def test_wrong_configuration_stops_without_telling_a_key(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="robot 2") as refused:
        robots(f"wecom https://fine.example/x company\n{text}")
    assert "KEY" not in str(refused.value)
