"""A real primary with a real standby: who reads what from where, and that nobody sees less for it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from scripts.visiting import Visitor, form_of
from tests.faults.serving import Cluster, cluster, until
from tests.serving.conftest import Server, serving

FACTS = (
    "SELECT sum(idx_scan + seq_scan) FROM pg_stat_user_tables WHERE relname IN ('store_employee', 'store_keyperson')"
)


@pytest.fixture
def primary() -> Iterator[Cluster]:
    with cluster() as found:
        yield found


@pytest.fixture
def standby(primary: Cluster) -> Iterator[Cluster]:
    with primary.followed() as found:
        yield found


@pytest.fixture
def server(folder: Path, primary: Cluster, standby: Cluster) -> Iterator[Server]:
    with serving(folder, primary.url, RENMAI_REPLICA_URLS=standby.url) as found:
        yield found
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def salesperson(server: Server) -> Visitor:
    visitor = Visitor(server.url)
    visitor.sign_in("salesperson", "renmai-demo-only")
    return visitor


def ask(at: Cluster, statement: str) -> object:
    with psycopg.connect(at.url, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
        return row[0] if row else None


def write(visitor: Visitor, note: str) -> str:
    """Record a contact; gives the address of the person's page."""
    listed = visitor.get("/lines/key-person/list").text
    person = listed.split('href="/key-people/')[1].split('"')[0]
    page = visitor.get(f"/contact?person={person}&kind=message")
    visitor.send(page, form_of(page, "note"), {"note": note})
    return f"/key-people/{person}"


def test_facts_come_from_the_standby_until_it_is_behind(
    primary: Cluster, standby: Cluster, salesperson: Visitor
) -> None:
    before = int(str(ask(standby, FACTS)))

    def is_read() -> bool:
        salesperson.afresh().get("/lines/customer/list")
        return int(str(ask(standby, FACTS))) > before

    until(is_read, "facts are read from the standby")
    ask(standby, "SELECT pg_wal_replay_pause()::text")
    person = write(salesperson, "said while the standby stood still")
    for _ in range(6):
        assert "said while the standby stood still" in salesperson.afresh().get(person).text
    ask(standby, "SELECT pg_wal_replay_resume()::text")


def test_standby_that_is_away_costs_nobody_an_answer(standby: Cluster, salesperson: Visitor) -> None:
    salesperson.get("/lines/customer/list")
    standby.crash()
    try:
        for _ in range(4):
            salesperson.afresh().get("/lines/customer/list")
        assert "said without a standby" in salesperson.get(write(salesperson, "said without a standby")).text
    finally:
        standby.start()
