"""Files made to exhaust the reader are refused in a sentence, with bounded memory and time."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import openpyxl
import pytest

from tests.intake.facts import COMPANY

MEGABYTE: Final = 2**20
SHEET: Final = "xl/worksheets/sheet1.xml"
Make = Callable[[Path], object]


def archive(path: Path, files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", how) as packed:
        for name, content in files.items():
            packed.writestr(name, content)


def workbook(path: Path, parts: dict[str, bytes]) -> None:
    """A sound workbook with some of its parts replaced, or added."""
    book, plain = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].title = "competitors"
    for row in (["code", "name"], ["R1", "星桥"]):
        book.worksheets[0].append(row)
    book.save(plain)
    with zipfile.ZipFile(plain) as usual:
        files = {name: usual.read(name) for name in usual.namelist()}
    archive(path, files | parts)


def sheet_of(rows: str) -> dict[str, bytes]:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
    text = f'<worksheet xmlns="{space}"><sheetData>{head}{rows}</sheetData></worksheet>'
    return {SHEET: text.encode()}


def declared(path: Path, size: int) -> None:
    """An archive whose only member claims to unpack to `size`."""
    archive(path, {"teams.csv": b"code,name\nT1,x\n" * 1000})
    packed = bytearray(path.read_bytes())
    at = packed.rindex(b"PK\1\2")
    packed[at + 24 : at + 28] = struct.pack("<I", size)
    path.write_bytes(packed)


def overlapping(path: Path) -> None:
    """Every member of the list leads to the same bytes."""
    archive(path, {"teams.csv": b"0" * (60 * MEGABYTE)})
    packed = path.read_bytes()
    at = packed.rindex(b"PK\1\2")
    entry, end = packed[at : packed.rindex(b"PK\5\6")], bytearray(packed[packed.rindex(b"PK\5\6") :])
    entries = b"".join(entry.replace(b"teams.csv", f"{name:>5}.csv".encode()) for name in range(40))
    end[8:12] = struct.pack("<HH", 40, 40)
    end[12:16] = struct.pack("<I", len(entries))
    path.write_bytes(packed[:at] + entries + bytes(end))


def crowded(path: Path) -> None:
    """A list of members that alone is larger than any."""
    archive(path, {"teams.csv": COMPANY["teams"].encode()})
    packed = path.read_bytes()
    at = packed.rindex(b"PK\1\2")
    entry, end = packed[at : packed.rindex(b"PK\5\6")], bytearray(packed[packed.rindex(b"PK\5\6") :])
    count = 17 * MEGABYTE // len(entry)
    end[8:12] = struct.pack("<HH", count % 65536, count % 65536)
    end[12:16] = struct.pack("<I", count * len(entry))
    path.write_bytes(packed[:at] + entry * count + bytes(end))


def lists(content: bytes, name: str = "teams") -> Make:
    def make(path: Path) -> None:
        path.mkdir()
        (path / f"{name}.csv").write_bytes(content)

    return make


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">'.encode() for at in range(9)
)
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
LINK = b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
FILES: Final[dict[str, tuple[Make, set[str]]]] = {
    "bomb.zip": (lambda path: archive(path, {"teams.csv": b"0" * (1024 * MEGABYTE)}), {"too_large"}),
    "bomb-in-parts.zip": (
        lambda path: archive(path, {f"{name}.csv": b"0" * (60 * MEGABYTE) for name in COMPANY}),
        {"too_large"},
    ),
    "nested.zip": (lambda path: archive(path, {"teams.zip": b"PK\3\4", "a/b/c/teams.csv": b"code\n"}), {"empty"}),
    "overlapping.zip": (overlapping, {"too_large"}),
    "crowded.zip": (crowded, {"too_large"}),
    "claims-much.zip": (lambda path: declared(path, 2**32 - 2), {"too_large"}),
    "claims-little.zip": (lambda path: declared(path, 20), {"damaged"}),
    "bz2.zip": (lambda path: archive(path, {"teams.csv": b"0" * MEGABYTE}, zipfile.ZIP_BZIP2), {"damaged"}),
    "lzma.zip": (lambda path: archive(path, {"teams.csv": b"0" * MEGABYTE}, zipfile.ZIP_LZMA), {"damaged"}),
    "elsewhere.zip": (
        lambda path: archive(path, {"../../teams.csv": b"code,name\n", "/etc/teams.csv": b"code,name\n"}),
        {"empty"},
    ),
    "strings.xlsx": (lambda path: workbook(path, {"xl/sharedStrings.xml": b"<si/>" * (60 * MEGABYTE)}), {"too_large"}),
    "laughs.xlsx": (lambda path: workbook(path, {SHEET: BOMB + b"]><sst>&j;</sst>"}), {"damaged"}),
    "entity.xlsx": (lambda path: workbook(path, {SHEET: EXTERNAL}), {"damaged"}),
    "entity-in-book.xlsx": (lambda path: workbook(path, {"xl/workbook.xml": EXTERNAL}), {"damaged", "empty"}),
    "far-row.xlsx": (lambda path: workbook(path, sheet_of('<row r="999999999999"><c r="A9"/></row>')), {"damaged"}),
    "far-column.xlsx": (
        lambda path: workbook(path, sheet_of('<row><c r="XFD2"><v>1</v></c></row>' * 20_000)),
        {"foreign: row_too_long, row_too_long"},
    ),
    "macros.xlsx": (
        lambda path: workbook(
            path, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0", "xl/externalLinks/externalLink1.xml": LINK}
        ),
        {"ok"},
    ),
    "million-columns": (lists(b"code,name" + b",c" * 1_000_000 + b"\nT1,x\n"), {"foreign: row_too_long, row_too_long"}),
    "wide-row": (
        lists(b"code,name\nT1,x\n" + b"," * 15_000_000 + b"\n"),
        {"foreign: row_too_long, row_too_long"},
    ),
    "endless-line": (
        lists(b"code,name\nT1," + b"x" * (100 * MEGABYTE) + b"\n"),
        {"foreign: row_too_long, row_too_long"},
    ),
    "endless-quote": (lists(b'code,name\nT1,"' + b"x\n" * (50 * MEGABYTE)), {"foreign: row_too_long, row_too_long"}),
    "many-notices": (lists(b"code,name\n" + b"=1,=2\n" * 100_000), {"formula"}),
    "utf-32": (lists("code,name\nT1,甲\n".encode("utf-32")), {"wrong_encoding"}),
    "utf-7": (lists("code,name\nT1,甲\n".encode("utf-7")), {"formula"}),
    "endless.contacts": (
        lambda path: path.write_bytes(b"BEGIN:VCARD\nFN:" + b"x" * (8 * MEGABYTE)),
        {"contacts_empty"},
    ),
    "folded.contacts": (
        lambda path: path.write_bytes(b"BEGIN:VCARD\nFN:a\n" + b" x\n" * (2 * MEGABYTE) + b"END:VCARD\n"),
        {"contacts_empty", "ok"},
    ),
    "bomb.contacts": (
        lambda path: archive(path, {"xl/worksheets/sheet1.xml": b"0" * (100 * MEGABYTE)}),
        {"contacts_too_large"},
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What came of every file, in one run."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in FILES.items():
        make(folder / name)
    command = [sys.executable, "-m", "tests.intake.reading_in_bounds", *(str(folder / name) for name in FILES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    return dict(json.loads(done.stdout))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is bounded as Linux does it")
@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_refused_within_bounds(told: dict[str, str], name: str) -> None:
    assert told[name] in FILES[name][1]


def test_link_in_an_archive_is_text_like_any_other(tmp_path: Path) -> None:
    """Nothing is unpacked, so a link leads nowhere."""
    from renmai.intake.reading import open_sheets

    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as packed:
        link = zipfile.ZipInfo("teams.csv")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    with open_sheets(path) as sheets:
        assert list(sheets["teams"].lines()) == [(1, ["/etc/passwd"])]
