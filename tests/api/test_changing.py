"""What is sent: states that were seen, bodies, and nouns with rules of their own."""

from typing import Any

import pytest
from django.test import Client

from renmai.refresh import current_panel
from renmai.store.models import (
    AuditEntry,
    Ownership,
    Revision,
)
from tests.api.caller import program, told

pytestmark = pytest.mark.usefixtures("world")


def codes(items: list[dict[str, Any]]) -> list[str]:
    return [one["code"] for one in items]


def test_what_is_known_is_not_sent_again() -> None:
    owner = program("owner")
    answer = owner.ask("GET", "/customers/harbour")
    again = owner.ask("GET", "/customers/harbour", if_none_match=str(answer["ETag"]))
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    owner.change("/customers/harbour", {"region": "华东"})
    assert owner.ask("GET", "/customers/harbour", if_none_match=str(answer["ETag"])).status_code == 200


def test_change_says_what_it_has_seen() -> None:
    owner = program("owner")
    seen = str(owner.ask("GET", "/customers/harbour")["ETag"])
    missing = owner.ask("PATCH", "/customers/harbour", {"region": "华东"})
    assert (missing.status_code, told(missing)["code"]) == (428, "if_match")
    changed = owner.change("/customers/harbour", {"region": "华东"}, seen)
    assert changed.status_code == 200
    late = program("leader").change("/customers/harbour", {"industry": "港口"}, seen)
    assert late.status_code == 412
    assert told(late)["current"] == told(changed)
    assert owner.change("/customers/harbour", {"industry": "港口"}, f"W/{changed['ETag']}").status_code == 412
    assert owner.change("/customers/harbour", {"industry": "港口"}, "*").status_code == 200


@pytest.mark.parametrize("said", ["{}", "changed", '"half', "*, *", "W/", '"a" "b"'])
def test_state_that_is_none_is_refused_and_not_taken_for_an_old_one(said: str) -> None:
    answer = program("owner").change("/customers/harbour", {"region": "华东"}, said)
    assert (answer.status_code, told(answer)["problems"][0]["field"]) == (422, "If-Match")


def test_one_of_several_states_is_enough() -> None:
    owner = program("owner")
    seen = str(owner.ask("GET", "/customers/harbour")["ETag"])
    assert owner.change("/customers/harbour", {"region": "华东"}, f'"{"0" * 32}", {seen}').status_code == 200


def test_same_values_again_are_no_revision() -> None:
    owner = program("owner")
    before = Revision.objects.count()
    assert owner.change("/customers/harbour", {"region": "华北"}).status_code == 200
    assert Revision.objects.count() == before


def test_what_is_written_stands_in_the_trail_under_the_employee() -> None:
    program("owner").change("/key-people/harbour-boss", {"title": "董事长"})
    entry = AuditEntry.objects.get(file="key_people", subject="harbour-boss")
    assert entry.before
    assert entry.after
    assert (entry.revision.actor, entry.before["title"], entry.after["title"]) == ("owner", "总经理", "董事长")


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("/opportunities", {"customer": "mill", "amount": "-1"}, ["name", "amount"]),
        ("/opportunities", {"customer": "mill", "name": "x", "amount": 5}, ["amount"]),
        ("/opportunities", {"customer": "mill", "name": "x", "amount": "5", "status": "won"}, ["closed_on"]),
        ("/opportunities", {"customer": "mill", "name": "x", "amount": "5", "code": "x"}, ["code"]),
        ("/opportunities", {"customer": "mill", "name": "x" * 2001, "amount": "5"}, ["name"]),
        ("/opportunities", {"customer": "mill", "name": "a\0b", "amount": "5"}, ["name"]),
        ("/opportunities", {"customer": "mill", "name": "\ud800", "amount": "5"}, ["name"]),
        ("/opportunities", {"customer": "mill", "name": ["x"], "amount": "5"}, ["name"]),
        ("/opportunities", {"customer": "mill", "name": "x", "amount": "5", "focus": "yes"}, ["focus"]),
        ("/assessments", {"key_person": "mill-boss", "closeness": 3}, ["closeness"]),
        ("/assessments", {"key_person": "mill-boss", "closeness": True}, ["closeness"]),
        ("/assessments", {"key_person": "mill-boss", "party": "rival", "veto": "yes"}, [""]),
        ("/activities", {"customer": "mill", "key_people": "mill-boss"}, ["key_people"]),
        ("/activities", {"customer": "mill", "occurred_on": "2026-9-1"}, ["occurred_on"]),
    ],
)
def test_every_wrong_value_is_named(path: str, body: dict[str, Any], fields: list[str]) -> None:
    owner, before = program("owner"), Revision.objects.count()
    answer = owner.post(path, body)
    assert answer.status_code == 422, answer.content
    assert [one["field"] for one in told(answer).get("problems", [{"field": ""}])] == fields
    assert Revision.objects.count() == before


