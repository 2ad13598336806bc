"""Recording a contact: who may be picked, what is kept, what a second sending does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renmai.store.actions.assessment import Statement, change_assessment
from renmai.store.models import Activity, ActivityPerson, Assessment, Employee, KeyPerson
from tests.people import AS_OF, NAMES, PEOPLE
from tests.web.html import Page, read
from tests.web.test_key_person_page import NOW

SignedIn = Callable[[str], Client]
KEY = "0b7e2d62-aaaa-bbbb-cccc-000000000001"


def get(client: Client, address: str = "/contact", status: int = 200) -> Page:
    response = client.get(address, headers={"Accept-Language": "zh-CN"})
    assert response.status_code == status
    return read(response)


def save(client: Client, status: int = 302, **given: Any) -> Any:
    sent = {"person": "harbour-buyer", "key": KEY, "kind": "call", "day": AS_OF.isoformat()} | given
    response = client.post("/contact", sent, headers={"Accept-Language": "zh-CN"})
    assert response.status_code == status
    return response


def offered(page: Page) -> list[str]:
    return [box.attributes["value"] for box in page.where("input", type="checkbox")]


def latest(code: str = "harbour-buyer") -> Assessment:
    found = Assessment.unscoped.filter(key_person__code=code, party=None).order_by("-effective_on").first()
    assert found is not None
    return found


def met(activity: Activity) -> list[str]:
    rows = ActivityPerson.unscoped.filter(activity=activity).order_by("position")
    return list(rows.values_list("key_person__code", flat=True))


def test_who_was_met_lately_comes_first(signed_in: SignedIn) -> None:
    assert offered(get(signed_in("owner")))[0] == "harbour-boss"


@pytest.mark.parametrize(
    ("who", "people"),
    [
        ("owner", {"harbour-boss", "harbour-buyer", "harbour-engineer", "mill-boss"}),
        ("mate", {"bridge-boss"}),
        ("outsider", set()),
    ],
)
def test_only_people_that_may_be_seen_are_offered(who: str, people: set[str], signed_in: SignedIn) -> None:
    client = signed_in(who)
    assert set(offered(get(client))) == people
    found = [code for name in ("韩定海", "丁一", "乔梁", "陶桃") for code in offered(get(client, f"/contact?q={name}"))]
    assert set(found) <= people


def test_executive_finds_anybody_by_initials(signed_in: SignedIn) -> None:
    assert offered(get(signed_in("executive"), "/contact?q=lcw")) == ["harbour-buyer"]
    assert set(offered(get(signed_in("executive"), "/contact?q=采购"))) == {"harbour-buyer", "quarry-buyer"}
    assert offered(get(signed_in("executive"), "/contact?q=白岩 采购")) == ["quarry-buyer"]


def test_chain_and_customer_offer_their_people(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    page = get(client, "/contact?opportunity=crane")
    assert set(offered(page)) == {"harbour-boss", "harbour-buyer", "harbour-engineer"}
    assert (
        "opportunity=crane"
        in page.where("a", href="/contact?person=harbour-boss&opportunity=crane")[0].attributes["href"]
    )
    assert set(offered(get(client, "/contact?customer=mill"))) == {"mill-boss"}
    for address in ("/contact?opportunity=drill", "/contact?customer=quarry", "/contact?person=quarry-boss"):
        get(client, address, 404)


def test_contact_is_kept_with_what_was_tapped_only(signed_in: SignedIn) -> None:
    answer = save(signed_in("owner"), closeness="1", note="价格可以谈", opportunity="crane")
    assert answer.headers["Location"] == "/key-people/harbour-buyer"
    now, activity = latest(), Activity.unscoped.latest("pk")
    assert (now.closeness, now.solution, now.price, now.veto) == (1, 0, -1, True)
    assert now.note == activity.note == "价格可以谈"
    assert (activity.kind, activity.opportunity_id is not None, met(activity)) == ("call", True, ["harbour-buyer"])


def test_nothing_tapped_is_a_contact_all_the_same(signed_in: SignedIn) -> None:
    before = latest().pk
    save(signed_in("owner"), note="只是寒暄")
    assert latest().pk == before
    assert Activity.unscoped.latest("pk").note == "只是寒暄"


def test_sent_again_it_is_kept_once(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    save(client, closeness="1")
    assert "已经记录过" in get(client, save(client, closeness="1").headers["Location"]).html
    assert Activity.unscoped.count() == 2


def test_people_of_a_meeting_follow_each_other(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    people = ["harbour-buyer", "harbour-boss"]
    page = get(client, "/contact?person=harbour-buyer&person=harbour-boss")
    assert "1 / 2 位" in page.html
    key = page.one("input", name="key").attributes["value"]
    following = save(client, person=people, key=key, note="等总部", closeness="0").headers["Location"]
    page = get(client, following)
    assert "2 / 2 位" in page.html
    assert page.one("input", name="key").attributes["value"] == key
    save(client, person=people, at="2", key=key, note="可以签")
    activity = Activity.unscoped.latest("pk")
    assert met(activity) == people
    assert activity.note == "罗采薇：等总部\n韩定海：可以签"
    assert latest().note == "等总部"
    assert Activity.unscoped.count() == 2


def test_later_one_is_told_and_keeps_what_was_tapped(signed_in: SignedIn) -> None:
    buyer = KeyPerson.unscoped.get(code="harbour-buyer")
    said = Statement(AS_OF, {"price": "1"})
    change_assessment(buyer, None, said, by=Employee.objects.get(code="leader"), today=AS_OF, now=NOW)
    given: dict[str, Any] = {"price": "-2", "seen-price": "-1", "solution": "2", "seen-solution": "0", "note": "很生气"}
    page = read(save(signed_in("owner"), 409, **given))
    assert NAMES["leader"] in page.one("p", class_="clash").text
    chosen = {
        box.attributes["name"]: box.attributes["value"]
        for box in page.where("input", type="radio")
        if "checked" in box.attributes
    }
    assert chosen == {"price": "-2", "solution": "2"}
    assert page.one("textarea", name="note").text == "很生气"
    assert page.one("input", name="seen-price").attributes["value"] == "1"
    assert Activity.unscoped.count() == 1
    save(signed_in("owner"), **given | {"seen-price": "1"})
    assert (latest().price, latest().solution) == (-2, 2)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"closeness": "5"}, 422),
        ({"day": "2026-10-01"}, 422),
        ({"day": "soon"}, 422),
        ({"kind": "dance"}, 422),
        ({"key": "x"}, 422),
        ({"key": "<script>"}, 422),
        ({"at": "2"}, 422),
        ({"note": "x" * 2001}, 422),
        ({"opportunity": "sieve"}, 302),
        ({"opportunity": "drill"}, 404),
        ({"person": "quarry-boss"}, 404),
        ({"person": ["harbour-buyer", "quarry-boss"]}, 404),
    ],
)
def test_nonsense_is_answered_with_the_right_status(given: dict[str, Any], status: int, signed_in: SignedIn) -> None:
    save(signed_in("owner"), status, **given)
    assert Activity.unscoped.count() == (2 if status == 302 else 1)


def test_statements_do_not_grow_with_people(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    get(client)
    with CaptureQueriesContext(connection) as few:
        get(client)
    harbour = KeyPerson.unscoped.get(code="harbour-boss")
    for number in range(20):
        KeyPerson.unscoped.create(
            code=f"p{number}",
            name=f"人{number}",
            customer_id=harbour.customer_id,
            joined_on=harbour.joined_on,
            revision_id=1,
        )
    with CaptureQueriesContext(connection) as many:
        assert len(offered(get(client))) == 24
    assert len(few) == len(many)


def test_nobody_unseen_is_ever_offered_by_name(signed_in: SignedIn) -> None:
    html = get(signed_in("mate")).html
    assert [name for customer, name, *_ in PEOPLE.values() if customer != "bridge" and name in html] == []
