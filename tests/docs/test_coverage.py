"""What docs/metrics/coverage.md says is what Renmai computes."""

import csv
from datetime import date
from typing import Any, Final

import pytest

from renmai.analytics.coverage import customers
from renmai.analytics.panel import Panel
from renmai.domain.coverage import TEAM_MATE_DAYS, contact_state, freshness
from renmai.domain.policy import POLICY
from renmai.domain.question import Question
from tests.bundles import bundle_of, read_bundle
from tests.docs.pages import METRICS, bundle, fenced, tables
from tests.panels import panel_of

AS_OF: Final = date(2026, 9, 30)
TEXT: Final = (METRICS / "coverage.md").read_text(encoding="utf-8")
[_, CELLS, STATES, CUSTOMERS] = tables(TEXT)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    [(_, body)] = fenced(TEXT, "contacts")
    customer_of = {"P1": "C1", "P2": "C1", "P3": "C1", "P5": "C2"}
    rows: list[dict[str, Any]] = [
        {
            **row,
            "code": f"A{number}",
            "customer": customer_of[row["key_people"].split(";")[0]],
            "occurred_on": date.fromisoformat(row["occurred_on"]),
        }
        for number, row in enumerate(csv.DictReader(body.splitlines()))
    ]
    return panel_of(read_bundle(folder) | {"activities": bundle_of(activities=rows)["activities"]})


@pytest.mark.parametrize("row", CELLS, ids=lambda row: f"{row['days']} of {row['stale_days']}")
def test_cells_of_the_page(row: dict[str, str]) -> None:
    days = None if row["days"] == "never" else int(row["days"])
    assert freshness(days, int(row["stale_days"])).value == row["cell"]


@pytest.mark.parametrize("row", STATES, ids=lambda row: f"{row['met on']} as of {row['as of']}")
def test_states_of_the_page(row: dict[str, str]) -> None:
    met = [date.fromisoformat(row["met on"])] if row["met on"] else []
    state, _ = contact_state(met, date(2026, 9, 1), date(2026, 9, 20), date.fromisoformat(row["as of"]))
    assert state.value == row["state"]


def test_worked_example_is_computed(company: Panel) -> None:
    found = customers(company, Question(AS_OF))
    codes = company.slabs[0].customers.code[found.subjects].tolist()
    told = {str(code): row for code, row in zip(codes, found, strict=True)}
    for row in CUSTOMERS:
        names = ("people", "covered", "single", "never")
        assert {name: told[row["customer"]][name] for name in names} == {name: int(row[name]) for name in names}


def test_page_names_the_days_that_are_used() -> None:
    assert f"the policy's ({POLICY.stale_days})" in TEXT
    assert f"the last {TEAM_MATE_DAYS} days" in TEXT
