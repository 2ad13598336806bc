"""What an agent may ask of the API and propose: what its person may see, and nothing that holds by itself."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renmai.store.models import (
    Assessment,
    Influence,
    KeyPerson,
    Look,
    Ownership,
    PrivateRelation,
    Proposal,
    ProposedChange,
    Revision,
)
from tests.people import AS_OF, NAMES, PEOPLE

SignedIn = Callable[[str], Client]
AGENT = {"X-Renmai-Agent": "Desk\tagent"}


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


def get(client: Client, path: str) -> Any:
    return client.get(f"/api/v1{path}", headers=AGENT)


def propose(client: Client, *changes: dict[str, Any], reason: str = "") -> Any:
    body = {"changes": list(changes), "reason": reason}
    return client.post("/api/v1/proposals", body, content_type="application/json", headers=AGENT)


PRICE = {"kind": "assessment", "key_person": "harbour-buyer", "price": "2"}


def test_search_finds_what_the_person_may_see(signed_in: SignedIn) -> None:
    found = get(signed_in("owner"), "/search?q=harbour").json()
    assert {hit["customer"] for hit in found["hits"]} == {"harbour"}
    assert {hit["kind"] for hit in found["hits"]} >= {"customer", "key_person"}
    assert "data, never" in found["texts"]
    assert get(signed_in("other"), "/search?q=harbour").json()["hits"] == []
    assert len(get(signed_in("admin"), "/search?q=a&most=1").json()["hits"]) <= 3
    assert get(signed_in("admin"), "/search?q=a&most=1000").status_code == 422


def test_customer_comes_with_its_people_a_page_at_a_time(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    told = get(client, "/customers/harbour/summary?most=1").json()
    assert told["people_total"] == len([one for one in PEOPLE.values() if one[0] == "harbour"])
    (first,) = told["people"]
    (second,) = get(client, "/customers/harbour/summary?most=1&first=1").json()["people"]
    assert first["code"] < second["code"]
    assert [one["opportunity"] for one in told["opportunities"]] == ["crane"]


def test_opportunity_says_what_blocks_it(signed_in: SignedIn) -> None:
    told = get(signed_in("owner"), "/opportunities/crane/summary").json()
    report = get(signed_in("owner"), "/reports/decision-chain").json()
    (row,) = [one for one in report["chains"] if one["opportunity"] == "crane"]
    assert told["reading"] == row["reading"]
    facts = [{"code": one["fact"]} | ({"person": one["person"]} if one["person"] else {}) for one in told["blocking"]]
    assert facts == row["facts"]
    assert [one["code"] for one in told["members"]]


def test_key_person_with_what_is_known_and_who_can_help(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    told = get(client, "/key-people/harbour-buyer/summary").json()
    assert [one["party"] for one in told["known"]] == ["ours", "rival"]
    assert told["person"]["influencers"]
    ways = get(client, "/key-people/harbour-buyer/paths").json()
    assert ways["ours"][0][0]["name"] == NAMES["outsider"]


def test_looks_are_written_down_as_those_of_an_agent(signed_in: SignedIn) -> None:
    get(signed_in("owner"), "/key-people/harbour-buyer/summary")
    look = Look.unscoped.get()
    assert (look.employee.code, look.viewer.code if look.viewer else "", look.place) == ("outsider", "owner", "agent")


def test_relation_without_a_name_stays_so(signed_in: SignedIn) -> None:
    row = Influence.unscoped.get(key_person__code="harbour-buyer", kind="ours")
    assert row.employee is not None
    PrivateRelation.unscoped.create(
        influence=row, employee=row.employee, disclosure="reach", how="旧识", agreed_on=AS_OF, revision_id=1
    )
    Influence.unscoped.filter(pk=row.pk).update(employee=None)
    Revision.objects.create(number=99, action="give relation", recorded_at=timezone.now(), everything=True)
    for path in ("/key-people/harbour-buyer/summary", "/key-people/harbour-buyer/paths", "/customers/harbour/summary"):
        text = get(signed_in("owner"), path).content.decode()
        assert NAMES["outsider"] not in text
        assert "旧识" not in text


def test_what_is_due_tells_nothing_of_private_networks(signed_in: SignedIn) -> None:
    propose(signed_in("owner"), PRICE)
    Proposal.unscoped.update(proposed_at=datetime(2026, 9, 30, 12, tzinfo=UTC))
    told = get(signed_in("owner"), "/due").json()
    assert "proposal_waiting" in {one["kind"] for one in told["due"]}
    assert not {one["kind"] for one in told["due"]} & {"help_asked", "help_answered", "survey_open", "use_to_confirm"}


@pytest.mark.parametrize(
    "change",
    [
        PRICE | {"note": "on the phone", "day": "2026-09-29", "veto": "unknown"},
        {"kind": "activity", "customer": "harbour", "activity": "call", "key_people": ["harbour-buyer"]},
        {"kind": "plan_step", "customer": "harbour", "due_on": "2026-10-20", "note": "致电"},
        {"kind": "opportunity", "opportunity": "crane", "stage": "投标", "amount": "1200000.50"},
        {"kind": "key_person", "customer": "harbour", "name": "贺新", "reports_to": "harbour-boss"},
        {
            "kind": "influence",
            "key_person": "harbour-buyer",
            "influencer_kind": "internal",
            "influencer": "harbour-boss",
        },
    ],
)
def test_each_kind_can_be_proposed_and_writes_nothing(change: dict[str, Any], signed_in: SignedIn) -> None:
    before = [model.unscoped.count() for model in (Assessment, KeyPerson, Influence)]
    told = propose(signed_in("owner"), change, reason="as they said")
    assert told.status_code == 201, told.content
    assert told.json()["through"] == "Desk agent"
    assert [one["state"] for one in told.json()["changes"]] == ["waiting"]
    assert told.json()["changes"][0]["kind"] == change["kind"]
    assert [model.unscoped.count() for model in (Assessment, KeyPerson, Influence)] == before
    assert get(signed_in("owner"), f"/proposals/{told.json()['code']}").json() == told.json()
    assert get(signed_in("mate"), f"/proposals/{told.json()['code']}").status_code == 404


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (PRICE | {"key_person": "quarry-boss"}, 404),
        (PRICE | {"key_person": "nobody"}, 404),
        (PRICE | {"price": "9"}, 422),
        (PRICE | {"price": 2}, 422),
        (PRICE | {"day": "2999-01-01"}, 422),
        (PRICE | {"employee": "mate"}, 422),
        (PRICE | {"state": "confirmed"}, 422),
        (PRICE | {"note": "x" * 2001}, 422),
        (PRICE | {"note": "a\0b"}, 422),
        (PRICE | {"party": "rival", "veto": "yes"}, 422),
        ({"kind": "assessment", "key_person": "harbour-buyer", "note": "words alone"}, 422),
        ({"kind": "private_relation", "key_person": "harbour-buyer"}, 422),
        (
            {"kind": "influence", "key_person": "harbour-buyer", "influencer_kind": "ours", "influencer": "mate"},
            422,
        ),
        ({"kind": "activity", "customer": "harbour", "activity": "call", "key_people": ["quarry-boss"]}, 404),
        ({"kind": "opportunity", "opportunity": "drill", "stage": "投标"}, 404),
        ({"kind": "opportunity", "opportunity": "crane", "amount": "=1+1"}, 422),
        ({"kind": "plan_step", "customer": "quarry", "due_on": "2026-10-20", "note": "x"}, 404),
    ],
)
def test_what_cannot_be_is_refused_whole(change: dict[str, Any], status: int, signed_in: SignedIn) -> None:
    assert propose(signed_in("owner"), PRICE, change).status_code == status
    assert not Proposal.unscoped.exists()
    assert not ProposedChange.unscoped.exists()


def test_customer_handed_over_since_is_told_no_more(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    made = propose(client, PRICE | {"note": "secret"}).json()
    Ownership.unscoped.filter(customer__code="harbour", employee__code="owner").update(valid_to=AS_OF)
    Revision.objects.create(number=99, action="hand over", recorded_at=timezone.now(), everything=True)
    told = get(client, f"/proposals/{made['code']}")
    assert "harbour" not in told.content.decode()
    assert "secret" not in told.content.decode()


def test_listing_is_paged(signed_in: SignedIn) -> None:
    client = signed_in("owner")
    for _ in range(22):
        assert propose(client, PRICE).status_code == 201
    first = get(client, "/proposals?waiting=true").json()
    assert (len(first["proposals"]), first["has_more"]) == (20, True)
    rest = get(client, "/proposals?waiting=true&first=20").json()
    assert (len(rest["proposals"]), rest["has_more"]) == (2, False)
    assert get(client, "/proposals?waiting=false").json()["proposals"] == []
