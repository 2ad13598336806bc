"""The worked example of docs/metrics/review.md is what Renmai computes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.analytics.review import customer, key_person, opportunity
from renmai.domain.question import Question, View
from renmai.domain.review import Risk
from renmai.domain.scope import EVERYTHING
from renmai.web.pages.review.asked import PARTS
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.panels import panel_of

PAGE: Final = tables((METRICS / "review.md").read_text(encoding="utf-8"))
[EXAMPLE] = [rows for rows in PAGE if "view" in rows[0]]
SINCE: Final = date(2026, 8, 31)
Told = tuple[str, ...]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


def moved(row: Row, what: str) -> Told:
    return row["code"], what, str(row["before"]), str(row["after"])


FOUND: Final[dict[str, Callable[[Panel, Question], list[Told]]]] = {
    "customers": lambda panel, asked: [
        (row["code"], row["turn"], "", "") for row in customer.turns(panel, asked, SINCE, EVERYTHING)[:]
    ],
    "opportunities": lambda panel, asked: [
        (row["code"], row["turn"], "", "") for row in opportunity.turned(panel, asked, SINCE)[:]
    ],
    "readings": lambda panel, asked: [moved(row, "") for row in opportunity.read_otherwise(panel, asked, SINCE)[:]],
    "grades": lambda panel, asked: [
        moved(row, row["degree"]) for row in customer.graded_otherwise(panel, asked, SINCE)[:]
    ],
    "degrees": lambda panel, asked: [
        moved(row, row["degree"]) for row in key_person.felt_otherwise(panel, asked, SINCE)[:]
    ],
    "risks": lambda panel, asked: [
        (row["code"], " ".join(row["risks"]), "", "") for row in opportunity.risks(panel, asked).listing()[:]
    ],
}


def expected(view: str, table: str) -> list[Told]:
    return [
        (row["code"], "" if table == "readings" else row["what"], row["was"], row["is"])
        for row in EXAMPLE
        if (row["view"], row["table"]) == (view, table)
    ]


CASES: Final = sorted({(row["view"], row["table"]) for row in EXAMPLE})


@pytest.mark.parametrize(("view", "table"), CASES)
def test_worked_example_is_computed(view: str, table: str, company: Panel) -> None:
    found: Any = FOUND[table](company, Question(date(2026, 9, 30), view=View.parse(view)))
    assert found == expected(view, table)


def test_page_names_every_table_and_risk() -> None:
    [rules] = [rows for rows in PAGE if "order" in rows[0]]
    assert tuple(row["table"] for row in rules) == PARTS
    [risks] = [rows for rows in PAGE if "risk" in rows[0]]
    named = [name.strip("` ") for row in risks for name in row["risk"].split(",")]
    assert named == [risk.value for risk in Risk]
