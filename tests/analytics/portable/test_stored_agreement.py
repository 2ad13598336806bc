"""Import, store, load and splice change no figure: the whole way in, held against the portable derivation."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.scope import EVERYTHING
from renmai.intake.importing import import_bundle
from renmai.refresh import current_panel, forget
from tests.analytics.portable.likeness import differences, told
from tests.bundles import Bundle, read_bundle, write_bundle
from tests.random_bundles import case_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def imported(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        path = write_bundle(bundle, Path(folder))
        assert read_bundle(path) == bundle
        outcome = import_bundle(path, actor="tester", now=NOW)
    assert outcome.problems == []


def half(bundle: Bundle) -> Bundle:
    """The bundle as it was before the later half of its assessments, influences and ownerships."""
    facts = ("assessments", "influences", "ownerships")
    return bundle | {file: bundle[file][: len(bundle[file]) // 2] for file in facts}


@pytest.mark.parametrize("seed", range(100, 106))
def test_random_bundles_import_and_give_the_same_figures(seed: int) -> None:
    bundle, question = case_of(seed)
    forget()
    for part in (half(bundle), bundle):
        imported(part)
        panel = current_panel()
    for line in ("customer", "influence", "key-person", "decision-chain"):
        derived = REPORTS[line](Tables.on_duckdb(bundle), question)
        assert differences(derived, told(report(panel, line, question, EVERYTHING))) == [], line