def test_number_of_json_may_be_written_as_a_fraction() -> None:
    owner = program("owner")
    made = owner.ask("POST", "/assessments", {"key_person": "harbour-buyer", "closeness": 1.0, "note": "约了下次见面"})
    assert (made.status_code, told(made)["closeness"]) == (201, 1)
    half = owner.ask("POST", "/assessments", {"key_person": "harbour-buyer", "closeness": 0.5})
    assert (half.status_code, told(half)["problems"][0]["field"]) == (422, "closeness")


def test_text_like_a_formula_is_text() -> None:
    made = told(program("owner").post("/key-people", {"customer": "mill", "name": "=1+1", "title": "'=x"}))
    assert (made["name"], made["title"]) == ("=1+1", "'=x")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ("{", 400, "bad_request"),
        ("\xff", 400, "bad_request"),
        ("[" * 100_000, 400, "bad_request"),
        ('{"name": "a", "name": "b"}', 400, "bad_request"),
        ("[]", 422, "bad_value"),
        ("null", 422, "bad_value"),
        ('{"name": "' + "x" * 300_000 + '"}', 413, "too_large"),
    ],
)
def test_body_that_is_none(sent: str, status: int, code: str) -> None:
    headers = {"authorization": f"Bearer {program('admin').secret}"}
    answer = Client().generic("POST", "/api/v1/stages", sent, "application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    plain = Client().generic("POST", "/api/v1/stages", sent, "text/plain", headers=headers)
    assert (plain.status_code, plain.json()["code"]) == (415, "media_type")


def test_every_refusal_has_the_one_shape() -> None:
    admin = program("admin")
    for method, path, status in (
        ("PUT", "/customers/harbour", 405),
        ("GET", "/nothing", 404),
        ("GET", "/reports/x", 404),
    ):
        answer = admin.ask(method, path)
        assert answer.status_code == status
        assert told(answer).keys() == {"code", "message"}
    assert admin.ask("PUT", "/customers/harbour")["Allow"] == "GET, PATCH"


def test_refusal_speaks_the_language_of_the_caller() -> None:
    messages = {
        told(program("owner").post("/opportunities", {}, accept_language=language))["problems"][0]["message"]
        for language in ("en", "zh-hans", "zh-hant")
    }
    assert len(messages) == 3


def test_chain_keeps_its_order() -> None:
    owner = program("owner")
    made = told(owner.post("/chain-members", {"opportunity": "sieve", "key_person": "mill-boss"}))
    assert made["code"] == "already_known"
    first = owner.items("/chain-members?opportunity=crane")[0]
    moved = told(owner.change(f"/chain-members/{first['id']}", {"position": 3, "role": "approver"}))
    assert (moved["position"], moved["role"]) == (3, "approver")
    assert owner.remove(f"/chain-members/{first['id']}").status_code == 204
    chain = owner.items("/chain-members?opportunity=crane")
    assert [(one["key_person"], one["position"]) for one in chain] == [("harbour-buyer", 1), ("harbour-engineer", 2)]


def test_customer_brought_in_is_given_an_owner() -> None:
    admin = program("admin")
    assert (
        admin.post("/customers", {"code": "a/b c%", "name": "澄湖水务", "created_on": "2026-09-01"}).status_code == 201
    )
    again = admin.post("/customers", {"code": "a/b c%", "name": "澄湖水务", "created_on": "2026-09-01"})
    assert told(again)["problems"][0]["field"] == "code"
    given = {"customer": "a/b c%", "employee": "mate", "valid_from": "2026-09-30"}
    assert admin.post("/ownerships", given).status_code == 201
    mate = program("mate")
    assert "a/b c%" in codes(mate.items("/customers"))
    assert mate.get("/customers/a%252Fb%20c%2525")["name"] == "澄湖水务"
    assert current_panel().find_customer("a/b c%")


def test_handing_over_may_leave_nothing_to_see() -> None:
    answer = program("owner").post("/ownerships", {"customer": "mill", "employee": "other", "valid_from": "2026-09-30"})
    assert answer.status_code == 204
    assert Ownership.unscoped.filter(customer__code="mill", employee__code="other").exists()


def test_ended_influence_stays_and_one_of_no_day_goes() -> None:
    admin = program("admin")
    [row] = admin.items("/influences?influencer=rival")
    path = f"/influences/{row['id']}"
    assert told(admin.change(path, {"note": "x"}))["problems"][0]["field"] == "valid_to"
    assert told(admin.change(path, {"valid_to": "2026-09-30"}))["valid_to"] == "2026-09-30"
    assert admin.change(path, {"valid_to": "2026-03-01"}).status_code == 204
    assert admin.ask("GET", path).status_code == 404
