"""Webhooks: in order, at least once, signed, codes alone, and nothing of private networks."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from renmai.domain.erasure import ERASED as ERASED_NAME
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.webhook import EVENTS, GIVEN_UP_AFTER, MANY
from renmai.output.webhooks.signing import secret_of
from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.actions.erasure import erase_key_person
from renmai.store.actions.influence import Influencer, add_influence
from renmai.store.actions.key_person import add_key_person
from renmai.store.actions.opportunity import edit_opportunity
from renmai.store.actions.revision import recording
from renmai.store.actions.webhook import add_webhook, claim_webhook, switch_webhook
from renmai.store.models import Employee, KeyPerson, Opportunity, Revision, Webhook, WebhookCall
from renmai.store.notices import webhooks as given_up
from renmai.wording.compile import compile_stale
from renmai.work.webhook import tell_all
from tests.docs.pages import fenced
from tests.people import AS_OF, NAMES, PASSWORD, PEOPLE
from tests.robot_server import RobotServer, robot_server
from tests.web.test_signing_in import enter

NOON = datetime(2026, 9, 30, 4, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs" / "webhooks.md"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moments = [NOON]
    monkeypatch.setattr(timezone, "now", lambda: moments[-1])
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)
    return moments


@pytest.fixture
def server(world: None, clock: list[datetime], settings: Settings) -> Iterator[RobotServer]:
    compile_stale()
    settings.ROBOTS_MAY_BE_PRIVATE = True
    with robot_server() as found:
        yield found


@pytest.fixture
def webhook(server: RobotServer) -> Webhook:
    return add_webhook(server.url, EVENTS, may_be_local=True, actor="admin", now=NOON)


def employee(code: str = "owner") -> Employee:
    return Employee.objects.get(code=code)


def person(code: str = "harbour-buyer") -> KeyPerson:
    found: KeyPerson = KeyPerson.unscoped.select_related("customer").get(code=code)
    return found


def assess(price: str, code: str = "harbour-buyer") -> int:
    said = Statement(AS_OF, {"price": price}, {}, "sensitive words")
    made = change_assessment(person(code), None, said, by=employee(), today=AS_OF, now=NOON)
    assert made is not None
    return made


def bodies(server: RobotServer) -> list[dict[str, Any]]:
    return [body for _, body in server.posted]


def events(server: RobotServer) -> list[str]:
    return [event["event"] for body in bodies(server) for event in body["events"]]


def test_change_is_told_by_codes_alone(webhook: Webhook, server: RobotServer) -> None:
    number = assess("2")
    assert tell_all() == []
    (body,) = bodies(server)
    assert body["revision"] == number
    key = {"key_person": "harbour-buyer", "party": "", "effective_on": AS_OF.isoformat()}
    assert body["events"] == [{"event": "assessment.created", "key": key, "file": "assessments"}]
    told = server.raw[0].decode()
    assert "sensitive" not in told
    assert not [name for name in (*NAMES.values(), *(one[1] for one in PEOPLE.values())) if name in told]
    assert tell_all() == []
    assert len(server.posted) == 1


def test_signature_is_verified_as_the_document_says(webhook: Webhook, server: RobotServer) -> None:
    (code,) = [body for language, body in fenced(DOCS.read_text(encoding="utf-8")) if language == "python"]
    scope: dict[str, Any] = {}
    exec(code, scope)  # noqa: S102 the document's own code
    verified: Callable[..., bool] = scope["is_from_renmai"]
    assess("2")
    tell_all()
    body, heads, secret = server.raw[0], server.heads[0], secret_of(webhook)
    signature = heads["Renmai-Signature"]
    assert heads["Renmai-Event-Id"] == json.loads(body)["id"]
    assert verified(secret, signature, body)
    assert not verified(secret, signature, body + b" ")
    assert not verified(secret + "x", signature, body)
    assert not verified(secret, signature.replace("t=", "t=1"), body)
    for wrong in ("", "t=", "v1=x", f"t={int(time.time())}", "t=é,v1=é", f"t={int(time.time())},v1=é"):
        assert not verified(secret, wrong, body)


def test_every_noun_has_its_event(webhook: Webhook, server: RobotServer) -> None:
    deal = Opportunity.unscoped.select_related("customer", "owner").get(code="crane")
    edit_opportunity(deal, {"stage": "投标"}, {}, by=employee(), now=NOON)
    edit_opportunity(deal, {"status": "won", "closed_on": AS_OF.isoformat()}, {}, by=employee(), now=NOON)
    add_key_person(deal.customer, {"name": "贺新"}, by=employee(), today=AS_OF, now=NOON)
    tell_all()
    assert events(server) == ["opportunity.changed", "opportunity.closed", "key_person.created"]


def test_only_what_was_chosen_is_told(server: RobotServer) -> None:
    add_webhook(server.url, ["key_person.created"], may_be_local=True, actor="admin", now=NOON)
    assess("2")
    tell_all()
    assert server.posted == []
    assert Webhook.objects.get().told == Revision.objects.order_by("-number").values_list("number", flat=True)[0]


def test_nothing_of_private_networks_leaves(webhook: Webhook, server: RobotServer) -> None:
    boss = person("harbour-boss")
    add_influence(boss, Influencer(employee("mate")), AS_OF, "旧识", by=employee(), today=AS_OF, now=NOON)
    tell_all()
    assert "mate" not in str(server.posted)
    assert not [event for event in events(server) if "influence" in event]


def test_what_was_rolled_back_is_not_told(webhook: Webhook, server: RobotServer) -> None:
    with transaction.atomic():
        assess("2")
        transaction.set_rollback(True)
    tell_all()
    assert server.posted == []


def test_import_is_one_event(webhook: Webhook, server: RobotServer) -> None:
    with recording("import", "admin", NOON) as record:
        for number in range(300):
            record.audit("key_people", [f"K{number}"], None, {"code": f"K{number}"})
    tell_all()
    (body,) = bodies(server)
    assert body["events"] == [{"event": MANY}]


def test_more_than_anybody_reads_is_one_event(webhook: Webhook, server: RobotServer) -> None:
    with recording("hand over", "admin", NOON) as record:
        for number in range(101):
            record.audit("ownerships", [f"C{number}", "mate", "2026-09-30"], None, {})
    tell_all()
    assert events(server) == [MANY]


def test_erased_person_is_told_so_that_copies_forget(webhook: Webhook, server: RobotServer) -> None:
    name = person().name
    erase_key_person(person(), by=employee("admin"), today=AS_OF, now=NOON)
    tell_all()
    assert bodies(server)[-1]["events"] == [
        {"event": "person.erased", "key": {"code": "harbour-buyer"}, "file": "key_people"}
    ]
    assert name not in server.raw[-1].decode()
    assert ERASED_NAME not in server.raw[-1].decode()


def test_order_is_kept_over_failures(webhook: Webhook, server: RobotServer, clock: list[datetime]) -> None:
    first, second = assess("2"), assess("1")
    server.status = 503
    assert len(tell_all()) == 1
    assert [body["revision"] for body in bodies(server)] == [first]  # the second waits behind it
    assert tell_all() == []  # it is not its time yet
    assert len(server.posted) == 1
    clock.append(NOON + timedelta(minutes=1))
    server.status = 204
    assert tell_all() == []
    assert [body["revision"] for body in bodies(server)] == [first, first, second]
    assert bodies(server)[0]["id"] == bodies(server)[1]["id"] != bodies(server)[2]["id"]
    row = Webhook.objects.get()
    assert (row.told, row.tries, row.failing_since) == (second, 0, None)


def test_one_that_fails_keeps_no_other_back(webhook: Webhook, server: RobotServer) -> None:
    Webhook.objects.filter(pk=webhook.pk).update(url="http://127.0.0.1:9/nobody")
    add_webhook(server.url, EVENTS, may_be_local=True, actor="admin", now=NOON)
    assess("2")
    assert len(tell_all()) == 1
    assert events(server) == ["assessment.created"]


def test_redirect_is_no_answer(webhook: Webhook, server: RobotServer) -> None:
    server.status, server.headers = 302, {"Location": "http://169.254.169.254/latest"}
    assess("2")
    assert "302" in tell_all()[0]
    assert len(server.posted) == 1


def test_two_runs_at_once_tell_it_once(webhook: Webhook, server: RobotServer, clock: list[datetime]) -> None:
    assess("2")
    assert claim_webhook(webhook, NOON) is not None
    assert claim_webhook(webhook, NOON) is None
    assert tell_all() == []
    assert server.posted == []
    clock.append(NOON + timedelta(minutes=6))  # whoever claimed it was killed
    tell_all()
    assert len(server.posted) == 1


def test_killed_after_sending_sends_the_same_again(
    webhook: Webhook, server: RobotServer, clock: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    assess("2")
    with monkeypatch.context() as broken:
        broken.setattr("renmai.work.webhook.note_passed", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tell_all()
    tell_all()
    assert len({body["id"] for body in bodies(server)}) == 1
    assert len(server.posted) == 2


def test_given_up_after_days_and_begins_where_it_stopped(
    webhook: Webhook, server: RobotServer, clock: list[datetime]
) -> None:
    first = assess("2")
    server.status = 500
    tell_all()
    moment, tries = NOON, 1
    while Webhook.objects.get().off_at is None:
        moment = Webhook.objects.get().next_at or moment
        clock.append(moment)
        tell_all()
        tries += 1
        assert tries < 40
    assert moment - NOON >= GIVEN_UP_AFTER
    (case,) = given_up(employee("admin"))
    assert "very-secret-key" not in case.address
    assert given_up(employee("owner")) == []
    second, told = assess("1"), len(server.posted)
    clock.append(moment + timedelta(days=1))
    assert tell_all() == []
    assert len(server.posted) == told
    server.status = 200
    switch_webhook(Webhook.objects.get(), on=True, actor="admin", now=NOON)
    tell_all()
    assert [body["revision"] for body in bodies(server)[told:]] == [first, second]
    assert given_up(employee("admin")) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "localhost"])
def test_own_network_is_out_of_reach(host: str, webhook: Webhook, settings: Settings) -> None:
    settings.ROBOTS_MAY_BE_PRIVATE = False
    Webhook.objects.update(url=f"https://{host}/hook")
    assess("2")
    assert "RENMAI_WEBHOOKS_PRIVATE" in tell_all()[0]


@pytest.mark.parametrize(
    "url",
    [
        *("http://hooks.example/x", "ftp://hooks.example", "https://", "hooks.example", "javascript:alert(1)"),
        *("https://user:word@hooks.example/", "https://hooks.example/#x", "https://hooks.example:99999/"),
        *(
            "https://hooks.example/a b",
            "https://hooks.example/\r\nX: y",
            "https://[::1",
            "https://h.example/" + "x" * 2000,
        ),
    ],
)
@pytest.mark.usefixtures("world")
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(RenmaiError) as error:
        add_webhook(url, EVENTS, may_be_local=False, actor="admin", now=NOON)
    assert error.value.params["column"] == "url"
    assert not Webhook.objects.exists()


@pytest.mark.usefixtures("world")
def test_events_that_do_not_exist_are_none() -> None:
    with pytest.raises(RenmaiError) as error:
        add_webhook("https://h.example/x", ["influence.created"], may_be_local=False, actor="admin", now=NOON)
    assert error.value.code is ErrorCode.MISSING_VALUE


def test_page_shows_the_secret_once_and_the_address_never(server: RobotServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(tz=UTC))  # signing in is of this minute
    client = enter("admin")
    sent = {"url": server.url, "events": ["assessment.created", "assessment.changed"]}
    again = client.post("/settings/webhooks/new", sent)["Location"]
    assert not Webhook.objects.exists()  # a browser left open sends nothing elsewhere
    page = client.post(again, {"password": PASSWORD}).content.decode()
    made = Webhook.objects.get()
    assert secret_of(made) in page
    for address in ("/settings/webhooks", f"/settings/webhooks/{made.pk}", "/audit"):
        shown = client.get(address).content.decode()
        assert "very-secret-key" not in shown
        assert secret_of(made) not in shown


def test_trial_and_telling_again(webhook: Webhook, server: RobotServer, signed_in: Callable[[str], Client]) -> None:
    client, number = signed_in("admin"), assess("2")
    tell_all()
    page = f"/settings/webhooks/{webhook.pk}"
    client.post(f"{page}/change", {"do": "trial"})
    client.post(f"{page}/again", {"revision": str(number)})
    assert events(server) == ["assessment.created", "trial", "assessment.created"]
    assert bodies(server)[0]["id"] == bodies(server)[2]["id"]
    assert WebhookCall.objects.count() == 3
    assert str(number) in client.get(page).content.decode()
    for text in ("", "0", "999999", "x", "²", "1" * 30):
        assert client.post(f"{page}/again", {"revision": text}).status_code == 404
    client.post(f"{page}/change", {"do": "off"})
    assess("1")
    tell_all()
    assert len(server.posted) == 3
    client.post(f"{page}/change", {"do": "remove"})
    assert not Webhook.objects.exists()
