"""The panel and the portable derivation agree on random bundles (docs/adr/0006)."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.question import OURS, Question
from renmai.domain.scope import EVERYTHING
from tests.analytics.portable.likeness import differences, told
from tests.bundles import Bundle
from tests.panels import panel_of
from tests.random_bundles import AS_OF_DAYS, bundles, questions


@st.composite
def cases(draw: st.DrawFn) -> tuple[Bundle, Question]:
    as_of = draw(st.sampled_from(AS_OF_DAYS))
    bundle = draw(bundles(as_of))
    return bundle, draw(questions(bundle, as_of))


EXAMPLES = int(os.environ.get("RENMAI_TEST_EXAMPLES", "20"))
"""Per line. The usual few are always the same ones; who asks for more gets new ones each time."""


@pytest.mark.parametrize("line", REPORTS)
@settings(
    deadline=None,
    derandomize="RENMAI_TEST_EXAMPLES" not in os.environ,
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)
@given(case=cases())
def test_derivations_agree_on_random_bundles(line: str, case: tuple[Bundle, Question]) -> None:
    bundle, question = case
    if line == "strategies":
        question = replace(question, party=OURS)
    derived = REPORTS[line](Tables.on_duckdb(bundle), question)
    assert differences(derived, told(report(panel_of(bundle), line, question, EVERYTHING))) == []
