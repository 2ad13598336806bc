"""The worked example of docs/metrics/scorecard.md is what Renmai computes."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from renmai.analytics.panel import Panel
from renmai.analytics.scorecard import Planned, cards, is_reached
from renmai.domain.policy import POLICY
from renmai.domain.question import Question, View
from renmai.domain.scorecard import ComponentName, total, weighed
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of

PAGE: Final = tables((METRICS / "scorecard.md").read_text(encoding="utf-8"))
[STEPS] = [rows for rows in PAGE if "step" in rows[0]]
[SCORES] = [rows for rows in PAGE if "view" in rows[0]]
[RULES] = [rows for rows in PAGE if "weight" in rows[0]]
QUESTION: Final = Question(date(2026, 9, 30))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


def planned(panel: Panel, row: dict[str, str]) -> Planned:
    return Planned(
        row["step"],
        panel.roster.employee_of_code[row["owner"]].id,
        row["customer"],
        row["person"],
        row["feature"],
        row["from"],
        row["goal"],
        row["status"],
        date.fromisoformat(row["due"]),
    )


def number(cell: str) -> float | None:
    return None if cell == "null" else float(Fraction(cell))


@pytest.mark.parametrize("row", SCORES, ids=lambda row: f"{row['view']} {row['component']}")
def test_worked_example_is_computed(row: dict[str, str], company: Panel) -> None:
    view = View.parse(row["view"])
    found = cards(company, QUESTION, [view], [planned(company, step) for step in STEPS])[view]
    for card, column in zip(found, ("score", "previous"), strict=False):
        parts = weighed(card, POLICY)
        scores = {part.name.value: part.score for part in parts} | {"total": total(parts)}
        expected = number(row[column])
        assert scores[row["component"]] == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("row", STEPS, ids=lambda row: row["step"])
def test_steps_reach_their_goal_as_the_page_says(row: dict[str, str], company: Panel) -> None:
    day = min(date.fromisoformat(row["due"]), QUESTION.as_of)
    on = QUESTION.as_of if day > QUESTION.comparison.previous else day
    assert is_reached(company, on, planned(company, row)) is (row["reached"] == "yes")


def test_page_names_every_component_with_its_usual_weight() -> None:
    assert [row["component"].strip("`") for row in RULES] == [name.value for name in ComponentName]
    assert [int(row["weight"]) for row in RULES] == [POLICY.weight_of(name.value) for name in ComponentName]
