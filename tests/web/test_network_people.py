"""My people: every relation of one's own, decided about, ended and taken back; and who looked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renmai.domain.disclosure import Disclosure
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.models import Employee, Influence, KeyPerson, Look, NetworkChoice, PrivateRelation, Withdrawal
from tests.people import AS_OF, SPRING
from tests.web.html import read

SignedIn = Callable[[str], Client]
URL = "/network/people"


def relation(person: str = "harbour-buyer") -> Influence:
    return Influence.unscoped.get(key_person__code=person, kind="ours")


def sent(client: Client, do: str, **more: Any) -> Any:
    return client.post(URL, {"do": do, "relation": relation().pk, **more})


def test_page_lists_what_the_company_recorded(signed_in: SignedIn) -> None:
    shown = read(signed_in("outsider").get(URL)).html
    assert "罗采薇" in shown
    assert f"relation-{relation().pk}" in shown
    assert "罗采薇" not in read(signed_in("mate").get(URL)).html


@pytest.mark.parametrize(("step", "named"), [("reach", ""), ("who", "outsider"), ("how", "outsider")])
def test_owner_decides_how_much_is_told(step: str, named: str, signed_in: SignedIn) -> None:
    assert sent(signed_in("outsider"), "disclose", disclosure=step, how="<b>同乡</b>").status_code == 302
    row = relation()
    assert (row.employee.code if row.employee else "") == named
    assert row.note == ("<b>同乡</b>" if step == "how" else "")
    assert "<b>同乡" not in read(signed_in("outsider").get(URL)).html


@pytest.mark.parametrize("do", ["disclose", "withdraw", "end"])
@pytest.mark.parametrize("who", ["mate", "leader", "admin", "owner"])
def test_nobody_else_decides(do: str, who: str, signed_in: SignedIn) -> None:
    answer = sent(signed_in(who), do, disclosure="reach", until=AS_OF.isoformat())
    assert answer.status_code == 404
    assert relation().employee == Employee.objects.get(code="outsider")


def test_withdrawn_relation_is_gone_from_the_page(signed_in: SignedIn) -> None:
    client = signed_in("outsider")
    key = relation().pk
    assert client.post(URL, {"do": "withdraw", "relation": key}).status_code == 302
    client.get(URL)  # says it once
    assert "罗采薇" not in read(client.get(URL)).html
    assert Withdrawal.unscoped.count() == 1
    assert client.post(URL, {"do": "withdraw", "relation": key}).status_code == 404


def test_refused_form_keeps_what_was_typed(signed_in: SignedIn) -> None:
    client = signed_in("outsider")
    answer = sent(client, "disclose", disclosure="how", how="长" * 501)
    assert answer.status_code == 422
    assert "长" * 501 in answer.content.decode()
    assert not PrivateRelation.unscoped.exists()
    for until in ("2999-01-01", "someday", "2001-01-01"):
        answer = sent(client, "end", until=until)
        assert answer.status_code == 422
        assert f'value="{until}"' in answer.content.decode()
    assert relation().valid_to is None


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30, "-1"])
def test_hostile_keys_do_not_exist(key: str, signed_in: SignedIn) -> None:
    assert signed_in("outsider").post(URL, {"do": "withdraw", "relation": key}).status_code == 404


def test_hiding_takes_the_name_and_the_view(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    assert "方小满" in client.get("/key-people/harbour-buyer").content.decode().split('id="influences"')[1][:900]
    client.post(URL, {"do": "hide"})
    assert NetworkChoice.unscoped.get().hidden
    assert "方小满" not in client.get("/key-people/harbour-buyer").content.decode().split('id="influences"')[1][:900]
    assert not Influence.unscoped.filter(employee__code="owner").exists()
    client.post(URL, {"do": "show"})
    assert Influence.unscoped.filter(employee__code="owner").exists()


def test_consent_is_dated(signed_in: SignedIn) -> None:
    client = signed_in("mate")
    client.post(URL, {"do": "agree"})
    assert NetworkChoice.unscoped.get(employee__code="mate").agreed_on == AS_OF
    assert AS_OF.isoformat() in read(client.get(URL)).html


def test_owner_reads_who_looked_and_nobody_else_does(signed_in: SignedIn) -> None:
    signed_in("leader").get("/key-people/harbour-buyer")
    signed_in("outsider").get(URL)
    look = Look.unscoped.get(employee__code="outsider")
    assert (look.viewer and look.viewer.code, look.place, look.seen_on) == ("leader", "person", AS_OF)
    assert "周明朗" in read(signed_in("outsider").get("/network/looks")).html
    for who in ("leader", "admin", "mate"):
        assert "罗采薇" not in read(signed_in(who).get("/network/looks")).html


def test_looks_are_paged(signed_in: SignedIn) -> None:
    outsider, boss = Employee.objects.get(code="outsider"), KeyPerson.unscoped.get(code="mill-boss")
    Look.unscoped.bulk_create(
        Look(employee=outsider, key_person=boss, place=f"p{n}", seen_on=AS_OF, viewer=None) for n in range(60)
    )
    client = signed_in("outsider")
    assert read(client.get("/network/looks")).html.count("青石面粉") == 50
    assert read(client.get("/network/looks?page=2")).html.count("青石面粉") == 10
    assert client.get("/network/looks?page=x").status_code == 422


def test_colleague_without_a_name_breaks_no_page(signed_in: SignedIn) -> None:
    sent(signed_in("outsider"), "disclose", disclosure="reach", how="")
    client = signed_in("owner")
    for address in ("/key-people/harbour-buyer", "/customers/harbour?tab=history", "/customers/harbour?tab=people"):
        assert "一位同事" in read(client.get(address)).html, address
    facts = client.get("/customers/harbour/map/facts").json()
    assert [one["name"] for one in facts["influences"] if one["kind"] == "ours" and not one["influencer"]] == [
        "一位同事"
    ]
    found = client.get("/key-people/harbour-buyer/paths").json()
    assert {"kind": "ours", "code": "", "name": ""} in [path[0] for path in found["ours"]]
    for address in ("/actions", "/today", "/lines/key-person/list?view=personal:owner&sort=influencers"):
        assert client.get(address).status_code == 200, address


def test_nobody_else_is_offered_to_end_what_the_owner_gave(signed_in: SignedIn) -> None:
    def offered() -> int:
        return signed_in("owner").get("/key-people/harbour-buyer").content.decode().count('name="do" value="end"')

    before = offered()
    give_relation(
        Given(KeyPerson.unscoped.get(code="harbour-buyer"), SPRING, Disclosure.HOW),
        by=Employee.objects.get(code="mate"),
        today=AS_OF,
        now=timezone.now(),
    )
    assert offered() == before
