"""What figures are made of, as an engine reads it: the panel's figures, and no name that was not agreed to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from renmai.analytics.portable.engines.on_duckdb import duckdb_on
from renmai.analytics.portable.manifest import FILE, read_manifest
from renmai.analytics.portable.schema import SCHEMAS
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.look import Place
from renmai.domain.question import COMPANY, OURS
from renmai.output import parquet
from renmai.store.actions.policy import Proposal, change_policy
from renmai.store.models import AuditEntry, Influence, Look, PrivateRelation, Revision
from tests.bundles import bundle_of
from tests.engines import NOW, exported, keep_unnamed, take_in, unlike_panel
from tests.random_bundles import case_of

pytestmark = pytest.mark.django_db
SEEDS = range(200, 206)


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_of_an_export_are_the_panels(seed: int, tmp_path: Path) -> None:
    bundle, question = case_of(seed)
    take_in(bundle)
    keep_unnamed()
    folder = exported(tmp_path / "out")
    with duckdb_on(folder) as engine:
        assert unlike_panel(engine, folder, question) == {}
        assert unlike_panel(engine, folder, replace(question, view=COMPANY, party=OURS)) == {}


def test_unnamed_rows_were_met_at_all() -> None:
    take_in(case_of(SEEDS[0])[0])
    assert keep_unnamed() > 0


def everything(folder: Path) -> str:
    return "\n".join(str(pq.read_table(folder / f"{file}.parquet").to_pylist()) for file in SCHEMAS)


KNOWN = bundle_of(
    employees=[
        {"code": "E1", "name": "陈立言", "email": "chen@example.com", "joined_on": date(2021, 1, 1)},
        {"code": "E2", "name": "沈嘉禾", "joined_on": date(2020, 1, 1), "left_on": date(2026, 6, 1)},
        {"code": "E3", "name": "黄行舟", "joined_on": date(2020, 1, 1)},
    ],
    customers=[{"code": "C1", "name": "青禾制造", "created_on": date(1, 1, 1)}],
    key_people=[
        {"code": "K1", "customer": "C1", "name": "吴望舒", "joined_on": date(2020, 1, 1), "phone": "13800000000"}
    ],
    assessments=[{"key_person": "K1", "effective_on": date(2021, 1, 1), "closeness": 1, "note": "很谨慎"}],
    influences=[
        {"key_person": "K1", "kind": "ours", "influencer": "E1", "contact_name": "", "valid_from": date(2020, 6, 1)},
        {"key_person": "K1", "kind": "ours", "influencer": "E2", "contact_name": "", "valid_from": date(2020, 6, 1)},
        {"key_person": "K1", "kind": "ours", "influencer": "E3", "contact_name": "", "valid_from": date(2026, 8, 1)},
    ],
)


def test_nobody_is_named_who_did_not_agree_nor_can_be_counted(tmp_path: Path) -> None:
    take_in(KNOWN)
    keep_unnamed(one_in=1)
    told = everything(exported(tmp_path / "out"))
    rows = pq.read_table(tmp_path / "out" / "influences.parquet").to_pylist()
    # E2's days and E1's run into each other; E2 has left when E1 still counts, and E3 comes on top.
    assert [(row["influencer"], row["valid_from"], row["valid_to"]) for row in rows] == [(None, date(2020, 6, 1), None)]
    assert PrivateRelation.unscoped.count() == 3
    assert "同学" not in told


def test_an_unnamed_relation_ends_with_the_employment(tmp_path: Path) -> None:
    take_in(KNOWN)
    Influence.unscoped.exclude(employee__code="E2").delete()
    keep_unnamed(one_in=1)
    exported(tmp_path / "out")
    rows = pq.read_table(tmp_path / "out" / "influences.parquet").to_pylist()
    assert [(row["valid_from"], row["valid_to"]) for row in rows] == [(date(2020, 6, 1), date(2026, 6, 1))]


def test_no_address_number_or_free_text_leaves(tmp_path: Path) -> None:
    take_in(KNOWN)
    told = everything(exported(tmp_path / "out"))
    assert "吴望舒" in told
    assert not [one for one in ("chen@example.com", "13800000000", "很谨慎") if one in told]


def test_days_long_gone_stay_what_they_are(tmp_path: Path) -> None:
    take_in(KNOWN)
    exported(tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "customers.parquet")["created_on"].to_pylist() == [date(1, 1, 1)]


def test_export_is_its_owners_alone(tmp_path: Path) -> None:
    folder = exported(tmp_path / "out")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert {path.name for path in folder.iterdir()} == {FILE, *(f"{file}.parquet" for file in SCHEMAS)}


def test_export_is_in_the_trail_and_told_to_whom_it_names(tmp_path: Path) -> None:
    take_in(KNOWN)
    exported(tmp_path / "out", actor="E3")
    entry = AuditEntry.objects.get(file="export")
    assert (entry.key, entry.after, entry.revision.actor) == (["out"], {"asked": "figures"}, "E3")
    looks = Look.unscoped.filter(key_person=None, place=Place.EXPORT).values_list("employee__code", "viewer__code")
    assert sorted(looks) == [("E1", "E3"), ("E2", "E3")]


def test_manifest_tells_age_and_policy(tmp_path: Path) -> None:
    take_in(KNOWN)
    proposal = Proposal({"map_people": Decimal(5)}, {"map_people": Decimal(3)}, "先看大概")
    change_policy(proposal, actor="E1", now=NOW)
    manifest = read_manifest(exported(tmp_path / "out"))
    assert manifest.revision == Revision.objects.order_by("-number").values_list("number", flat=True).first()
    assert manifest.thresholds.map_people == 5
    assert manifest.rows["influences"] == 3


def test_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with pytest.raises(RenmaiError) as refused:
        exported(tmp_path)
    assert refused.value.code is ErrorCode.ALREADY_THERE
    assert not AuditEntry.objects.exists()


def test_interrupted_export_leaves_nothing(tmp_path: Path) -> None:
    def stop(file: str, _rows: int) -> None:
        if file == "key_people":
            raise KeyboardInterrupt

    take_in(KNOWN)
    with pytest.raises(KeyboardInterrupt):
        parquet.write_parquet(tmp_path / "out", actor="tester", now=NOW, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_rows_are_written_a_batch_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH", 2)
    take_in(KNOWN)
    groups = pq.ParquetFile(exported(tmp_path / "out") / "employees.parquet")
    assert [groups.metadata.row_group(at).num_rows for at in range(groups.num_row_groups)] == [2, 1]


def test_folder_without_manifest_is_no_export(tmp_path: Path) -> None:
    folder = exported(tmp_path / "out")
    text = (folder / FILE).read_text()
    (folder / FILE).write_text(text.replace('"format": 1', '"format": 2'))
    with pytest.raises(RenmaiError) as other:
        read_manifest(folder)
    (folder / FILE).unlink()
    with pytest.raises(RenmaiError) as none:
        read_manifest(folder)
    assert (other.value.code, none.value.code) == (ErrorCode.OTHER_EXPORT, ErrorCode.NO_EXPORT)
