"""The worked example of docs/metrics/tactic-effects.md is what Renmai computes."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from renmai.analytics.panel import Panel
from renmai.analytics.tactic_effect import Effects, Measured, Outcome, effects, tally
from renmai.domain.stance import DEGREES
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of
from tests.tactics import Step, ids_of, steps_of

AS_OF: Final = date(2026, 9, 30)
PAGE: Final = tables((METRICS / "tactic-effects.md").read_text(encoding="utf-8"))
[STEPS] = [rows for rows in PAGE if "step" in rows[0]]
[ROWS] = [rows for rows in PAGE if "steps" in rows[0]]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


@pytest.fixture(scope="module")
def found(company: Panel) -> Effects:
    days = [(date.fromisoformat(row["planned"]), date.fromisoformat(row["done"])) for row in STEPS]
    steps = [Step(row["person"], row["degree"], *both) for row, both in zip(STEPS, days, strict=True)]
    return effects(company, steps_of(company, steps), AS_OF.toordinal())


def outcomes(rows: Measured) -> list[str]:
    return [[*Outcome][code].value for code in rows.outcome.tolist()]


@pytest.mark.parametrize("row", STEPS, ids=lambda row: row["step"])
def test_step_of_the_page_came_out_so(row: dict[str, str], company: Panel, found: Effects) -> None:
    number = STEPS.index(row) + 1
    own = found.steps.rows(found.steps.step == number)
    beside = found.others.rows(found.others.step == number)
    names = {key: code for code, key in ids_of(company)[0].items()}
    assert (outcomes(own), own.change.tolist()) == ([row["outcome"]], [int(row["change"])])
    told = [f"{names[key]} {outcome}" for key, outcome in zip(beside.person.tolist(), outcomes(beside), strict=True)]
    assert ", ".join(told) == row["beside"].replace("–", "")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["degree"])
def test_row_of_the_page_is_counted(row: dict[str, str], found: Effects) -> None:
    counted = tally(found.steps.rows(found.steps.degree == [*DEGREES].index(row["degree"])))  # type: ignore[arg-type]
    assert counted.steps == int(row["steps"])
    assert {one.value: number for one, number in counted.counts.items()} == {
        one.value: int(row[one.value]) for one in Outcome
    }
    assert counted.mean is None
    assert row["mean"] == "null"
