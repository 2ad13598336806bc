"""What is no backup, or not a whole one, or not for here, is refused with a sentence, and leaves nothing behind."""

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from renmai import __version__
from renmai.domain.backup import Database, Manifest, read_manifest
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.intake.backup import DATABASE, MANIFEST, manifest_of, require_fitting, unpacked
from renmai.wording.errors import sentence

COPY = bytes(range(256)) * 64
WHOLE = Manifest(
    version=__version__,
    database=Database.SQLITE,
    made_at=datetime(2026, 9, 30, 12, tzinfo=UTC),
    day=date(2026, 9, 30),
    revision=7,
    migrations=("store.0001_initial",),
    counts={"store_customer": 3},
    reports={"customer": "a"},
    second_step="key",
    size=len(COPY),
    checksum=hashlib.sha256(COPY).hexdigest(),
)
KNOWN = {"store.0001_initial", "store.0002_workplace"}


def written(path: Path, manifest: str = "", copy: bytes = COPY) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DATABASE, copy)
        archive.writestr(MANIFEST, manifest or WHOLE.as_json())
    return path


def read(path: Path, beside: Path) -> tuple[Manifest, bytes]:
    manifest = manifest_of(path)
    with unpacked(path, manifest, beside) as copy:
        return manifest, copy.read_bytes()


def refused(path: Path) -> ErrorCode:
    """Why it is refused, if it is read wholly; nothing of it stays."""
    beside = path.parent / "beside"
    with pytest.raises(RenmaiError) as told:
        read(path, beside)
    assert str(path.name) in str(sentence(told.value))
    assert not beside.exists() or list(beside.iterdir()) == []
    return told.value.code


def test_whole_backup_comes_back_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path / "b")
    assert manifest_of(path) == WHOLE
    require_fitting(path, WHOLE, Database.SQLITE, KNOWN)
    with unpacked(path, WHOLE, tmp_path / "beside") as copy:
        assert copy.read_bytes() == COPY
        assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list((tmp_path / "beside").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK", b"SQLite format 3\0", b"code,name\n", b"PGDMP\x01"])
def test_other_files_are_no_backups(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b").write_bytes(content)
    assert refused(tmp_path / "b") is ErrorCode.NOT_A_BACKUP


def test_exported_bundle_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b", "w") as archive:
        archive.writestr("customers.csv", "code,name,created_on\n")
    assert refused(tmp_path / "b") is ErrorCode.NOT_A_BACKUP


def test_folder_and_missing_file_are_errors_of_the_system(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(OSError, match=r".+"):
            manifest_of(path)


def test_every_truncated_backup_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole").read_bytes()
    for length in range(0, len(whole), 7):
        (tmp_path / "b").write_bytes(whole[:length])
        assert refused(tmp_path / "b") in (ErrorCode.NOT_A_BACKUP, ErrorCode.BACKUP_DAMAGED)


def test_every_flipped_byte_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole").read_bytes()
    random, unnoticed = Random(1), 0  # noqa: S311 the same bytes again
    for place in random.sample(range(len(whole)), min(len(whole), 200)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << random.randrange(8)
        (tmp_path / "b").write_bytes(damaged)
        try:
            assert read(tmp_path / "b", tmp_path / "beside") == (WHOLE, COPY)  # a date of the archive, say
            unnoticed += 1
        except RenmaiError as error:
            assert error.code in (ErrorCode.NOT_A_BACKUP, ErrorCode.BACKUP_DAMAGED, ErrorCode.BACKUP_NEWER)  # noqa: PT017
    assert unnoticed < 100


@pytest.mark.parametrize("copy", [COPY[:-1], COPY + b"x", COPY * 1000, b"", bytes(len(COPY))])
def test_copy_that_is_not_the_manifests_is_refused(tmp_path: Path, copy: bytes) -> None:
    assert refused(written(tmp_path / "b", copy=copy)) is ErrorCode.BACKUP_DAMAGED


@pytest.mark.parametrize("text", ["{", "null", "[]", "{}", '{"format": 1}', '{"format": "1"}', "\0"])
def test_manifest_that_says_nothing_is_damage(tmp_path: Path, text: str) -> None:
    assert refused(written(tmp_path / "b", text)) is ErrorCode.BACKUP_DAMAGED


@pytest.mark.parametrize("column", ["database", "made_at", "size", "migrations"])
def test_manifest_without_a_part_is_damage(column: str) -> None:
    told = json.loads(WHOLE.as_json())
    del told[column]
    with pytest.raises(ValueError, match=column):
        read_manifest(json.dumps(told))


def test_later_formats_versions_and_migrations_are_named(tmp_path: Path) -> None:
    later = json.dumps(json.loads(WHOLE.as_json()) | {"format": 2})
    assert refused(written(tmp_path / "b", later)) is ErrorCode.BACKUP_NEWER
    for manifest in (replace(WHOLE, version="99.0"), replace(WHOLE, migrations=("store.0099_later",))):
        with pytest.raises(RenmaiError) as told:
            require_fitting(tmp_path / "b", manifest, Database.SQLITE, KNOWN)
        assert told.value.code is ErrorCode.BACKUP_NEWER
    require_fitting(tmp_path / "b", replace(WHOLE, version="0.0.9"), Database.SQLITE, KNOWN)


def test_backup_of_the_other_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenmaiError) as told:
        require_fitting(tmp_path / "b", WHOLE, Database.POSTGRESQL, KNOWN)
    assert told.value.code is ErrorCode.BACKUP_OTHER_DATABASE
    assert "renmai export" in str(sentence(told.value))
