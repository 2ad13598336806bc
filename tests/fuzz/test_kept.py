"""What the fuzzer begins with and what it once found: every reader keeps its word about each, in every run.

`python -m fuzz` looks for more; what it finds goes to `fuzz/kept/TARGET/`, mended.
"""

from pathlib import Path

import pytest

import fuzz
from fuzz.seeds import SEEDS, seeds_of
from fuzz.targets import TARGETS, made_archive, packed
from fuzz.whole_import import whole_import

KEPT = Path(fuzz.__file__).parent / "kept"


@pytest.mark.parametrize("name", TARGETS)
def test_reader_keeps_its_word(name: str, db: None) -> None:
    kept = [path.read_bytes() for path in sorted((KEPT / name).glob("*"))]
    for data in (*seeds_of(name), *kept):
        TARGETS[name](data)


def test_whole_import_keeps_its_word(db: None) -> None:
    for data in seeds_of("whole_import"):
        whole_import(data)


def test_kept_inputs_are_of_targets_that_there_are() -> None:
    assert {path.name for path in KEPT.iterdir()} <= {*TARGETS, "whole_import"}
    assert {*TARGETS, "whole_import"} == SEEDS.keys()


@pytest.mark.parametrize("which", [0, 1], ids=["zip", "xlsx"])
def test_package_with_any_byte_wrong_is_read_or_refused(which: int, db: None) -> None:
    sound = SEEDS["packed"][which]
    for at in range(1, len(sound), 1 if which == 0 else 23):
        packed(sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        packed(sound[:at])


def test_member_without_a_name_is_passed_over() -> None:
    made_archive(b"\0x\0/\0y\0a/b/c\0z")


@pytest.mark.parametrize("broken", [b"\x00\x00\x00\x00\xff", b"\xff\xfe\x00"])
def test_rule_fails_for_a_reader_that_breaks_its_word(broken: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.targets.iso_date", lambda text: text + "1")
    with pytest.raises(AssertionError):
        TARGETS["values"](broken)
