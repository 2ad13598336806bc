"""A standalone Spark with two workers gives the panel's reports (docs/engines.md).

Every question costs seconds of compiling Java, so a few bundles stand for the hundreds that DuckDB answers.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables, stored
from renmai.analytics.reports import report
from renmai.domain.periods import Period
from renmai.domain.question import ABOUT_US, OURS, Filters, Question, View
from renmai.domain.scope import EVERYTHING
from scripts.spark_cluster import cluster
from tests.analytics.portable.likeness import differences, told
from tests.bundles import Bundle, shared_bundle
from tests.engines import SIGNS, echoed, exported, keep_unnamed, unlike_panel
from tests.panels import panel_of
from tests.people import AS_OF
from tests.random_bundles import case_of

SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""A minute of Java is too short for optimising it."""
HERE = bool(find_spec("pyspark")) and bool(shutil.which("java"))
pytestmark = [
    pytest.mark.skipif(not HERE and os.environ.get("CI") != "true", reason="no Spark here: make spark"),
    # pyspark leaves it to the garbage collector to close what it has read.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <socket.socket:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("spark"), java=SHORT_LIVED) as found:
        yield found.master


@pytest.fixture(scope="module")
def spark(master: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from renmai.analytics.portable.engines.on_spark import spark_on

    with spark_on(master, written(shared_bundle("tiny"), tmp_path_factory.mktemp("tiny"))) as engine:
        yield engine


def written(bundle: Bundle, folder: Path) -> Path:
    for file, table in stored(bundle).items():
        pq.write_table(table, folder / f"{file}.parquet")
    return folder


def disagreements(spark: Any, bundle: Bundle, folder: Path, question: Question) -> dict[str, list[str]]:
    from renmai.analytics.portable.engines.on_spark import Spark, read

    tables, panel = Tables.on(Spark(read(spark.session, written(bundle, folder)))), panel_of(bundle)
    found = {}
    for line, derived in REPORTS.items():
        asked = replace(question, party=OURS) if line in ABOUT_US else question
        found[line] = differences(derived(tables, asked), told(report(panel, line, asked, EVERYTHING)))
    return {line: places for line, places in found.items() if places}


FOR_MANY_ROWS = ("spark.sql.codegen.wholeStage", "spark.sql.adaptive.enabled")
EXAMPLES = {
    "tiny": Question(date(2026, 9, 30), Period.QUARTER, View.parse("team:S1")),
    "maven": Question(date(2026, 6, 30), Period.YEAR, party="R1", filters=Filters(region="东区")),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(spark: Any, tmp_path: Path, name: str) -> None:
    assert disagreements(spark, shared_bundle(name), tmp_path, EXAMPLES[name]) == {}


# Ancient days, amounts of 22 digits, codes in both forms of an accent, nobody and nothing: see random_bundles.
@pytest.mark.parametrize("seed", [3, 9])
def test_random_bundles(spark: Any, tmp_path: Path, seed: int) -> None:
    """Neither compiled nor planned anew on the way: on so few rows that takes most of the time of the other tests."""
    bundle, question = case_of(seed)
    for setting in FOR_MANY_ROWS:
        spark.session.conf.set(setting, "false")
    try:
        assert disagreements(spark, bundle, tmp_path, question) == {}
    finally:
        for setting in FOR_MANY_ROWS:
            spark.session.conf.set(setting, "true")


@pytest.mark.usefixtures("world")
def test_export_of_a_database_with_unnamed_relations(spark: Any, tmp_path: Path) -> None:
    from renmai.analytics.portable.engines.on_spark import Spark, read

    assert keep_unnamed() > 0
    folder = exported(tmp_path / "out")
    assert unlike_panel(Spark(read(spark.session, folder)), folder, Question(AS_OF)) == {}


def test_days_do_not_depend_on_the_clock_of_a_machine(spark: Any) -> None:
    rows = spark.session.sql("SELECT DATE '0001-01-01' AS day, CURRENT_TIMEZONE() AS zone").collect()
    assert [tuple(row) for row in rows] == [(date(1, 1, 1), "UTC")]


def test_signs_of_a_statement_are_texts(spark: Any) -> None:
    assert [echoed(spark, text) for text in SIGNS] == [[text] for text in SIGNS]


@pytest.mark.usefixtures("world")
def test_command_answers_from_the_cluster(master: str, tmp_path: Path) -> None:
    """A driver of its own, as on any machine that can reach the master."""
    exported(tmp_path / "out")
    command = [sys.executable, "-m", "renmai.cli.main", "--language", "en", "report", "customer", "--format", "json"]
    asked = ["--as-of", AS_OF.isoformat(), "--engine", f"ibis+{master}{tmp_path / 'out'}"]
    own = {"RENMAI_DATA_DIR": str(tmp_path), "RENMAI_DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    done = subprocess.run([*command, *asked], env=os.environ | own, capture_output=True, text=True, check=False)
    from renmai.refresh import current_panel

    expected = report(current_panel(), "customer", Question(AS_OF), EVERYTHING)
    assert (done.returncode, done.stderr[-500:] if done.returncode else "") == (0, "")
    assert differences(json.loads(done.stdout), told(expected)) == []
