"""The worked example of docs/metrics/continuity.md is what Renmai computes."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from renmai.analytics.continuity import FIGURES, Standing, standings
from renmai.analytics.continuity_list import listing
from renmai.analytics.panel import Panel
from renmai.analytics.touch import KEPT_UP
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of

PAGE: Final = METRICS / "continuity.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
[RULES, WORKED] = tables(TEXT)
ASKED: Final = Question(date(2026, 9, 30))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in (bundle(METRICS / "README.md") | bundle(PAGE)).items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


def found(company: Panel) -> dict[str, Standing]:
    return {one.code: one for one in standings(company, EVERYTHING, ASKED)}


@pytest.mark.parametrize("row", WORKED, ids=lambda row: f"{row['employee']} {row['figure']}")
def test_worked_example(row: dict[str, str], company: Panel) -> None:
    name = row["figure"].strip("`")
    metric = found(company)[row["employee"]].figures[name]
    assert (metric["value"], metric["previous"]) == (int(row["value"]), int(row["previous"]))
    assert metric["change"] == int(row["value"]) - int(row["previous"])
    if name != "amount":
        listed = listing(company, EVERYTHING, ASKED, row["employee"], name)
        assert [one["code"] for one in listed[:]] == row["list"].split()


def test_every_other_figure_of_the_example_is_nothing(company: Panel) -> None:
    worked = {(row["employee"], row["figure"].strip("`")) for row in WORKED}
    for code, one in found(company).items():
        for name, metric in one.figures.items():
            assert (code, name) in worked or metric["value"] == 0


def test_order_is_that_of_the_amount(company: Panel) -> None:
    assert list(found(company)) == ["BO", "CAI", "DONG"]


def test_page_names_every_figure_and_the_window() -> None:
    assert {row["figure"].strip("`") for row in RULES} == {*FIGURES, "amount"}
    assert f"within the last {KEPT_UP} days" in TEXT
