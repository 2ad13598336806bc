"""The relationship map's page and what its island asks: the page, its facts, its changes."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import renmai
from renmai.store.models import AuditEntry, ChainMember, Influence, KeyPerson
from renmai.web.pages.relationship_map.words import words
from tests.people import AS_OF

SignIn = Callable[[str], Client]
MAP = "/customers/harbour/map"
CHANGE = f"{MAP}/change"
NOW = datetime(2026, 9, 30, 10, tzinfo=UTC)


def script_json(response: Any, key: str) -> Any:
    """What the page's `json_script` of this id holds."""
    found = re.search(
        rf'<script id="{key}" type="application/json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    assert found is not None
    return json.loads(found.group(1))


def facts(client: Client, address: str = MAP) -> dict[str, Any]:
    found: dict[str, Any] = script_json(client.get(address), "map-settings")["facts"]
    return found


def change(client: Client, **fields: Any) -> Any:
    return client.post(CHANGE, fields)


def person(told: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in told["people"] if one["code"] == code)


def test_map_tells_everything_dated_of_the_customer(signed_in: SignIn) -> None:
    told = facts(signed_in("owner"))
    assert [one["code"] for one in told["people"]] == ["harbour-boss", "harbour-buyer", "harbour-engineer"]
    assert person(told, "harbour-buyer")["superior"] == "harbour-boss"
    ours = [one for one in told["assessments"] if one["person"] == "harbour-boss" and one["party"] is None]
    assert [(one["day"], one["closeness"], one["approver"]) for one in ours] == [
        ("2025-09-01", 0, "yes"),
        ("2026-09-10", 1, "yes"),
    ]
    assert {one["party"] for one in told["assessments"]} == {None, "rival"}
    assert [one["code"] for one in told["owners"]] == ["mate", "owner"]
    assert told["today"] == AS_OF.isoformat()


def test_map_tells_nothing_of_other_customers(signed_in: SignIn) -> None:
    page = signed_in("owner").get(MAP).content.decode()
    assert "harbour-boss" in page
    assert "quarry-boss" not in page
    assert "石岩" not in page


def test_map_is_a_table_too(signed_in: SignIn) -> None:
    page = signed_in("owner").get(f"{MAP}?tab=table&as_of=2026-05-01").content.decode()
    assert "map-settings" not in page
    assert page.index("韩定海") < page.index("罗采薇")


def test_map_does_not_ask_again_for_what_has_not_changed(signed_in: SignIn) -> None:
    client = signed_in("owner")
    revision = facts(client)["revision"]
    assert client.get(f"{MAP}/facts?since={revision}").status_code == 204
    change(client, do="flag", person="harbour-engineer", column="focus", value="yes")
    fresh = client.get(f"{MAP}/facts?since={revision}")
    assert person(fresh.json(), "harbour-engineer")["focus"] is True
    assert client.get(f"{MAP}/facts?since={fresh.json()['revision']}").status_code == 204
    assert client.get(f"{MAP}/facts?since=yesterday").status_code == 422


def test_changes_elsewhere_do_not_wake_the_map(signed_in: SignIn) -> None:
    client = signed_in("executive")
    revision = facts(client)["revision"]
    client.post(
        "/customers/quarry/map/change", {"do": "flag", "person": "quarry-boss", "column": "focus", "value": "yes"}
    )
    assert client.get(f"{MAP}/facts?since={revision}").status_code == 204


def test_superior_is_changed_and_taken_back_and_changed_again(signed_in: SignIn) -> None:
    client = signed_in("owner")
    done = change(
        client, do="superior", person="harbour-engineer", superior=":harbour-buyer", seen=":harbour-boss"
    ).json()
    assert person(done["facts"], "harbour-engineer")["superior"] == "harbour-buyer"
    undone = change(client, do="undo", revision=done["revision"]).json()
    assert person(undone["facts"], "harbour-engineer")["superior"] == "harbour-boss"
    redone = change(client, do="undo", revision=undone["revision"]).json()
    assert person(redone["facts"], "harbour-engineer")["superior"] == "harbour-buyer"
    assert AuditEntry.objects.filter(file="key_people", subject="harbour-engineer").count() == 3
    assert AuditEntry.objects.filter(file="reporting", subject="harbour-engineer").count() == 3


def test_map_knows_whom_somebody_reported_to_before(signed_in: SignIn) -> None:
    client = signed_in("owner")
    done = change(
        client,
        do="superior",
        person="harbour-engineer",
        superior=":harbour-buyer",
        seen=":harbour-boss",
        since="2026-09-01",
    ).json()
    lines = [one for one in done["facts"]["reporting"] if one["person"] == "harbour-engineer"]
    assert [(one["superior"], one["until"]) for one in lines] == [("harbour-boss", "2026-09-01")]
    assert person(done["facts"], "harbour-engineer")["superior"] == "harbour-buyer"


def test_circle_is_refused_and_nothing_is_changed(signed_in: SignIn) -> None:
    client = signed_in("owner")
    refused = change(client, do="superior", person="harbour-boss", superior=":harbour-buyer", seen="top")
    assert refused.status_code == 422
    assert refused.json()["code"] == "reporting_circle"
    assert "罗采薇" in refused.json()["message"]
    assert KeyPerson.unscoped.get(code="harbour-boss").reports_to is None


def test_the_later_of_two_learns_what_the_earlier_did(signed_in: SignIn) -> None:
    change(
        signed_in("leader"), do="superior", person="harbour-engineer", superior=":harbour-buyer", seen=":harbour-boss"
    )
    late = change(signed_in("owner"), do="superior", person="harbour-engineer", superior="", seen=":harbour-boss")
    assert late.status_code == 409
    conflict = late.json()["conflict"]
    assert conflict["who"] == "周明朗"
    assert conflict["cell"] == "harbour-buyer"


def test_person_and_placeholder_are_added_and_filled(signed_in: SignIn) -> None:
    client = signed_in("owner")
    added = change(client, do="new", name="", title="法务负责人", reports_to="harbour-boss").json()
    told = person(added["facts"], added["person"])
    assert told["placeholder"] is True
    assert told["superior"] == "harbour-boss"
    named = change(client, do="details", person=added["person"], name="魏清", **{"was-name": "法务负责人"}).json()
    told = person(named["facts"], added["person"])
    assert (told["name"], told["title"], told["placeholder"]) == ("魏清", "法务负责人", False)


def test_influence_is_drawn_and_ended_with_a_reason(signed_in: SignIn) -> None:
    client = signed_in("owner")
    drawn = change(
        client,
        do="add",
        kind="internal",
        person="harbour-buyer",
        inner="harbour-engineer",
        since="2026-09-01",
        note="老同事",
    ).json()
    line = next(one for one in drawn["facts"]["influences"] if one["influencer"] == "harbour-engineer")
    assert (line["person"], line["since"], line["note"]) == ("harbour-buyer", "2026-09-01", "老同事")
    ended = change(
        client, do="end", person="harbour-buyer", influence=line["id"], until="2026-09-20", note="调走了"
    ).json()
    line = next(one for one in ended["facts"]["influences"] if one["id"] == line["id"])
    assert (line["until"], line["note"]) == ("2026-09-20", "老同事\n调走了")


def test_chain_is_put_in_order_with_roles(signed_in: SignIn) -> None:
    client = signed_in("owner")
    before = next(one for one in facts(client)["chains"] if one["code"] == "crane")["members"]
    was = [f"{one['role']}:{one['person']}" for one in before]
    wanted = ["user:harbour-engineer", "gatekeeper:harbour-buyer", "approver:harbour-boss"]
    done = change(client, do="chain", opportunity="crane", member=wanted, was=was).json()
    chain = next(one for one in done["facts"]["chains"] if one["code"] == "crane")
    assert [f"{one['role']}:{one['person']}" for one in chain["members"]] == wanted
    assert change(client, do="chain", opportunity="crane", member=["king:harbour-boss"]).status_code == 422


def test_newest_chain_of_the_customer_is_copied(signed_in: SignIn) -> None:
    client = signed_in("owner")
    ChainMember.unscoped.filter(opportunity__code="pier").delete()
    done = change(client, do="copy", opportunity="pier", source="crane").json()
    assert {one["person"] for one in next(c for c in done["facts"]["chains"] if c["code"] == "pier")["members"]} == {
        "harbour-boss",
        "harbour-buyer",
        "harbour-engineer",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "superior", "person": "quarry-buyer", "superior": ":harbour-boss"},
        {"do": "assess", "person": "mill-boss", "column": "price", "value": "1"},
        {"do": "chain", "opportunity": "sieve", "member": ":harbour-boss"},
        {"do": "copy", "opportunity": "crane", "source": "sieve"},
        {"do": "undo", "revision": "1"},
        {"do": "undo", "revision": "x"},
    ],
)
def test_changes_stay_within_the_customer(fields: dict[str, str], signed_in: SignIn) -> None:
    assert signed_in("owner").post(CHANGE, fields).status_code == 404


