"""The worked examples of docs/metrics/what-if.md are what Renmai computes."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from renmai.analytics.customer import alone
from renmai.analytics.panel import Panel
from renmai.analytics.what_if import Outlook, Supposition, outcome
from renmai.domain.plan_step import is_met
from renmai.domain.question import Question
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of

AS_OF: Final = date(2026, 9, 30)
PAGE: Final = tables((METRICS / "what-if.md").read_text(encoding="utf-8"))
[SUPPOSED] = [rows for rows in PAGE if "supposed" in rows[0]]
[REACHED] = [rows for rows in PAGE if "goal" in rows[0]]


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    found = alone(panel_of(read_bundle(folder)), "C1")
    assert found is not None
    return found.panel


def suppositions(cell: str) -> list[Supposition]:
    return [Supposition(*blank(one).split(" ")) for one in cell.split(", ")]


def blank(text: str) -> str:
    return text.replace("?", "")


def figure(found: Outlook, name: str) -> object:
    if name == "reading":
        return found.verdict.reading.value
    if name == "features":
        return found.features[0] / found.features[1]
    degree = name.removeprefix("lead.")
    return found.lead[degree] if degree != name else found.average[degree]


def written(cell: str) -> object:
    return cell if cell.isalpha() else pytest.approx(float(Fraction(cell)))


@pytest.mark.parametrize("row", SUPPOSED, ids=lambda row: f"{row['supposed']} {row['figure']}")
def test_worked_example_is_computed(row: dict[str, str], ferry: Panel) -> None:
    found = outcome(ferry, Question(AS_OF), "O1", suppositions(row["supposed"]))
    assert found is not None
    assert figure(found.before, row["figure"]) == written(row["before"])
    assert figure(found.after, row["figure"]) == written(row["after"])


@pytest.mark.parametrize("row", REACHED, ids=lambda row: " ".join(row.values()))
def test_goals_of_the_page_are_reached_or_not(row: dict[str, str]) -> None:
    found = is_met(row["feature"], blank(row["from"]), row["goal"], blank(row["now"]))
    assert found is (row["reached"] == "yes")
