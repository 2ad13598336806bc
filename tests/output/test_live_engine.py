"""PostgreSQL answers from its own tables, as they are, and writes nothing for it."""

from pathlib import Path

import pytest
from django.db import connection

from renmai.analytics.portable.engines.on_postgresql import PostgreSQL
from renmai.analytics.portable.tables import Tables
from renmai.store.figure_facts import answer
from renmai.store.snapshot import one_moment
from tests.engines import SIGNS, echoed, exported, keep_unnamed, take_in, unlike_panel
from tests.random_bundles import case_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the engine is the database"),
]
SEEDS = range(300, 312)


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_of_the_database_are_the_panels(seed: int, tmp_path: Path) -> None:
    bundle, question = case_of(seed)
    take_in(bundle)
    keep_unnamed()
    assert unlike_panel(PostgreSQL(answer), exported(tmp_path / "out"), question) == {}


def test_signs_of_a_statement_are_texts() -> None:
    """A percent sign is no place for a parameter, a quote no end of a text."""
    tables = Tables.on(PostgreSQL(answer))
    for text in SIGNS:
        assert echoed(PostgreSQL(answer), text) == [text]
        assert tables.rows(tables.influences.filter(tables.influences.kind == text)) == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written() -> None:
    """As on a standby, which would refuse."""
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        with one_moment():
            tables = Tables.on(PostgreSQL(answer))
            assert tables.rows(tables.influences) == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
