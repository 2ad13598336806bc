"""Digests: once in a period, in the receiver's language, with what they may see at that moment; nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from renmai.config.env import Mail
from renmai.domain.notices.base import NoticeKind
from renmai.output.notices import mailing
from renmai.output.notices.places import stopped_by
from renmai.store.actions.delivery import PAUSE
from renmai.store.actions.notice import note_told, save_wish, snooze
from renmai.store.actions.ownership import hand_over
from renmai.store.models import (
    Account,
    Customer,
    Delivery,
    Employee,
    KeyPerson,
    NoticeRun,
    NoticeTold,
    Opportunity,
    PlanStep,
    Revision,
)
from renmai.store.models.notice import Channel
from renmai.wording.compile import compile_stale
from renmai.work import notify as work
from renmai.work.notify import notify
from tests.mail_server import MailServer, free_port, mail_server
from tests.people import AS_OF

NOON = datetime(2026, 9, 30, 4, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("world")


class Clock:
    def __init__(self) -> None:
        self.now = NOON


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def office(settings: Settings) -> Iterator[MailServer]:
    compile_stale()
    with mail_server() as server:
        through(settings, server.port)
        yield server


def through(settings: Settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.MAIL = Mail(host="127.0.0.1", port=port)
    settings.BASE_URL = "https://renmai.example"


def reachable(*codes: str) -> None:
    for code in codes:
        Employee.objects.filter(code=code).update(email=f"{code}@ours.example")


def wish(code: str, **wanted: Any) -> None:
    given = {
        "digest": "daily",
        "hour": "8",
        "language": "zh-hans",
        "languages": ("zh-hans", "zh-hant", "en"),
        "off": {},
    }
    save_wish(Employee.objects.get(code=code), **{**given, **wanted})


def parts(letter: EmailMessage) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in letter.walk() if not part.is_multipart()}


def test_digest_is_a_letter_with_two_bodies_and_links(office: MailServer) -> None:
    reachable("owner")
    outcome = notify()
    assert (outcome.mails, outcome.problems) == (1, [])
    (letter,) = office.letters
    assert letter["To"] == "owner@ours.example"
    assert letter["Subject"].startswith("人脉：")
    assert not any(name in letter["Subject"] for name in ("东港码头", "罗采薇"))
    text, html = parts(letter)["text/plain"], parts(letter)["text/html"]
    assert "https://renmai.example/lines/key-person/list?view=personal%3Aowner&stale=yes" in text
    assert "https://renmai.example/notices" in html
    assert 'lang="zh-Hans"' in html
    token = letter["List-Unsubscribe"].strip("<>").rsplit("/", 1)[1]
    assert stopped_by(token) == "owner"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("language", "word"), [("zh-hans", "快过期"), ("zh-hant", "沒有評估"), ("en", "last assessed")]
)
def test_digest_speaks_the_receivers_language(office: MailServer, language: str, word: str) -> None:
    reachable("owner")
    wish("owner", language=language)
    notify()
    body = parts(office.letters[0])["text/plain"]
    assert word in body or language == "zh-hans"
    assert ("位关键人" in body) is (language == "zh-hans")


def test_digest_comes_once_in_a_period(office: MailServer, clock: Clock) -> None:
    reachable("owner", "mate")
    notify()
    for hours in (0, 1, 5):
        clock.now = NOON + timedelta(hours=hours)
        assert notify().mails == 0
    assert office.receivers == ["mate@ours.example", "owner@ours.example"]


def test_next_digest_has_only_what_is_new(office: MailServer, clock: Clock) -> None:
    reachable("owner")
    notify()
    clock.now = NOON + timedelta(days=1)
    assert notify().mails == 0
    Opportunity.unscoped.filter(code="crane").update(expected_on=AS_OF)
    Revision.objects.create(number=2, action="close", recorded_at=clock.now, everything=True)
    clock.now = NOON + timedelta(days=2)
    assert notify().mails == 1
    body = parts(office.letters[-1])["text/plain"]
    assert "东港码头项目" in body
    assert "位关键人超过" not in body


def test_what_the_page_has_shown_is_not_mailed(office: MailServer) -> None:
    reachable("owner")
    owner = Employee.objects.get(code="owner")
    notify()
    NoticeTold.objects.update(channel=Channel.APP)
    Delivery.objects.all().delete()
    assert notify().mails == 0
    assert NoticeTold.objects.filter(employee=owner).exists()


@pytest.mark.parametrize(
    "wanted",
    [
        {"digest": "off"},
        {"hour": "13"},
        {"digest": "weekly", "hour": "23"},
        {"off": {"mail": {kind.value for kind in NoticeKind}}},
    ],
)
def test_digest_that_is_not_wanted_does_not_come(office: MailServer, wanted: dict[str, Any], clock: Clock) -> None:
    reachable("owner")
    wish("owner", **wanted)
    clock.now = datetime(2026, 9, 28, 4, tzinfo=UTC) if "weekly" in wanted.values() else NOON
    assert notify().mails == 0


def test_weekly_digest_comes_on_monday_or_later_in_the_week(office: MailServer, clock: Clock) -> None:
    reachable("owner")
    wish("owner", digest="weekly")
    clock.now = datetime(2026, 9, 28, 4, tzinfo=UTC)
    assert notify().mails == 1
    clock.now = NOON
    assert notify().mails == 0


def test_snoozed_kind_and_customer_are_not_mailed(office: MailServer) -> None:
    reachable("owner")
    owner = Employee.objects.get(code="owner")
    for kind in set(NoticeKind) - {NoticeKind.TOP_ACTION}:
        snooze(owner, kind.value, None, "week", today=AS_OF)
    for customer in Customer.unscoped.filter(code__in=("harbour", "mill")):
        snooze(owner, "", customer, "day", today=AS_OF)
    assert notify().mails == 0


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b.example\nBcc: all@x.example", "a@b.example, c@d.example", "甲@b.example"]
)
def test_who_has_no_address_gets_no_letter(office: MailServer, address: str) -> None:
    Employee.objects.filter(code="owner").update(email=address)
    assert notify().problems == []
    assert office.letters == []


def test_who_cannot_sign_in_gets_no_letter(office: MailServer) -> None:
    reachable("owner", "departed", "mate")
    Account.objects.filter(username="owner").update(is_active=False)
    Account.objects.filter(username="mate").delete()
    assert notify().mails == 0


def test_letter_tells_what_may_be_seen_when_it_is_sent(office: MailServer) -> None:
    reachable("owner")
    harbour = Customer.unscoped.get(code="harbour")
    PlanStep.unscoped.create(
        revision_id=1,
        code="PS-1",
        customer=harbour,
        key_person=KeyPerson.unscoped.get(code="harbour-boss"),
        feature="price",
        goal="1",
        owner=Employee.objects.get(code="owner"),
        due_on=AS_OF,
    )
    leader, other = Employee.objects.get(code="leader"), Employee.objects.get(code="other")
    hand_over(harbour, other, AS_OF, seen="owner", by=leader, today=AS_OF, now=NOON)
    notify()
    body = parts(office.letters[0])["text/plain"]
    assert "韩定海" not in body
    assert "东港码头" in body  # that it went is told, by name and nothing else
    assert "/customers/harbour" not in body


def test_hostile_names_make_no_header_and_no_markup(office: MailServer) -> None:
    reachable("owner")
    hostile = "海\r\nBcc: all@x.example\r\n\r\n<script>alert(1)</script>"
    Customer.unscoped.filter(code="harbour").update(name=hostile)
    Opportunity.unscoped.filter(code="crane").update(name=hostile, expected_on=AS_OF)
    notify()
    (letter,) = office.letters
    assert letter["Bcc"] is None
    bodies = parts(letter)
    assert "<script>" not in bodies["text/html"]
    assert "&lt;script&gt;" in bodies["text/html"]
    assert "\nBcc" not in bodies["text/plain"].replace("\r", "")


def test_unreachable_server_is_said_and_tried_again(settings: Settings, clock: Clock) -> None:
    reachable("owner", "mate")
    through(settings, free_port())
    outcome = notify()
    assert outcome.mails == 0
    assert len(outcome.problems) == 1
    assert NoticeRun.objects.get().problems == outcome.problems
    with mail_server() as server:
        through(settings, server.port)
        clock.now += PAUSE
        assert notify().mails == 2
        assert server.receivers == ["mate@ours.example", "owner@ours.example"]


def test_refused_letter_keeps_no_other_back(office: MailServer, clock: Clock) -> None:
    reachable("owner", "mate")
    office.refuse = "552 mailbox full"
    outcome = notify()
    assert len(outcome.problems) == 2
    assert "552" in outcome.problems[0]
    office.refuse = ""
    clock.now += PAUSE
    assert notify().mails == 2


def test_failed_letter_is_not_tried_for_ever(office: MailServer, clock: Clock) -> None:
    reachable("owner")
    office.refuse = "552 mailbox full"
    for _ in range(40):
        clock.now += PAUSE
        notify()
    assert Delivery.objects.get().tries == 24


def test_killed_before_sending_sends_nothing_more_that_day_and_all_the_next(
    office: MailServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable("owner")
    with monkeypatch.context() as killing:
        killing.setattr(work, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            notify()
    assert notify().mails == 0
    clock.now += timedelta(days=1)
    assert notify().mails == 1


def test_killed_after_sending_sends_no_second_letter_that_day(
    office: MailServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable("owner")
    with monkeypatch.context() as killing:
        killing.setattr(work, "note_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            notify()
    assert notify().mails == 0
    assert len(office.letters) == 1
    clock.now += timedelta(days=1)
    assert notify().mails == 1  # once more, for nobody knows that it arrived


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_letter_that_may_have_left_is_not_sent_again(
    office: MailServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable("owner")

    def broken(*_: object) -> None:
        raise mailing.UncertainError("connection lost")

    with monkeypatch.context() as breaking:
        breaking.setattr(work, "send", broken)
        assert notify().problems == ["owner: connection lost"]
    clock.now += PAUSE
    assert notify().mails == 0


def test_nothing_is_sent_without_an_address_for_links(office: MailServer, settings: Settings) -> None:
    reachable("owner")
    settings.BASE_URL = ""
    assert "RENMAI_BASE_URL" in notify().problems[0]
    assert office.letters == []


def test_what_was_told_is_forgotten_in_time(office: MailServer, clock: Clock) -> None:
    owner = Employee.objects.get(code="owner")
    reachable("owner")
    notify()
    assert NoticeTold.objects.filter(employee=owner).exists()
    clock.now += timedelta(days=60)
    reachable()
    Employee.objects.filter(code="owner").update(email="")
    notify()
    assert not NoticeTold.objects.exists()
    assert not Delivery.objects.exists()
    note_told(owner, Channel.APP, [], clock.now)
