"""Every folder of bad input: exactly the problems it has are found, and nothing is written."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from renmai.domain.issues import Level, Problem
from renmai.intake.importing import ImportStatus, Outcome, import_bundle
from renmai.intake.rejects import Rejects
from renmai.store import facts
from renmai.store.models import Revision

DIRTY = Path(__file__).parents[3] / "shared" / "data" / "dirty"
FOLDERS = sorted(path.name for path in DIRTY.iterdir() if path.is_dir()) if DIRTY.is_dir() else []
NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

Defect = dict[str, object]

pytestmark = pytest.mark.django_db


def import_dirty(name: str, partial: Rejects | None = None) -> Outcome:
    return import_bundle(DIRTY / name, actor="tester", now=NOW, partial=partial)


def expected(name: str, file: str = "expected.json") -> list[Defect]:
    defects: list[Defect] = json.loads((DIRTY / name / file).read_text(encoding="utf-8"))
    return defects


def matches(defect: Defect, problem: Problem) -> bool:
    found = {"file": problem.file, "line": problem.line, "column": problem.column}
    asked = {key: value for key, value in defect.items() if key in found and value is not None}
    same_kind = defect["kind"] == problem.kind and defect.get("level", "error") == problem.level
    return same_kind and asked.items() <= found.items()


def undetected(defects: Iterable[Defect], problems: list[Problem]) -> list[Defect]:
    return [defect for defect in defects if not any(matches(defect, problem) for problem in problems)]


def test_dirty_bundles_are_there() -> None:
    assert FOLDERS, f"the bad bundles are missing: {DIRTY} is no folder"


@pytest.mark.parametrize("name", FOLDERS)
def test_import_reports_exactly_the_defects(name: str) -> None:
    defects, problems = expected(name), import_dirty(name).problems

    must = [defect for defect in defects if not (defect.get("group") or defect.get("optional"))]
    assert undetected(must, problems) == []
    for group in {defect["group"] for defect in defects if "group" in defect}:
        members = [defect for defect in defects if defect.get("group") == group]
        assert len(undetected(members, problems)) < len(members), group
    assert [problem for problem in problems if not any(matches(defect, problem) for defect in defects)] == []
    told = [(problem.file, problem.line, problem.column, problem.kind) for problem in problems]
    assert len(told) == len(set(told)), "a defect is told once"


@pytest.mark.parametrize("name", FOLDERS)
def test_import_writes_all_or_nothing(name: str) -> None:
    outcome = import_dirty(name)

    bad = any(problem.level is Level.ERROR for problem in outcome.problems)
    assert outcome.status is (ImportStatus.REJECTED if bad else ImportStatus.IMPORTED)
    written = sum(manager.count() for manager in facts.MANAGERS.values())
    assert written == (0 if bad else sum(counts.added for counts in outcome.counts.values()))
    assert Revision.objects.count() == (1 if written else 0)


@pytest.mark.parametrize(
    "name", ["tolerated_bom_crlf", "tolerated_blanks", "tolerated_extra_columns", "tolerated_layout"]
)
def test_import_tolerates_the_look_of_a_file(name: str) -> None:
    import_dirty(name)

    outcome = import_dirty("ok")

    assert {(counts.added, counts.changed) for counts in outcome.counts.values()} == {(0, 0)}
    assert Revision.objects.count() == 1


def test_partial_import_rejects_what_depends_on_a_rejected_row(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path / "rejects", lambda problem: problem.kind.value)

    outcome = import_dirty("partial", partial=rejects)

    text = (DIRTY / "partial" / "expected_partial.json").read_text(encoding="utf-8")
    asked = {(row["file"], row["line"]) for row in json.loads(text)["rejected"]}
    told = {(problem.file, problem.line) for problem in outcome.problems if problem.level is Level.ERROR}
    assert (outcome.status, told) == (ImportStatus.PARTIAL, asked)
    assert facts.MANAGERS["customers"].filter(code="C10").exists()
    assert {path.name for path in rejects.folder.iterdir()} == {file for file, _ in asked}


def test_rejected_rows_import_after_correction(tmp_path: Path) -> None:
    rejects = Rejects(tmp_path / "rejects", lambda problem: problem.kind.value)
    import_dirty("partial", partial=rejects)
    customers = rejects.folder / "customers.csv"
    customers.write_text(
        customers.read_text(encoding="utf-8-sig").replace("2024-13-01", "2024-12-01"), encoding="utf-8"
    )

    outcome = import_bundle(rejects.folder, actor="tester", now=NOW)

    assert outcome.status is ImportStatus.IMPORTED
    assert {problem.column for problem in outcome.problems} == {"problems"}
    assert sum(counts.added for counts in outcome.counts.values()) == 9
