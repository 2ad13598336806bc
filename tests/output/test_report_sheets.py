"""A report as flat sheets: nothing is lost on the way to a spreadsheet."""

from datetime import date

import pytest

from renmai.analytics.reports import LINES, report
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.output.report_sheets import list_of, sheets
from tests.bundles import shared_bundle
from tests.panels import panel_of

AS_OF = date(2026, 9, 30)


@pytest.mark.parametrize("line", LINES)
def test_every_row_has_a_cell_for_every_column(line: str) -> None:
    told = report(panel_of(shared_bundle("tiny")), line, Question(AS_OF), EVERYTHING)
    found = sheets(told)
    assert found
    assert all(len(row) == len(sheet.columns) for sheet in found for row in sheet.rows)
    assert len(list_of(told).rows) == len(list(told.values())[-1]) > 0


def test_figures_have_one_row_per_metric() -> None:
    told = report(panel_of(shared_bundle("tiny")), "customer", Question(AS_OF), EVERYTHING)
    rows = {sheet.name: len(sheet.rows) for sheet in sheets(told)}
    assert rows == {"trend": 4, "degrees": 3 * (4 * 2 + 1), "customers": 6}


def test_reasons_stand_in_one_cell() -> None:
    panel = panel_of(shared_bundle("tiny"))
    chains = list_of(report(panel, "decision-chain", Question(AS_OF), EVERYTHING))
    facts = {row[0]: row[chains.columns.index("facts")] for row in chains.rows}
    assert facts["O3"] == "veto_opposed K08; approver_short K08"
    strategies = list_of(report(panel, "strategies", Question(AS_OF), EVERYTHING))
    acquire = strategies.columns.index("preconditions.acquire")
    assert strategies.rows[0][acquire] == "✗ few_people; ✓ features_missing"


def test_empty_list_is_an_empty_sheet() -> None:
    sheet = list_of(report(panel_of({}), "customer", Question(AS_OF), EVERYTHING))
    assert (sheet.columns, sheet.rows) == ((), ())
