"""The worked example of docs/metrics/contest.md is what Renmai computes."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from renmai.analytics import contest, customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.panel import Panel
from renmai.domain.contest import Claim
from renmai.domain.question import Question
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of

PAGE: Final = tables((METRICS / "contest.md").read_text(encoding="utf-8"))
[EXAMPLE] = [rows for rows in PAGE if "line" in rows[0]]
LINES: Final[dict[str, Any]] = {
    "customer": customer_line,
    "influence": influence_line,
    "key-person": key_person_line,
    "decision-chain": decision_chain_line,
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


@pytest.mark.parametrize("row", EXAMPLE, ids=lambda row: f"{row['line']} {row['figure']}")
def test_worked_example_is_computed(row: dict[str, str], company: Panel) -> None:
    found: Any = contest.figures(company, Question(date(2026, 9, 30), party="R"), LINES[row["line"]].standings)
    for name in row["figure"].strip("`").split("."):
        found = found[name]
    assert found == int(row["value"])


def test_page_names_every_claim() -> None:
    [claims] = [rows for rows in PAGE if "claim" in rows[0]]
    assert [row["claim"].split("`")[1] for row in claims] == [claim.value for claim in Claim]