def test_nonsense_is_refused_in_words(signed_in: SignIn) -> None:
    client = signed_in("owner")
    refused = change(client, do="explode")
    assert refused.status_code == 422
    assert set(refused.json()) == {"code", "message", "column"}
    future = change(client, do="add", kind="ours", person="harbour-boss", employee="owner", since="2027-01-01")
    assert future.json()["code"] == "day_in_future"
    assert not Influence.unscoped.filter(valid_from__gt=AS_OF).exists()


def test_influencers_are_those_in_service(signed_in: SignIn) -> None:
    told = signed_in("owner").get(f"{MAP}/influencers").json()
    codes = [one["code"] for one in told["employees"]]
    assert codes[0] == "owner"
    assert "departed" not in codes
    assert [one["code"] for one in told["competitors"]] == ["rival"]


def test_hostile_names_stay_texts(signed_in: SignIn) -> None:
    client = signed_in("owner")
    name = "</script><script>alert(1)</script>"
    change(client, do="new", name=name)
    page = client.get(MAP)
    assert "<script>alert" not in page.content.decode()
    assert any(one["name"] == name for one in script_json(page, "map-settings")["facts"]["people"])


def test_island_and_page_know_the_same_words() -> None:
    source = (Path(renmai.__file__).parent / "web/islands/map/settings.ts").read_text()
    named = re.search(r"export interface Words \{(.*?)\n\}", source, re.DOTALL)
    assert named is not None
    assert set(re.findall(r"^  (\w+):", named.group(1), re.MULTILINE)) == set(words())
    assert json.dumps(words())
