"""A trend is the figures of many days: each point equals the trend section of that day."""

from datetime import date
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line
from renmai.analytics.panel import Panel
from renmai.domain.periods import series_days
from renmai.domain.question import Filters, Question, View
from tests.bundles import shared_bundle
from tests.panels import panel_of
from tests.random_bundles import Case, cases

LINES = (customer_line, influence_line, key_person_line, decision_chain_line)


def agrees(panel: Panel, line: ModuleType, question: Question, months: int) -> None:
    points = line.series(panel, question, series_days(question.as_of, months)).points
    assert len(points["days"]) == months + 1
    assert points["days"][-1] == question.as_of
    for at, day in enumerate(points["days"]):
        trend = line.figures(panel, Question(day, question.period, question.view, question.party, question.filters))
        expected = {key: metric["value"] for key, metric in trend["trend"].items()}
        assert {key: points[key][at] for key in expected} == pytest.approx(expected, abs=1e-9, nan_ok=False)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("view", ["company", "team:TC", "personal:E001"])
@pytest.mark.parametrize("party", ["ours", "R1"])
def test_trend_equals_the_figures_of_each_day(line: ModuleType, view: str, party: str) -> None:
    panel = panel_of(shared_bundle("maven"))
    agrees(panel, line, Question(date(2026, 9, 30), view=View.parse(view), party=party), 12)


@pytest.mark.parametrize("line", LINES)
def test_trend_keeps_to_the_filters(line: ModuleType) -> None:
    panel = panel_of(shared_bundle("maven"))
    agrees(panel, line, Question(date(2026, 9, 30), filters=Filters(region=panel.regions()[0], focus=True)), 6)


@settings(deadline=None, max_examples=30)
@given(cases(), st.sampled_from(LINES))
def test_trend_of_random_bundles_equals_the_figures(case: Case, line: ModuleType) -> None:
    bundle, question = case
    agrees(panel_of(bundle), line, question, 13)
