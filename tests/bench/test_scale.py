"""The data of the scale bench are the same however they are asked, and all engines agree on them."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from bench import scale, scale_data
from bench.contest import Report, differences
from bench.usage import usage_of
from renmai.analytics.portable.engines.on_duckdb import duckdb_on
from renmai.analytics.portable.manifest import read_manifest
from renmai.domain.errors import ErrorCode, RenmaiError

SPILLING = 20_000
"""Customers; DuckDB needs some 200 MB for them on two cores."""


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale_data, "PART", 40)


@pytest.mark.usefixtures("small_parts")
def test_parts_are_one_company(tmp_path: Path) -> None:
    """Three parts, the last of another size: no code twice, no reference astray."""
    rows = scale_data.write_export(tmp_path / "out", 100)
    codes = {file: _column(tmp_path / "out", file, "code") for file in ("customers", "key_people", "employees")}
    assert {file: len(set(found)) for file, found in codes.items()} == {file: len(codes[file]) for file in codes}
    assert (rows["customers"], rows["key_people"]) == (100, 1000)
    for file, column, of in (
        ("key_people", "customer", "customers"),
        ("ownerships", "customer", "customers"),
        ("ownerships", "employee", "employees"),
        ("assessments", "key_person", "key_people"),
    ):
        assert set(_column(tmp_path / "out", file, column)) <= set(codes[of])
    assert read_manifest(tmp_path / "out").rows == rows


def _column(folder: Path, file: str, name: str) -> list[Any]:
    return list(pq.read_table(folder / f"{file}.parquet")[name].to_pylist())


@pytest.mark.usefixtures("small_parts")
def test_same_size_gives_the_same_rows(tmp_path: Path) -> None:
    for name in ("one", "other"):
        scale_data.write_export(tmp_path / name, 50)
    for path in (tmp_path / "one").glob("*.parquet"):
        assert pq.read_table(path) == pq.read_table(tmp_path / "other" / path.name)


@pytest.mark.usefixtures("small_parts")
def test_duckdb_answers_as_the_panel(tmp_path: Path) -> None:
    scale_data.write_export(tmp_path / "out", 100)
    panel = scale._panel(None, "100", "")()
    with duckdb_on(tmp_path / "out", "300MB") as engine:
        assert differences(panel, scale._figures(engine)) == []
    assert panel["trend"]["customers"]["value"] > 0


def test_duckdb_answers_with_less_memory_than_the_question_needs(tmp_path: Path) -> None:
    """1.6 million assessments: with nowhere to spill DuckDB gives up, with somewhere it answers as the panel does."""
    scale_data.write_export(tmp_path / "out", SPILLING)
    with pytest.raises(RenmaiError) as gave_up:
        answer_within(tmp_path / "out", "SET threads = 2; SET temp_directory = ''")
    assert (gave_up.value.code, "Out of Memory" in str(gave_up.value.params)) == (ErrorCode.ENGINE_FAILED, True)
    found = answer_within(tmp_path / "out", "SET threads = 2")
    assert differences(scale._panel(None, str(SPILLING), "")(), found) == []


def answer_within(folder: Path, setting: str) -> Report:
    with duckdb_on(folder, "120MB") as engine:
        engine.connection.execute(setting)
        return scale._figures(engine)


def test_whole_is_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale_data, "PART", 30)
    data = scale_data.whole(70)
    assert data.people.customer.tolist() == np.repeat(np.arange(1, 71), 10).tolist()
    above = data.people.superior > 0
    assert (data.people.customer[data.people.superior[above] - 1] == data.people.customer[above]).all()


def test_usage_grows_with_what_is_done() -> None:
    before = usage_of([0])
    sum(number * number for number in range(2_000_000))
    after = usage_of([0])
    assert after.processor > before.processor
    assert after.peak >= before.peak > 0
