"""Over the API everybody sees and does what the pages let them, and no more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from renmai.api.nouns import NOUNS
from renmai.api.rate import CALLS
from renmai.domain.token import TokenScope
from renmai.store.models import (
    Customer,
    Revision,
)
from tests.api.caller import program, told

pytestmark = pytest.mark.usefixtures("world")
SignedIn = Callable[[str], Client]


def codes(items: list[dict[str, Any]]) -> list[str]:
    return [one["code"] for one in items]


def test_lists_show_what_their_caller_may_see_and_no_more() -> None:
    assert codes(program("owner").items("/customers")) == ["harbour", "mill"]
    assert codes(program("leader").items("/customers")) == ["bridge", "harbour", "mill", "orchard"]
    assert codes(program("outsider").items("/customers")) == []
    assert len(program("executive").items("/customers")) == 5


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if "customer" in noun.filters], ids=lambda noun: noun.path)
def test_filter_on_an_unseen_customer_finds_nothing(noun: Any) -> None:
    assert program("owner").items(f"/{noun.path}?customer=quarry") == []


def test_unseen_row_is_missing_whatever_is_asked_of_it() -> None:
    mate, admin = program("mate"), program("admin")
    etag = str(admin.ask("GET", "/key-people/harbour-boss")["ETag"])
    answers = [
        mate.ask("GET", "/key-people/harbour-boss"),
        mate.ask("GET", "/key-people/harbour-boss", if_none_match=etag),
        mate.change("/key-people/harbour-boss", {"title": "x"}, etag),
        mate.change("/key-people/harbour-boss", {"title": 7}, etag),
        mate.ask("GET", "/key-people/nobody"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_body_cannot_refer_to_what_is_unseen() -> None:
    owner = program("owner")
    for path, body in (
        ("/key-people", {"customer": "quarry", "name": "新人"}),
        ("/opportunities", {"customer": "quarry", "name": "x", "amount": "1"}),
        ("/activities", {"customer": "harbour", "key_people": ["quarry-boss"]}),
        ("/assessments", {"key_person": "quarry-boss", "closeness": 1}),
        ("/influences", {"key_person": "harbour-boss", "kind": "internal", "influencer": "quarry-boss"}),
        ("/chain-members", {"opportunity": "crane", "key_person": "quarry-boss"}),
        ("/ownerships", {"customer": "quarry", "employee": "owner", "valid_from": "2026-09-30"}),
    ):
        unseen = owner.post(path, body)
        missing = owner.post(path, {name: _nowhere(value) for name, value in body.items()})
        assert unseen.status_code == missing.status_code == 422, (path, unseen.content)
        assert told(unseen)["code"] == told(missing)["code"]
        assert told(unseen)["problems"][0]["field"] == told(missing)["problems"][0]["field"]


def _nowhere(value: Any) -> Any:
    if isinstance(value, list):
        return [_nowhere(one) for one in value]
    return "nowhere" if value in ("quarry", "quarry-boss") else value


def test_parent_that_is_unseen_is_not_told_and_not_changed() -> None:
    Customer.unscoped.filter(code="harbour").update(parent=Customer.unscoped.get(code="quarry"))
    owner = program("owner")
    assert owner.get("/customers/harbour")["parent"] is None
    assert owner.change("/customers/harbour", {"region": "华东"}).status_code == 200
    assert owner.change("/customers/harbour", {"parent": None}).status_code == 422
    assert program("admin").get("/customers/harbour")["parent"] == "quarry"


def test_only_administrators_keep_the_structure() -> None:
    for noun in NOUNS:
        if noun.create and noun.create.admins_only:
            answer = program("executive").post(f"/{noun.path}", dict(noun.create.example))
            assert (answer.status_code, told(answer)["code"]) == (403, "admins_only"), noun.path


def test_colleagues_know_names_and_not_days() -> None:
    mate, own = (program("owner").get(f"/employees/{code}") for code in ("mate", "owner"))
    assert (mate["name"], mate["team"], mate["role"], mate["joined_on"]) == ("何清和", "north", None, None)
    assert (own["role"], own["joined_on"]) == ("member", "2024-01-01")
    assert program("admin").get("/employees/mate")["role"] == "member"


@pytest.mark.parametrize("scope", [TokenScope.READ, TokenScope.PROPOSE])
def test_token_for_less_writes_nothing(scope: TokenScope) -> None:
    reader = program("admin", scope)
    before = Revision.objects.count()
    assert reader.get("/customers/harbour")["name"] == "东港码头"
    answers = [
        reader.post("/stages", {"name": "x"}),
        reader.change("/customers/harbour", {"name": "x"}),
        reader.remove("/teams/south"),
    ]
    assert {(answer.status_code, told(answer)["code"]) for answer in answers} == {(403, "token_scope")}
    assert Revision.objects.count() == before


def test_session_writes_with_its_csrf_token_and_not_without(signed_in: SignedIn) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in("admin").cookies
    stages, body = "/api/v1/stages", {"name": "方案"}
    refused = browser.post(stages, body, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    browser.get("/account")
    token = browser.cookies["csrftoken"].value
    made = browser.post(stages, body, "application/json", headers={"x-csrftoken": token})
    assert made.status_code == 201


def test_write_of_nobody_is_asked_to_sign_in() -> None:
    answer = Client(enforce_csrf_checks=True).post("/api/v1/stages", {"name": "方案"}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


def test_one_call_too_many_is_told_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renmai.api.rate.CALLS", 3)
    monkeypatch.setattr("renmai.api.rate.time.monotonic", lambda: 59.0)
    owner, other = program("owner"), program("owner")
    answers = [owner.ask("GET", "/teams") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "1"
    assert other.ask("GET", "/teams").status_code == 200
    monkeypatch.setattr("renmai.api.rate.time.monotonic", lambda: 60.0)
    assert owner.ask("GET", "/teams").status_code == 200
    assert CALLS > 100
