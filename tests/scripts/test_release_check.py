"""The check of a release finds what is missing in a wheel and what does not belong there."""

import os
import time
import zipfile
from pathlib import Path

import pytest

from renmai import __version__
from scripts.release_check import ABOUT, BUILT, LICENCES, BrokenError, Machine, check_contents, differences

INFO = f"renmai-{__version__}.dist-info"
METADATA = f"Name: renmai\nVersion: {__version__}\nLicense-Expression: Apache-2.0\nRequires-Python: >=3.11\n"
TRACKED = {"src/renmai/cli/main.py", "src/renmai/web/islands/lists.ts", "src/renmai/web/locale/zh_Hans/django.po"}
INSIDE = {
    "renmai/cli/main.py",
    *(f"renmai/web/static/built/{name}" for name in (*BUILT, *LICENCES)),
    *(
        f"renmai/{room}/locale/{one}/LC_MESSAGES/django.mo"
        for room in ("web", "wording")
        for one in ("zh_Hans", "zh_Hant")
    ),
    *(f"{INFO}/{name}" for name in ABOUT),
}


def wheel(folder: Path, names: set[str], metadata: str = METADATA) -> Path:
    path = folder / "renmai.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(names):
            archive.writestr(name, metadata if name.endswith("METADATA") else "")
    return path


def test_wheel_with_exactly_what_belongs_there_is_accepted(tmp_path: Path) -> None:
    check_contents(wheel(tmp_path, INSIDE), TRACKED)


@pytest.mark.parametrize(
    "missing", ["renmai/cli/main.py", "renmai/web/static/built/map.js", f"{INFO}/licenses/LICENSE"]
)
def test_missing_file_is_found(tmp_path: Path, missing: str) -> None:
    with pytest.raises(BrokenError, match=r"missing: \['" + missing.replace(".", r"\.")):
        check_contents(wheel(tmp_path, INSIDE - {missing}), TRACKED)


@pytest.mark.parametrize(
    "stray", ["tests/people.py", "renmai/web/static/built/map.js.map", "renmai/web/islands/lists.ts"]
)
def test_stray_file_is_found(tmp_path: Path, stray: str) -> None:
    with pytest.raises(BrokenError, match=r"not wanted: \['" + stray.replace(".", r"\.")):
        check_contents(wheel(tmp_path, INSIDE | {stray}), TRACKED)


def test_another_version_is_found(tmp_path: Path) -> None:
    with pytest.raises(BrokenError, match=r"0\.0\.0"):
        check_contents(wheel(tmp_path, INSIDE, METADATA.replace(__version__, "0.0.0")), TRACKED)


def test_what_is_written_outside_the_data_folder_is_found(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    kept, data = machine.bin / "renmai", machine.work / "var" / "renmai.sqlite3"
    for path in (kept, data):
        path.parent.mkdir(parents=True)
        path.write_text("before")
    before = machine.files()
    data.write_text("facts")
    assert differences(before, machine.files()) == []
    (machine.work / "stray.log").write_text("")
    os.utime(kept, (time.time(), 0))
    assert differences(before, machine.files()) == [str(machine.work / "stray.log"), str(kept)]
