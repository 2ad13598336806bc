"""`renmai report --engine`: the same report from another engine, or one sentence that says what is wrong."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from renmai.analytics.portable.reports import REPORTS
from renmai.cli.engine import Choice, read_choice
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.look import Place
from renmai.store.models import Look
from tests.analytics.portable.likeness import differences, told
from tests.cli.conftest import Say

pytestmark = pytest.mark.django_db
AS_OF = ("--as-of", "2026-09-30")
LIVE = connection.vendor == "postgresql"


@pytest.fixture
def folder(shared_data: Path, say: Say, tmp_path: Path) -> Path:
    assert say("import", str(shared_data / "tiny"))[0] == 0
    status, out, _ = say("export", "--parquet", str(tmp_path / "out"))
    assert (status, out.split()[0]) == (0, "Exported")
    return tmp_path / "out"


ASKED = (
    ("--view", "team:S1"),
    ("--view", "personal:E2", "--period", "quarter"),
    ("--industry", "制造业", "--region", "华南"),
    ("--focus", "--period", "year"),
)


@pytest.mark.parametrize("line", REPORTS)
def test_engines_give_the_report_of_the_panel(folder: Path, say: Say, line: str) -> None:
    for question in ((), *ASKED):
        asked = ("report", line, *AS_OF, *question, "--format", "json")
        status, expected, _ = say(*asked)
        for engine in (f"duckdb:{folder}", *(["postgresql"] if LIVE else [])):
            again, found, errors = say(*asked, "--engine", engine)
            assert (again, bool(errors)) == (status, bool(status) or line == "strategies")
            if status == 0:
                assert differences(json.loads(found), told(json.loads(expected))) == []


@pytest.mark.parametrize("form", ["table", "csv"])
def test_every_form_is_the_same(folder: Path, say: Say, form: str) -> None:
    for line in ("customer", "key-person", "decision-chain", "account"):
        asked = ("report", line, *AS_OF, "--format", form)
        assert say(*asked, "--engine", f"duckdb:{folder}")[1] == say(*asked)[1]


REFUSED = (
    (("customer", "--engine", "oracle:x"), "“oracle:x” is no engine"),
    (("customer", "--engine", "spark://127.0.0.1:7077"), "is no engine"),
    (("customer", "--engine", "duckdb:"), "is no engine"),
    (("customer", "--engine", "duckdb:{0}", "--as", "E1"), "as an administrator"),
    (("actions", "--engine", "duckdb:{0}"), "No engine answers “actions”"),
    (("nonsense", "--engine", "duckdb:{0}"), "No engine answers “nonsense”"),
    (("customer", "--engine", "duckdb:{0}", "--view", "team:nobody"), "There is no view “team:nobody”"),
    (("customer", "--engine", "duckdb:{0}", "--view", "personal:E99"), "There is no view “personal:E99”"),
    (("customer", "--engine", "duckdb:{0}", "--competitor", "R9"), "There is no competitor “R9”; known: R1"),
    (("account", "--engine", "duckdb:{0}", "--competitor", "R1"), "is about us"),
    (("customer", "--engine", "duckdb:{0}", "--industry", "猪"), "No customer is in the industry “猪”"),
    (("customer", "--engine", "duckdb:{0}", "--region", "猪"), "No customer is in the region “猪”"),
    (("customer", "--engine", "duckdb:{0}", "--as-of", "0005-01-01"), "too early"),
    (("customer", "--engine", "duckdb:{0}", "--memory", "much"), "“much” is no value for --memory"),
    (("customer", "--engine", "postgresql", "--memory", "1GB"), "--memory bounds DuckDB alone"),
    (("customer", "--engine", "duckdb:{0}/nothing"), "is no export for an engine"),
)


def test_what_cannot_be_asked_is_said_in_one_line(folder: Path, say: Say) -> None:
    for arguments, sentence in REFUSED:
        status, out, errors = say("report", *(one.format(folder) for one in arguments))
        assert (status, out, errors.count("\n")) == (2, "", 1), arguments
        assert sentence in errors


def test_sqlite_cannot_answer_as_postgresql(say: Say) -> None:
    if not LIVE:
        status, _, errors = say("report", "customer", "--engine", "postgresql")
        assert (status, "this one is no PostgreSQL" in errors) == (2, True)


def test_live_report_is_told_to_whom_it_names(folder: Path, say: Say) -> None:
    if LIVE:
        Look.unscoped.all().delete()
        say("report", "key-person", *AS_OF)
        expected = set(Look.unscoped.values_list("employee__code", "key_person__code", "place"))
        Look.unscoped.all().delete()
        say("report", "key-person", *AS_OF, "--engine", "postgresql")
        assert set(Look.unscoped.values_list("employee__code", "key_person__code", "place")) == expected
        assert {place for *_, place in expected} == {Place.TERMINAL}


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a package one that is not installed, for modules that are loaded from now on."""

    def remove(package: str) -> None:
        for name in [*sys.modules]:
            if name.startswith(("renmai.cli.engine", "renmai.output.parquet", "renmai.analytics.portable", package)):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, package, None)

    return remove


@pytest.mark.parametrize("package", ["ibis", "pyarrow"])
def test_missing_packages_are_named(folder: Path, say: Say, without: Callable[[str], None], package: str) -> None:
    without(package)
    for command in (("report", "customer", "--engine", f"duckdb:{folder}"), ("export", "--parquet", f"{folder}2")):
        status, _, errors = say(*command)
        if status:
            assert errors.startswith("renmai: This needs DuckDB, Ibis, pyarrow, which is not installed here")
    assert status == 2 or package == "ibis"


def test_missing_spark_is_named(folder: Path, say: Say, without: Callable[[str], None]) -> None:
    without("pyspark")
    status, _, errors = say("report", "customer", "--engine", f"spark://127.0.0.1:1{folder}")
    assert (status, errors.split(";")[1]) == (2, " install it with: make spark\n")


CHOICES = {
    "duckdb:export": Choice("duckdb", Path("export")),
    "duckdb:///srv/export": Choice("duckdb", Path("/srv/export")),
    "ibis+duckdb:/srv/export": Choice("duckdb", Path("/srv/export")),
    "postgresql": Choice("postgresql"),
    "ibis+postgresql://": Choice("postgresql"),
    "ibis+spark://host:7077/srv/a%20b": Choice("spark", Path("/srv/a b"), "spark://host:7077"),
    "spark://a:1,b:2/srv": Choice("spark", Path("/srv"), "spark://a:1,b:2"),
}


@pytest.mark.parametrize("text", CHOICES)
def test_engines_are_written_as_one_writes_them(text: str) -> None:
    assert read_choice(text) == CHOICES[text]


@pytest.mark.parametrize("text", ["", "postgresql://host/other", "spark:/srv", "duckdb", "spark:///srv", "ibis+"])
def test_half_an_engine_is_none(text: str) -> None:
    with pytest.raises(RenmaiError) as refused:
        read_choice(text)
    assert refused.value.code is ErrorCode.BAD_ENGINE
