"""The worked example of the portfolio in docs/metrics/strategies.md is what Renmai computes."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from renmai.analytics import portfolio
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of

[EXAMPLE] = [rows for rows in tables((METRICS / "strategies.md").read_text("utf-8")) if "portfolio" in rows[0]]
QUESTION: Final = Question(date(2026, 9, 30))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in {**bundle(METRICS / "README.md"), **bundle(METRICS / "strategies.md")}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


@pytest.mark.parametrize("row", EXAMPLE, ids=lambda row: row["portfolio"])
def test_worked_example_is_computed(row: dict[str, str], company: Panel) -> None:
    found: Any = portfolio.figures(company, QUESTION)
    for name in row["portfolio"].strip("`").split("."):
        found = found[name]
    assert found == int(row["value"])
