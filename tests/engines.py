"""An installation with facts of a random bundle, some of whose people have not agreed to be named."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis

from renmai.analytics.portable.engines import Engine
from renmai.analytics.portable.manifest import read_manifest
from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.disclosure import Disclosure
from renmai.domain.question import ABOUT_US, OURS, Question
from renmai.domain.scope import EVERYTHING
from renmai.intake.importing import import_bundle
from renmai.output.parquet import write_parquet
from renmai.refresh import current_panel, forget
from renmai.store.models import Influence, InfluenceUse, PrivateRelation, PrivateUse
from tests.analytics.portable.likeness import differences, told
from tests.bundles import Bundle, write_bundle

SIGNS = ("100%", "%s", "o'k", '"', "\\", "\\' OR 1=1 --", "`", "a\nb", "${spark.app.name}", ";", "--", "é", "😀")
"""Texts that a statement could take for something else."""
NOW = datetime(2026, 10, 1, tzinfo=UTC)
TODAY = date(2026, 10, 1)


def take_in(bundle: Bundle) -> None:
    """The bundle becomes the database's content."""
    with TemporaryDirectory() as folder:
        outcome = import_bundle(write_bundle(bundle, Path(folder)), actor="tester", now=NOW)
    assert outcome.problems == []


def keep_unnamed(one_in: int = 2) -> int:
    """Every second influence and use of ours stops naming its owner; how many there are."""
    influences = list(Influence.unscoped.filter(kind="ours", employee__isnull=False).order_by("pk"))[::one_in]
    uses = list(InfluenceUse.unscoped.filter(employee__isnull=False).order_by("pk"))[::one_in]
    for row in influences:
        PrivateRelation.unscoped.create(
            influence=row,
            employee_id=row.employee_id or 0,
            disclosure=Disclosure.REACH,
            agreed_on=TODAY,
            how="同学",
            revision=row.revision,
        )
        Influence.unscoped.filter(pk=row.pk).update(employee=None, note="")
    for use in uses:
        PrivateUse.unscoped.create(use=use, employee_id=use.employee_id or 0)
        InfluenceUse.unscoped.filter(pk=use.pk).update(employee=None, note="")
    forget()
    return len(influences) + len(uses)


def exported(folder: Path, actor: str = "tester") -> Path:
    write_parquet(folder, actor=actor, now=NOW, progress=lambda _name, _rows: None)
    return folder


@contextmanager
def export_of_database() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield exported(Path(folder) / "export")


def echoed(engine: Engine, text: str) -> object:
    """A text that goes into a statement and comes back, read from a table that cannot be empty."""
    said = ibis.union(*(ibis.literal(one).name("said").as_table() for one in (text, "other")))
    rows = engine.rows(said.filter(said.said == text))
    return [row["said"] for row in rows]


def asked(line: str, question: Question) -> Question:
    return replace(question, party=OURS) if line in ABOUT_US else question


def unlike_panel(engine: Engine, folder: Path, question: Question) -> dict[str, list[str]]:
    """Line -> where the engine differs from the panel of the database."""
    tables = Tables.on(engine, read_manifest(folder).thresholds)
    panel = current_panel()
    found = {
        line: differences(
            derived(tables, asked(line, question)), told(report(panel, line, asked(line, question), EVERYTHING))
        )
        for line, derived in REPORTS.items()
    }
    return {line: places for line, places in found.items() if places}
