"""Two programs at once, each with a connection of its own: exactly one wins, on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from renmai.store.models import KeyPerson, Opportunity
from tests.api.caller import program, told
from tests.people import build_world

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4
AtOnce = Callable[..., list[Any]]


@pytest.fixture
def at_once(transactional_db: None, tmp_path: Path) -> Iterator[AtOnce]:
    """Begins some calls together and gives what each returns."""
    build_world()
    with ThreadPoolExecutor(AT_ONCE) as pool:

        def run(*calls: Callable[[], Any]) -> list[Any]:
            start, file = Barrier(len(calls)), _as_file(tmp_path / "renmai.sqlite3")

            def one(call: Callable[[], Any]) -> Any:
                here = connections["default"]
                here.settings_dict = {**here.settings_dict, **file}
                start.wait(timeout=60)
                try:
                    return call()
                finally:
                    connections.close_all()

            return list(pool.map(one, calls))

        yield run


def _as_file(path: Path) -> dict[str, str]:
    """The threads share a file as servers do; a database in memory locks by other rules."""
    if connection.vendor != "sqlite":
        return {}
    if not path.exists():
        connection.ensure_connection()
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
    return {"NAME": str(path)}


def test_of_changes_of_one_state_exactly_one_wins(at_once: AtOnce) -> None:
    owner, path = program("owner"), "/key-people/harbour-boss"
    etag = str(owner.ask("GET", path)["ETag"])
    calls = [
        lambda title=title: owner.ask("PATCH", path, {"title": title}, if_match=etag)
        for title in ("厂长", "总裁", "董事长", "顾问")
    ]
    answers = at_once(*calls)
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    [won] = [told(answer) for answer in answers if answer.status_code == 200]
    [kept] = at_once(lambda: KeyPerson.unscoped.get(code="harbour-boss").title)
    lost = {told(answer)["current"]["title"] for answer in answers if answer.status_code == 412}
    assert {kept} == lost == {won["title"]}


def test_call_that_comes_several_times_at_once_is_done_once(at_once: AtOnce) -> None:
    owner, body = program("owner"), {"customer": "mill", "name": "二期", "amount": "5"}
    answers = at_once(*[lambda: owner.post("/opportunities", body, idempotency_key="once")] * AT_ONCE)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert at_once(lambda: Opportunity.unscoped.filter(name="二期").count()) == [1]
