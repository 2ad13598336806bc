"""Lists: pages, filters, the state of a day, and what makes no sense."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renmai.api.nouns import NOUNS
from renmai.refresh import current_panel
from renmai.store.models import (
    Customer,
    KeyPerson,
    Revision,
)
from tests.api.caller import program, told
from tests.people import AS_OF

pytestmark = pytest.mark.usefixtures("world")


def codes(items: list[dict[str, Any]]) -> list[str]:
    return [one["code"] for one in items]


def test_pages_hold_every_row_once_though_some_are_added_meanwhile() -> None:
    admin = program("admin")
    first = admin.get("/key-people?limit=3")
    customer, revision = Customer.unscoped.get(code="mill"), Revision.objects.latest("number")
    for code in ("aaa", "zzz"):
        KeyPerson.unscoped.create(code=code, customer=customer, name=code, joined_on=AS_OF, revision=revision)
    found, page = codes(first["items"]), first
    while page["next"]:
        page = admin.get(page["next"])
        found += codes(page["items"])
    assert found == sorted(found)
    assert len(found) == len(set(found)) == 9
    assert "zzz" in found
    assert "aaa" not in found


def test_next_keeps_the_filters() -> None:
    admin = program("admin")
    page = admin.get("/key-people?limit=1&customer=harbour&as_of=2026-09-30")
    rest = admin.get(page["next"])
    assert codes(page["items"] + rest["items"]) == ["harbour-boss", "harbour-buyer"]
    assert "customer=harbour" in rest["next"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("focus=true", ["crane"]),
        ("status=open", ["crane", "sieve"]),
        ("owner=mate", ["pier"]),
        ("customer=harbour&status=won", ["pier"]),
        ("as_of=2026-04-19", ["crane", "drill", "pier"]),
        ("changed_since=1", []),
        ("changed_since=0&after=crane&limit=1", ["drill"]),
    ],
)
def test_filters(asked: str, found: list[str]) -> None:
    assert codes(program("admin").items(f"/opportunities?{asked}")) == found


@pytest.mark.parametrize(
    "asked",
    [
        "limit=0",
        "limit=201",
        "limit=x",
        "limit=1&limit=2",
        "after=",
        "as_of=2026-02-30",
        "as_of=20260930",
        "status=no",
        "focus=yes",
        "changed_since=-1",
        "changed_since=99999999999999999999",
        "colour=red",
        "customer=%00",
        "customer=",
    ],
)
def test_question_without_sense_is_refused_by_name(asked: str) -> None:
    answer = program("admin").ask("GET", f"/opportunities?{asked}")
    assert answer.status_code == 422
    assert [one["field"] for one in told(answer)["problems"]] == [asked.split("=", maxsplit=1)[0]]


def test_state_of_a_day() -> None:
    admin = program("admin")
    assert [one["employee"] for one in admin.items("/ownerships?customer=harbour&as_of=2026-05-31")] == ["mate"]
    assert [one["employee"] for one in admin.items("/ownerships?customer=harbour&as_of=2026-06-01")] == ["owner"]
    days = [one["effective_on"] for one in admin.items("/assessments?key_person=harbour-boss")]
    assert sorted(days) == ["2025-09-01", "2026-09-10"]
    [held] = admin.items("/assessments?key_person=harbour-boss&as_of=2026-09-09")
    assert held["effective_on"] == "2025-09-01"
    both = admin.items("/assessments?key_person=quarry-boss&as_of=2026-09-30")
    assert [one["party"] for one in both] == [None, "rival"]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.path)
def test_list_asks_a_few_statements_however_long_it_is(noun: Any) -> None:
    admin = program("admin")
    if noun.create:
        admin.post(f"/{noun.path}", dict(noun.create.example))
    current_panel()
    admin.get(f"/{noun.path}?limit=1")  # the token is marked as used, and looks are written down
    counts = []
    for limit in (1, 200):
        with CaptureQueriesContext(connection) as asked:
            admin.get(f"/{noun.path}?limit={limit}")
        counts.append(len([one for one in asked if "store_look" not in one["sql"] and "PRAGMA" not in one["sql"]]))
    assert max(counts) <= 5
