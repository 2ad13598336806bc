"""The panel and the portable derivation agree under whatever policy (docs/adr/0006)."""

from dataclasses import replace

import pytest

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.question import OURS
from renmai.domain.scope import EVERYTHING
from tests.analytics.portable.likeness import differences, told
from tests.panels import panel_of
from tests.random_bundles import case_of
from tests.random_policies import policy_of_seed

LINES = ("customer", "decision-chain", "strategies")
"""The lines that read the policy."""


@pytest.mark.parametrize("seed", range(8))
def test_derivations_agree_under_random_policies(seed: int) -> None:
    bundle, question = case_of(seed)
    policy = policy_of_seed(seed)
    panel, tables = panel_of(bundle).under(policy), replace(Tables.on_duckdb(bundle), policy=policy)
    for line in LINES:
        asked = replace(question, party=OURS) if line == "strategies" else question
        assert differences(REPORTS[line](tables, asked), told(report(panel, line, asked, EVERYTHING))) == []
