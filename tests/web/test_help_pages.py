"""Asking for help on the pages: found on a path, asked, answered, and nobody learns who helped blind."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renmai.domain.disclosure import Disclosure
from renmai.domain.help_request import HelpKind, HelpState
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.models import Employee, HelpRequest, KeyPerson, Ownership
from tests.people import AS_OF, CAST, NAMES, SPRING

SignedIn = Callable[[str], Client]
BUYER = "harbour-buyer"
HIDDEN = (NAMES["outsider"], "outsider")


@pytest.fixture
def known(world: None) -> None:
    """The outsider reaches the buyer and wishes to stay unnamed."""
    given = Given(KeyPerson.unscoped.get(code=BUYER), SPRING, Disclosure.REACH, "大学同学")
    give_relation(given, by=Employee.objects.get(code="outsider"), today=AS_OF, now=timezone.now())


def read(client: Client, address: str) -> str:
    """The page without the list of all colleagues that forms offer."""
    return re.sub(r"<option.*?</option>", "", client.get(address).content.decode(), flags=re.DOTALL)


def ask(client: Client, **changed: str) -> Any:
    return client.post("/network/help/new", {"person": BUYER, "kind": "help", "goal": "请引荐一次沟通", **changed})


def asked() -> HelpRequest:
    found: HelpRequest = HelpRequest.unscoped.get()
    return found


def act(client: Client, **fields: str) -> Any:
    return client.post(f"/network/help/{asked().code}", fields)


def test_unnamed_colleague_stands_on_the_path_and_can_be_asked(signed_in: SignedIn, known: None) -> None:
    client = signed_in("owner")
    for page in (f"/network/paths?person={BUYER}", f"/key-people/{BUYER}"):
        shown = read(client, page)
        assert f"/network/help/new?person={BUYER}&amp;begin" not in shown.replace("begin=owner", "")
        assert f"/network/help/new?person={BUYER}" in shown
        assert "一位同事" in shown
        assert not any(word in shown for word in HIDDEN)


def test_asker_reads_who_helped_only_where_the_giver_says_so(signed_in: SignedIn, known: None) -> None:
    owner, outsider = signed_in("owner"), signed_in("outsider")
    assert ask(owner).status_code == 302
    assert act(outsider, do="accept").status_code == 302
    assert act(outsider, do="say", text="我来想办法").status_code == 302
    shown = owner.get(f"/network/help/{asked().code}").content.decode()
    assert "我来想办法" in shown
    assert not any(word in shown for word in HIDDEN)
    HelpRequest.unscoped.update(state=HelpState.ASKED, blind=True)
    act(outsider, do="accept", name="yes")
    assert NAMES["outsider"] in owner.get(f"/network/help/{asked().code}").content.decode()


def test_no_page_of_the_asker_tells_a_blind_giver(signed_in: SignedIn, known: None) -> None:
    owner, outsider = signed_in("owner"), signed_in("outsider")
    ask(owner)
    act(outsider, do="accept")
    act(outsider, do="say", text="好的")
    code = asked().code
    for address in (
        *("/network/help", "/network/help?tab=by-me", f"/network/help/{code}", "/today", "/notices", "/notices/bell"),
        *(f"/key-people/{BUYER}", f"/key-people/{BUYER}/paths", f"/network/paths?person={BUYER}", "/customers/harbour"),
        *("/customers/harbour?tab=history", "/customers/harbour/map/facts", "/lines/influence", "/lines/key-person"),
    ):
        assert NAMES["outsider"] not in read(owner, address), address
    act(owner, do="close", outcome="helped", thanks="谢谢")
    assert NAMES["outsider"] not in owner.get(f"/network/help/{code}").content.decode()
    assert "谢谢" in outsider.get(f"/network/help/{code}").content.decode()


def test_giver_reads_what_a_giver_may_know(signed_in: SignedIn, known: None) -> None:
    ask(signed_in("owner"))
    client = signed_in("outsider")
    shown = client.get(f"/network/help/{asked().code}").content.decode().split("<main")[1]
    for word in (NAMES["owner"], "罗采薇", "采购总监", "请引荐一次沟通"):
        assert word in shown
    assert "/key-people/" not in shown
    assert "/customers/" not in shown
    assert "stance" not in shown
    assert f"/network/help/{asked().code}" in client.get("/today").content.decode()
    assert f"/network/help/{asked().code}" in client.get("/notices").content.decode()


@pytest.mark.parametrize("who", [one for one in CAST if one not in ("owner", "outsider", "stranger", "departed")])
def test_conversation_exists_for_nobody_else(who: str, signed_in: SignedIn, known: None) -> None:
    ask(signed_in("owner"))
    client = signed_in(who)
    assert client.get(f"/network/help/{asked().code}").status_code == 404
    assert act(client, do="accept").status_code == 404
    assert act(client, do="say", text="偷听").status_code == 404
    assert asked().code not in client.get("/network/help").content.decode()


def test_refused_request_keeps_what_was_typed(signed_in: SignedIn, known: None) -> None:
    client = signed_in("owner")
    answer = ask(client, goal="长" * 2001)
    assert answer.status_code == 422
    assert "长" * 2001 in answer.content.decode()
    assert not HelpRequest.unscoped.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"person": "quarry-boss"},
        {"person": "nobody"},
        {"through": "quarry-boss"},
        {"opportunity": "drill"},
        {"begin": "no-such-code"},
    ],
)
def test_foreign_codes_do_not_exist(changed: dict[str, str], signed_in: SignedIn, known: None) -> None:
    assert ask(signed_in("owner"), **changed).status_code in (404, 422)
    assert not HelpRequest.unscoped.exists()


def test_hostile_texts_are_texts(signed_in: SignedIn, known: None) -> None:
    client = signed_in("owner")
    ask(client, goal="<script>alert(1)</script>\0")
    act(client, do="say", text="<img src=x onerror=alert(1)>\0")
    shown = client.get(f"/network/help/{asked().code}").content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


def test_second_answer_is_told_that_it_is_late(signed_in: SignedIn, known: None) -> None:
    ask(signed_in("owner"))
    client = signed_in("outsider")
    assert act(client, do="decline").status_code == 302
    answer = act(client, do="accept")
    assert answer.status_code == 422
    assert "不再开放" in answer.content.decode()
    assert asked().state == HelpState.DECLINED


def test_empty_message_is_refused_at_its_field(signed_in: SignedIn, known: None) -> None:
    client = signed_in("owner")
    ask(client)
    answer = act(client, do="say", text="  ")
    assert answer.status_code == 422
    assert 'id="error-text"' in answer.content.decode()


def test_customer_that_went_to_somebody_else_leaves_the_conversation(signed_in: SignedIn, known: None) -> None:
    ask(signed_in("owner"), opportunity="crane")
    Ownership.unscoped.filter(customer__code="harbour").update(employee=Employee.objects.get(code="other"))
    shown = signed_in("owner").get(f"/network/help/{asked().code}").content.decode()
    assert "请引荐一次沟通" in shown
    assert "/opportunities/crane" not in shown
    assert "/key-people/" not in shown.split("<main")[1]


def test_action_that_wants_help_leads_to_a_path(signed_in: SignedIn, known: None) -> None:
    shown = signed_in("owner").get("/actions?line=influence").content.decode()
    assert "/network/paths?person=" in shown


def test_kind_of_request_proposes_its_goal(signed_in: SignedIn, known: None) -> None:
    shown = signed_in("owner").get(f"/network/help/new?person={BUYER}&kind=insight").content.decode()
    assert f'value="{HelpKind.INSIGHT.value}" checked' in shown
    assert "请告诉我此人对我司的态度" in shown
