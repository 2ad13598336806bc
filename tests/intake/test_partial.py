"""With --partial the good rows go in, the others are put aside as they were, and nothing is lost."""

import csv
import io
from pathlib import Path

import pytest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.importing import ImportStatus, import_bundle
from renmai.intake.rejects import Rejects
from renmai.store import facts
from renmai.store.models import Ownership, Revision
from tests.intake.facts import COMPANY, NOW, bring_in, errors, write

DIRTY = Path(__file__).parents[3] / "shared" / "data" / "dirty"
FOLDERS = sorted(path.name for path in DIRTY.iterdir() if path.is_dir()) if DIRTY.is_dir() else []

pytestmark = pytest.mark.django_db


def rejects_in(folder: Path) -> Rejects:
    return Rejects(folder, lambda problem: problem.kind.value)


def aside(folder: Path, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", FOLDERS)
def test_partial_import_splits_every_bundle_without_loss(tmp_path: Path, name: str) -> None:
    outcome = import_bundle(DIRTY / name, actor="tester", now=NOW, partial=rejects_in(tmp_path / "rejects"))

    clean = not errors(outcome)
    assert outcome.status is (ImportStatus.IMPORTED if clean else ImportStatus.PARTIAL)
    assert (tmp_path / "rejects").exists() is not clean
    for file, counts in outcome.counts.items():
        assert counts.read == counts.added + counts.changed + counts.unchanged + counts.rejected
        if counts.rejected:
            assert len(aside(tmp_path / "rejects", file.removesuffix(".csv"))) == counts.rejected + 1
    written = sum(manager.count() for manager in facts.MANAGERS.values())
    assert written == sum(counts.added for counts in outcome.counts.values())


@pytest.mark.parametrize("name", FOLDERS)
def test_what_a_partial_import_took_is_whole(tmp_path: Path, name: str) -> None:
    import_bundle(DIRTY / name, actor="tester", now=NOW, partial=rejects_in(tmp_path / "rejects"))
    before = Revision.objects.count()

    again = import_bundle(DIRTY / "ok", actor="tester", now=NOW)

    assert again.status is ImportStatus.IMPORTED
    assert Revision.objects.count() <= before + 1


def test_partial_import_puts_rows_aside_as_they_were(tmp_path: Path) -> None:
    header = "name,code,created_on,remark,focus"
    files = {"customers": f'{header}\n"a,\nb",C1,2024-13-01,=1+1,yes\n丙,C2,2024-01-01,,\n'}

    bring_in(tmp_path / "in", files, rejects_in(tmp_path / "rejects"))

    assert aside(tmp_path / "rejects", "customers") == [
        ["problems", "name", "code", "created_on", "remark", "focus"],
        ["bad_date", "a,\nb", "C1", "2024-13-01", "'=1+1", "yes"],
    ]


def test_partial_import_copies_a_file_it_cannot_read(tmp_path: Path) -> None:
    write(tmp_path / "in", COMPANY)
    coded = COMPANY["customers"].encode("gb18030")
    (tmp_path / "in" / "customers.csv").write_bytes(coded)

    outcome = import_bundle(tmp_path / "in", actor="tester", now=NOW, partial=rejects_in(tmp_path / "rejects"))

    assert (tmp_path / "rejects" / "customers.csv").read_bytes() == coded
    assert outcome.counts["key_people.csv"].rejected == 2
    assert outcome.counts["employees.csv"].added == 2


def test_partial_import_rejects_what_a_rejected_change_leaves_in_the_way(tmp_path: Path) -> None:
    bring_in(tmp_path / "first", COMPANY)
    ownerships = "customer,employee,valid_from,valid_to\nC1,E2,2025-01-01,2026-02-30\nC1,E1,2026-01-01,\n"

    outcome = bring_in(tmp_path / "second", {"ownerships": ownerships}, rejects_in(tmp_path / "rejects"))

    assert errors(outcome) == [
        ("ownerships.csv", 2, "valid_to", "bad_date"),
        ("ownerships.csv", 3, "valid_from", "overlapping_ownership"),
    ]
    assert Ownership.unscoped.count() == 2


def test_partial_import_never_writes_over_earlier_rejects(tmp_path: Path) -> None:
    (tmp_path / "rejects").mkdir()
    (tmp_path / "rejects" / "mine.txt").write_text("keep")

    with pytest.raises(RenmaiError) as caught:
        bring_in(tmp_path / "in", {"teams": "code,name\nT1,\nT2,乙\n"}, rejects_in(tmp_path / "rejects"))

    assert caught.value.code is ErrorCode.ALREADY_THERE
    assert not facts.MANAGERS["teams"].exists()


def test_import_that_is_interrupted_writes_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", COMPANY)
    seen: list[str] = []

    def stop(name: str, _rows: int) -> None:
        seen.append(name)
        if seen.count("activities") == 3:  # read, read to the end, written
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_bundle(folder, actor="tester", now=NOW, progress=stop)

    assert sum(manager.count() for manager in facts.MANAGERS.values()) == 0
    assert not Revision.objects.exists()
