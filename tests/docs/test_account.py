"""The figures of the whole company in docs/metrics/account.md are what Renmai computes."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, Final

import pytest

from renmai.analytics.account_figures import measures
from renmai.analytics.panel import Panel
from renmai.domain.periods import Period
from renmai.domain.question import Question
from tests.bundles import read_bundle
from tests.docs.pages import METRICS, bundle, tables
from tests.docs.test_metrics import written
from tests.panels import panel_of

AS_OF: Final = date(2026, 9, 30)
TEXT: Final = (METRICS / "account.md").read_text(encoding="utf-8")
[COMPANY] = [table for table in tables(TEXT) if "company" in table[0]]
DAYS: Final = [heading for heading in COMPANY[0] if heading.startswith("20")]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    folder: Path = tmp_path_factory.mktemp("company")
    for name, text in bundle(METRICS / "README.md").items():
        (folder / name).write_text(text, encoding="utf-8")
    return panel_of(read_bundle(folder))


@pytest.mark.parametrize("row", COMPANY, ids=lambda row: row["company"].strip("`"))
@pytest.mark.parametrize("day", DAYS)
def test_figures_of_the_example_company(row: dict[str, str], day: str, company: Panel) -> None:
    figures: Mapping[str, Any] = measures(company, Question(AS_OF, Period.YEAR), date.fromisoformat(day))
    found: Any = reduce(lambda at, name: at[name], row["company"].strip("`").split("."), figures)
    expected = written(row[day])
    assert found == (None if expected is None else pytest.approx(expected)), row["working"]
