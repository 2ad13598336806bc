"""The panel and the portable derivation agree on random bundles (docs/adr/0006)."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.question import ABOUT_US, OURS
from renmai.domain.scope import EVERYTHING
from tests.analytics.portable.likeness import differences, told
from tests.panels import panel_of
from tests.random_bundles import Case, case_of, cases

SEEDS = 14
EXAMPLES = int(os.environ.get("RENMAI_TEST_EXAMPLES", "6"))
"""The usual few are always the same ones; who asks for more gets new ones each time."""


def disagreements(case: Case) -> dict[str, list[str]]:
    """Line -> where the two derivations differ."""
    bundle, question = case
    panel, tables = panel_of(bundle), Tables.on_duckdb(bundle)
    found = {}
    for line, derived in REPORTS.items():
        asked = replace(question, party=OURS) if line in ABOUT_US else question
        found[line] = differences(derived(tables, asked), told(report(panel, line, asked, EVERYTHING)))
    return {line: places for line, places in found.items() if places}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_derivations_agree_on_random_bundles(seed: int) -> None:
    assert disagreements(case_of(seed)) == {}


@settings(
    deadline=None,
    derandomize="RENMAI_TEST_EXAMPLES" not in os.environ,
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)
@given(case=cases())
def test_derivations_agree_on_the_smallest_bundles(case: Case) -> None:
    assert disagreements(case) == {}
