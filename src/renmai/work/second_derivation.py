"""Reports worked out a second time, by another engine from another derivation (docs/adr/0006)."""

from collections.abc import Iterator
from pathlib import Path

from renmai.analytics.panel import Panel
from renmai.analytics.portable.engines.on_duckdb import duckdb_on
from renmai.analytics.portable.likeness import differences, told
from renmai.analytics.portable.reports import REPORTS
from renmai.analytics.portable.tables import Tables
from renmai.analytics.reports import report
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.output.parquet import write_tables
from renmai.store.scratch import scratch
from renmai.work.verify import asked_of, place_of

MEMORY = "1GB"
"""What DuckDB may hold; the rest lies beside the database while it works."""
SHOWN = 3
"""Places within a report that are told."""


def unlike(folder: Path, panel: Panel, questions: list[Question]) -> Iterator[str]:
    """Where the panel's reports differ from those that DuckDB works out; files go to `folder` and away again."""
    with scratch(folder) as place:
        write_tables(place, lambda _file, _rows: None)
        with duckdb_on(place, MEMORY) as engine:
            tables = Tables.on(engine, panel.policy)
            for question in questions:
                for line, derived in REPORTS.items():
                    one = asked_of(line, question)
                    found = differences(derived(tables, one), told(report(panel, line, one, EVERYTHING)))
                    if found:
                        yield f"{place_of(line, one)}: {'; '.join(found[:SHOWN])}"
