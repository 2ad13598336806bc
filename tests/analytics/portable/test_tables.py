"""Tables hold the stored state with its types, wherever they are loaded from."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables, stored
from renmai.domain.question import Question
from tests.analytics.portable.likeness import differences
from tests.bundles import Bundle, bundle_of, shared_bundle

DAY = date(2026, 9, 20)


def bundle() -> Bundle:
    return bundle_of(
        assessments=[
            {"key_person": "K1", "effective_on": DAY, "closeness": 2, "veto": True},
            {"key_person": "K1", "party": "R1", "effective_on": DAY, "closeness": -2},
            {"key_person": "K1", "effective_on": DAY, "solution": 1},
        ],
        opportunities=[{"code": "O1", "amount": Decimal("999999999999999999.9999"), "opened_on": DAY}],
    )


def test_last_row_of_a_key_replaces_the_others_whole() -> None:
    tables = Tables.on_duckdb(bundle())
    rows = tables.rows(tables.assessments.select("party", "closeness", "solution", "veto"))
    assert {row["party"]: row for row in rows} == {
        None: {"party": None, "closeness": None, "solution": 1, "veto": None},
        "R1": {"party": "R1", "closeness": -2, "solution": None, "veto": None},
    }


def test_amounts_stay_exact() -> None:
    tables = Tables.on_duckdb(bundle())
    assert tables.rows(tables.opportunities.aggregate(sum=tables.opportunities.amount.sum())) == [
        {"sum": Decimal("999999999999999999.9999")}
    ]


def test_missing_files_are_empty_tables() -> None:
    tables = Tables.on_duckdb({})
    assert tables.rows(tables.customers) == []


def test_parquet_gives_the_same_reports(tmp_path: Path) -> None:
    tiny = shared_bundle("tiny")
    for file, table in stored(tiny).items():
        pq.write_table(table, tmp_path / f"{file}.parquet")
    question = Question(date(2026, 9, 30))
    loaded, read = Tables.on_duckdb(tiny), Tables.on_parquet(tmp_path)
    for line, derived in REPORTS.items():
        assert differences(derived(loaded, question), derived(read, question)) == [], line
