"""Every contestant gives our answers; nothing is timed here."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import numpy as np
import psycopg
import pytest

from bench import with_duckdb, with_pandas, with_postgres, with_renmai
from bench.bundles import write_bundle
from bench.contest import Contestant, differences
from bench.dataset import UNTIL, Dataset, generate
from bench.main import VIEWS
from bench.with_renmai import contestant, facts_of
from renmai.analytics.panel import build_panel
from renmai.intake.importing import ImportStatus, import_bundle
from renmai.refresh import current_panel, forget
from renmai.store.models import Revision

SIZE = 60
DAYS = (UNTIL, date(2025, 2, 28), date(2024, 2, 29), date(2019, 1, 1))

Prepared = Callable[[Dataset], AbstractContextManager[Contestant]]


@pytest.fixture(scope="module")
def data() -> Dataset:
    return generate(SIZE)


@pytest.fixture
def postgres() -> None:
    """Skips, and says so, where no server answers."""
    server = os.environ.get(with_postgres.SERVER, with_postgres.DEFAULT_SERVER)
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.OperationalError:
        pytest.skip(f"no PostgreSQL answers at {server}")


def require_our_answers(data: Dataset, module: ModuleType) -> None:
    prepared: Prepared = module.prepared
    with with_renmai.prepared(data) as ours, prepared(data) as other:
        for day in DAYS:
            assert differences(ours.company(day), other.company(day)) == []
            if other.trend:
                assert ours.trend is not None
                assert differences(ours.trend(day), other.trend(day)) == []


@pytest.mark.parametrize("module", [with_pandas, with_duckdb])
def test_contestants_give_our_answers(data: Dataset, module: ModuleType) -> None:
    require_our_answers(data, module)


def test_postgres_gives_our_answers(data: Dataset, postgres: None) -> None:
    require_our_answers(data, with_postgres)


@pytest.mark.parametrize("way", with_postgres.LATEST)
def test_both_ways_to_ask_postgres_agree(
    data: Dataset, postgres: None, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(with_postgres, "LATEST", {way: with_postgres.LATEST[way]})
    require_our_answers(data, with_postgres)


def test_bundle_of_the_data_set_gives_the_same_panel(data: Dataset, tmp_path: Path, db: None) -> None:
    write_bundle(data, tmp_path)
    outcome = import_bundle(tmp_path, actor="", now=datetime(2026, 9, 30, tzinfo=UTC))
    assert (outcome.status, outcome.problems) == (ImportStatus.IMPORTED, [])
    assert Revision.objects.count() == 1
    forget()
    built = build_panel(facts_of(data))
    for view in VIEWS.values():
        one, other = contestant(built, view), contestant(current_panel(), view)
        assert differences(one.company(UNTIL), other.company(UNTIL)) == []
    forget()


def test_same_size_gives_the_same_data(data: Dataset) -> None:
    again = generate(SIZE)
    for table in ("customers", "ownerships", "people", "assessments", "influences", "opportunities", "members"):
        one, other = getattr(data, table), getattr(again, table)
        for column in one.__slots__:
            assert np.array_equal(getattr(one, column), getattr(other, column)), (table, column)


def test_data_set_has_its_proportions(data: Dataset) -> None:
    assert len(data.people.customer) == 10 * SIZE
    assert (data.assessments.party == 0).sum() == 80 * SIZE
    assert set(data.assessments.party) == {0, 1, 2}
    assert len(data.opportunities.customer) == 2 * SIZE
