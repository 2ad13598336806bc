"""The page of notices, its bell, snoozing, and what one wants to be told."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from renmai.config.env import Mail
from renmai.domain.notices.base import NoticeKind
from renmai.domain.notices.robot import Robot, RobotKind
from renmai.domain.question import View, ViewKind
from renmai.output.notices.places import stop_path
from renmai.refresh import forget
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.models import (
    Customer,
    Employee,
    KeyPerson,
    NoticeSetting,
    NoticeSnooze,
    NoticeTold,
    NoticeWish,
    PlanStep,
)
from tests.mail_server import free_port, mail_server
from tests.people import AS_OF
from tests.robot_server import RobotServer, robot_server
from tests.web.html import Page, read

Enter = Callable[[str], Client]
NOW = datetime(2026, 9, 30, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page(client: Client, address: str = "/notices") -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return read(response)


def bell(client: Client) -> str:
    return page(client, "/notices/bell").one("span", class_="bell-count").text


def changed(person: str = "harbour-boss", who: str = "mate", day: date = AS_OF, closeness: int = -1) -> None:
    by, at = Employee.objects.get(code=who), KeyPerson.unscoped.get(code=person)
    said = Snapshot(closeness=closeness, note="")
    record_assessment(at, None, day, said, assessor=by, actor=who, now=NOW)


def test_page_tells_and_leads_there(signed_in: Enter) -> None:
    changed()
    told = page(signed_in("owner"))
    assert "何清和更改了" in told.html
    assert told.where("a", href="/key-people/harbour-boss")
    assert told.where("a", href="/lines/key-person/list?view=personal%3Aowner&stale=yes")


def test_looking_marks_as_seen(signed_in: Enter) -> None:
    client = signed_in("owner")
    assert bell(client).startswith("2")
    assert len(page(client).where("li", class_="new")) == 2
    assert bell(client) == ""
    assert page(client).where("li", class_="new") == []
    changed()
    assert bell(client).startswith("1")


def test_looking_ahead_marks_nothing(signed_in: Enter) -> None:
    client = signed_in("owner")
    assert client.head("/notices").status_code == 200
    assert bell(client).startswith("2")


def test_seen_by_one_is_new_to_another(signed_in: Enter) -> None:
    page(signed_in("owner"))
    assert bell(signed_in("mate")) != ""
    assert NoticeTold.objects.exclude(employee__code="owner").count() == 0


def test_every_page_has_a_bell(signed_in: Enter) -> None:
    (found,) = page(signed_in("owner"), "/account").where("a", href="/notices")
    assert found.attributes["data-bell"] == "/notices/bell"


def test_nothing_to_tell_says_what_to_do(signed_in: Enter) -> None:
    told = page(signed_in("outsider"))
    assert "暂无提醒" in told.html
    assert told.where("a", href="/today")


def test_notices_of_others_and_names_not_to_be_seen_are_not_there(signed_in: Enter) -> None:
    for person in ("quarry-boss", "bridge-boss"):
        changed(person, who="leader")
    html = page(signed_in("owner")).html
    assert not any(name in html for name in ("石岩", "乔梁", "白岩矿业", "长桥重工", "方小满"))


@pytest.mark.parametrize(("length", "days"), [("day", 1), ("week", 7), ("month", 30)])
def test_kind_is_snoozed_for_a_while(length: str, days: int, signed_in: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("owner")
    assert client.post("/notices/snooze", {"kind": "growing_stale", "length": length}).status_code == 302
    html = page(client).html
    assert "没有评估" not in html
    assert "撤销" in html
    made = NoticeSnooze.objects.get()
    assert made.until == AS_OF + timedelta(days=days)
    monkeypatch.setattr(timezone, "localdate", lambda *_: made.until)
    assert "没有评估" in page(client).html


def test_customer_is_snoozed_and_woken(signed_in: Enter) -> None:
    client = signed_in("owner")
    changed()
    client.post("/notices/snooze", {"customer": "harbour", "length": "week"})
    assert "何清和更改了" not in page(client).html
    kept = page(client, "/account/notices")
    assert "东港码头" in kept.html
    assert client.post("/notices/wake", {"snooze": NoticeSnooze.objects.get().pk, "from": "settings"}).url == (  # type: ignore[attr-defined]
        "/account/notices"
    )
    assert "何清和更改了" in page(client).html


def test_snoozing_again_moves_the_end(signed_in: Enter) -> None:
    client = signed_in("owner")
    for length in ("month", "day"):
        client.post("/notices/snooze", {"kind": "top_action", "length": length})
        client.post("/notices/snooze", {"customer": "mill", "length": length})
    assert {one.until for one in NoticeSnooze.objects.all()} == {AS_OF + timedelta(days=1)}


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"kind": "top_action", "length": "for ever"}, 422),
        ({"kind": "gossip", "length": "day"}, 422),
        ({"kind": "", "length": "day"}, 422),
        ({"kind": "top_action", "customer": "mill", "length": "day"}, 422),
        ({"customer": "quarry", "length": "day"}, 404),
        ({"customer": "nowhere\x00", "length": "day"}, 404),
        ({"kind": "x" * 5000, "length": "day"}, 422),
    ],
)
def test_nonsense_is_not_snoozed(given: dict[str, str], status: int, signed_in: Enter) -> None:
    assert signed_in("owner").post("/notices/snooze", given).status_code == status
    assert not NoticeSnooze.objects.exists()


@pytest.mark.parametrize("pk", ["", "-1", "x", "9" * 30, "١"])
def test_snooze_that_is_not_is_not_woken(pk: str, signed_in: Enter) -> None:
    assert signed_in("owner").post("/notices/wake", {"snooze": pk}).status_code == 404


def test_snooze_of_somebody_else_does_not_exist(signed_in: Enter) -> None:
    signed_in("mate").post("/notices/snooze", {"kind": "top_action", "length": "day"})
    assert signed_in("owner").post("/notices/wake", {"snooze": NoticeSnooze.objects.get().pk}).status_code == 404
    assert NoticeSnooze.objects.exists()


def test_snoozed_customer_that_went_is_not_named(signed_in: Enter) -> None:
    client, quarry = signed_in("owner"), Customer.unscoped.get(code="quarry")
    owner = Employee.objects.get(code="owner")
    NoticeSnooze.objects.create(employee=owner, customer=quarry, until=AS_OF + timedelta(days=1))
    html = page(client, "/account/notices").html
    assert "白岩矿业" not in html
    assert "他人的客户" in html


def wanted(**more: str) -> dict[str, str]:
    on = {f"{channel}.{kind.value}": "yes" for channel in ("app", "mail") for kind in NoticeKind}
    return {**on, "digest": "weekly", "hour": "17", "language": "en", **more}


def test_wishes_are_kept(signed_in: Enter) -> None:
    client = signed_in("owner")
    given = wanted()
    del given["app.growing_stale"]
    assert client.post("/account/notices", given).status_code == 302
    kept = NoticeWish.objects.get()
    assert (kept.digest, kept.hour, kept.language) == ("weekly", 17, "en")
    assert list(NoticeSetting.objects.values_list("kind", "channel")) == [("growing_stale", "app")]
    assert "没有评估" not in page(client).html
    form = page(client, "/account/notices")
    assert "checked" not in form.one("input", name="app.growing_stale").attributes
    assert "checked" in form.one("input", name="mail.growing_stale").attributes
    client.post("/account/notices", wanted())
    assert "没有评估" in page(client).html


@pytest.mark.parametrize(
    "wrong", [{"digest": "hourly"}, {"hour": "24"}, {"hour": "8.5"}, {"language": "fr"}, {"digest": "<script>"}]
)
def test_wrong_wish_is_refused_and_stays_as_typed(wrong: dict[str, str], signed_in: Enter) -> None:
    client = signed_in("owner")
    given = wanted(**wrong)
    del given["mail.top_action"]
    response = client.post("/account/notices", given)
    assert response.status_code == 422
    assert not NoticeWish.objects.exists()
    shown = read(response)
    assert "checked" not in shown.one("input", name="mail.top_action").attributes
    assert "<script>" not in shown.html.replace('<script type="module"', "")


def test_page_says_where_letters_go(signed_in: Enter, settings: Settings) -> None:
    client = signed_in("owner")
    assert "还没有配置邮件服务器" in page(client, "/account/notices").html
    settings.MAIL = Mail(host="mail.example", port=25)
    assert "没有您的邮箱" in page(client, "/account/notices").html
    Employee.objects.filter(code="owner").update(email="owner@ours.example")
    assert "owner@ours.example" in page(client, "/account/notices").html


def test_letters_are_stopped_by_the_link_in_them(signed_in: Enter) -> None:
    del signed_in
    link, anybody = stop_path(Employee.objects.get(code="owner")), Client(enforce_csrf_checks=True)
    assert "停止接收" in anybody.get(link).content.decode()
    assert not NoticeWish.objects.exists()  # a scanner opens every link
    assert anybody.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert NoticeWish.objects.get().digest == "off"
    assert "不会再给您发" in anybody.get(link).content.decode()


def test_forged_link_stops_nobody(signed_in: Enter) -> None:
    link = stop_path(Employee.objects.get(code="owner"))
    assert Client().post(link[:-1] + ("a" if link[-1] != "a" else "b")).status_code == 404
    assert Client().post("/notices/stop/owner").status_code == 404
    assert not NoticeWish.objects.exists()


@pytest.fixture
def robot(settings: Settings) -> Iterator[RobotServer]:
    with robot_server() as server:
        made = Robot(RobotKind.DINGTALK, server.url, View(ViewKind.TEAM, "north"), secret="SEC-hush")
        settings.ROBOTS, settings.ROBOTS_MAY_BE_PRIVATE = (made,), True
        yield server


def test_settings_show_what_is_set_up_and_no_key(signed_in: Enter, robot: RobotServer, settings: Settings) -> None:
    settings.MAIL = Mail(host="mail.example", port=587, user="renmai", password="pass-hush", starttls=True)
    settings.BASE_URL = "https://renmai.example"
    html = page(signed_in("admin"), "/settings/notices").html
    for word in (
        "mail.example:587",
        "STARTTLS",
        "https://renmai.example",
        "钉钉",
        "127.0.0.1/…",
        "华北组",
        "每天 09:00",
    ):
        assert word in html
    assert not any(word in html for word in ("hush", "very-secret"))
    assert "1 个群机器人" in page(signed_in("admin"), "/settings").html


def test_trial_reaches_the_group(signed_in: Enter, robot: RobotServer, settings: Settings) -> None:
    client, (made,) = signed_in("admin"), settings.ROBOTS
    client.post("/settings/notices/trial", {"to": made.code})
    assert len(robot.posted) == 1
    assert "已发送" in page(client, "/settings/notices").html
    robot.answer = b'{"errcode": 310000}'
    client.post("/settings/notices/trial", {"to": made.code})
    assert "未发送：群机器人拒收消息（错误 310000）" in page(client, "/settings/notices").html


def test_trial_letter_reaches_the_administrator(signed_in: Enter, settings: Settings) -> None:
    client = signed_in("admin")
    Employee.objects.filter(code="admin").update(email="admin@ours.example")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    with mail_server() as office:
        settings.EMAIL_PORT, settings.MAIL = office.port, Mail(host="127.0.0.1", port=office.port)
        client.post("/settings/notices/trial", {"to": "mail"})
        assert office.receivers == ["admin@ours.example"]
    settings.EMAIL_PORT = free_port()
    client.post("/settings/notices/trial", {"to": "mail"})
    assert "未发送" in page(client, "/settings/notices").html


@pytest.mark.parametrize("who", ["owner", "leader", "executive"])
def test_trials_are_for_administrators(who: str, signed_in: Enter, robot: RobotServer, settings: Settings) -> None:
    (made,) = settings.ROBOTS
    assert signed_in(who).post("/settings/notices/trial", {"to": made.code}).status_code == 403
    assert robot.posted == []


@pytest.mark.parametrize("address", ["/notices", "/notices/bell"])
def test_page_asks_no_more_where_more_is_told(address: str, signed_in: Enter) -> None:
    client = signed_in("owner")
    counted = []
    for number in (1, 20):
        plan(number)
        forget()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def plan(count: int) -> None:
    boss = KeyPerson.unscoped.select_related("customer").get(code="harbour-boss")
    first = PlanStep.unscoped.count()
    for number in range(first, first + count):
        PlanStep.unscoped.create(
            revision_id=1,
            code=f"PS-{number}",
            customer=boss.customer,
            key_person=boss,
            feature="price",
            goal="1",
            owner=Employee.objects.get(code="owner"),
            due_on=AS_OF,
        )
