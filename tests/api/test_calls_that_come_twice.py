"""Idempotency keys: what is asked for again is done once."""

from datetime import timedelta

import pytest
from django.db.models import F

from renmai.store.models import KeptCall, Opportunity, Ownership
from renmai.work.sweep import sweep
from tests.api.caller import program, told
from tests.people import AS_OF

pytestmark = pytest.mark.usefixtures("world")


def test_same_call_is_done_once() -> None:
    owner, body = program("owner"), {"customer": "mill", "name": "二期", "amount": "5"}
    first = owner.post("/opportunities", body, idempotency_key="a-1")
    again = owner.post("/opportunities", body, idempotency_key="a-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.content, first["Location"], first["ETag"]) == (again.content, again["Location"], again["ETag"])
    assert Opportunity.unscoped.filter(name="二期").count() == 1
    assert told(owner.post("/opportunities", body, idempotency_key="a-2"))["code"] != told(first)["code"]


def test_key_stands_for_one_call_of_one_token() -> None:
    owner, body = program("owner"), {"customer": "mill", "name": "二期", "amount": "5"}
    owner.post("/opportunities", body, idempotency_key="a-1")
    other = owner.post("/opportunities", {**body, "amount": "6"}, idempotency_key="a-1")
    assert (other.status_code, told(other)["code"]) == (409, "key_used")
    elsewhere = owner.post("/key-people", {"customer": "mill", "name": "x"}, idempotency_key="a-1")
    assert elsewhere.status_code == 409
    assert program("owner").post("/opportunities", body, idempotency_key="a-1").status_code == 201
    assert Opportunity.unscoped.filter(name="二期").count() == 2


def test_call_that_failed_may_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    owner, body = program("owner"), {"customer": "mill", "name": "二期", "amount": "5"}
    with monkeypatch.context() as broken:
        broken.setattr("renmai.api.operations.kept_call.keep_call", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            owner.post("/opportunities", body, idempotency_key="a-1")
    assert not Opportunity.unscoped.filter(name="二期").exists()
    assert owner.post("/opportunities", {**body, "amount": "x"}, idempotency_key="a-1").status_code == 422
    assert owner.post("/opportunities", body, idempotency_key="a-1").status_code == 201
    assert Opportunity.unscoped.filter(name="二期").count() == 1


def test_repeated_call_shows_no_more_than_its_caller_may_see_by_then() -> None:
    owner, body = program("owner"), {"customer": "mill", "name": "二期", "amount": "5"}
    owner.post("/opportunities", body, idempotency_key="a-1")
    Ownership.unscoped.filter(customer__code="mill").update(valid_to=AS_OF)
    assert owner.post("/opportunities", body, idempotency_key="a-1").status_code == 204


def test_key_that_is_none_is_refused() -> None:
    answer = program("admin").post("/stages", {"name": "x"}, idempotency_key="x" * 256)
    assert told(answer)["problems"][0]["field"] == "Idempotency-Key"
    assert program("admin").post("/stages", {"name": "x"}, idempotency_key="").status_code == 422


def test_key_is_forgotten_after_a_day() -> None:
    owner, body = program("owner"), {"customer": "mill", "name": "二期", "amount": "5"}
    owner.post("/opportunities", body, idempotency_key="a-1")
    KeptCall.objects.update(made_at=F("made_at") - timedelta(hours=25))
    assert owner.post("/opportunities", body, idempotency_key="a-1").status_code == 201
    assert Opportunity.unscoped.filter(name="二期").count() == 2
    KeptCall.objects.update(made_at=F("made_at") - timedelta(hours=25))
    sweep()
    assert not KeptCall.objects.exists()
