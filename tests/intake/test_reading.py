"""What a bundle may come in, and what is said when it is something else."""

import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.issues import Problem
from renmai.intake import sheets
from renmai.intake.bundle import FILES
from renmai.intake.reading import Bundle, open_sheets, read_bundle
from renmai.intake.table import CHUNK
from renmai.intake.workbook import cell_text
from tests.intake.facts import COMPANY, write


def read(path: Path) -> Bundle:
    with open_sheets(path) as found:
        return read_bundle(found)


def problems(bundle: Bundle) -> list[tuple[str, int | None, str | None, str]]:
    found: list[Problem] = [*bundle.problems, *(told for table in bundle.tables.values() for told in table.problems)]
    return [(problem.file, problem.line, problem.column, problem.kind.value) for problem in found]


def rows(bundle: Bundle) -> dict[str, list[tuple[str | None, ...]]]:
    return {name: table.rows for name, table in bundle.tables.items()}


def write_archive(path: Path, files: Mapping[str, str], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}{name}.csv", text)
    return path


def write_workbook(path: Path, files: Mapping[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in files.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def unreadable_reason(path: Path) -> object:
    with pytest.raises(RenmaiError) as caught:
        read(path)
    assert caught.value.code is ErrorCode.UNREADABLE_BUNDLE
    return caught.value.params["reason"]


@pytest.mark.parametrize("folder", ["", "export/"])
def test_read_archive_like_its_folder(tmp_path: Path, folder: str) -> None:
    archive = write_archive(tmp_path / "facts.zip", COMPANY, folder)
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("__MACOSX/._customers.csv", b"\xff\xfe junk")
        more.writestr("read me.txt", "hello")

    assert rows(read(archive)) == rows(read(write(tmp_path / "facts", COMPANY)))


def test_read_workbook_like_its_folder(tmp_path: Path) -> None:
    lines: dict[str, list[list[object]]] = {
        f"{name}.csv": [[*line.split(",")] for line in text.splitlines()] for name, text in COMPANY.items()
    }
    book = write_workbook(tmp_path / "facts.xlsx", lines)

    assert rows(read(book)) == rows(read(write(tmp_path / "facts", COMPANY)))


def test_read_workbook_takes_real_values_as_texts(tmp_path: Path) -> None:
    header: list[object] = ["code", "customer", "name", "amount", "status", "focus", "opened_on"]
    line: list[object] = [1001, "C1", "门店", 12.5, "open", True, datetime(2025, 4, 1)]  # noqa: DTZ001 as in a cell
    book = write_workbook(tmp_path / "facts.xlsx", {"opportunities": [header, line, [], [None, " "]]})

    bundle = read(book)

    assert bundle.tables["opportunities"].rows == [
        ("1001", "C1", "门店", "", "12.5", "", "open", "", "yes", "2025-04-01", "", "")
    ]
    assert problems(bundle) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3.0, "3"),
        (1e-5, "0.00001"),
        (123456789012345.0, "123456789012345"),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 10), "2026-01-05T10:00:00"),  # noqa: DTZ001 as in a cell
        ("a_x000D_b_x0000_", "a\rb_x0000_"),
    ],
)
def test_cell_of_a_workbook_becomes_the_text_of_a_csv(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_read_workbook_tells_the_row_of_the_sheet(tmp_path: Path) -> None:
    lines: list[list[object]] = [["code", "name"], ["T1", "甲"], [], ["T2", None], ["T3", "丙", "too much"]]
    bundle = read(write_workbook(tmp_path / "facts.xlsx", {"teams": lines}))

    assert problems(bundle) == [("teams.csv", 4, "name", "missing_value"), ("teams.csv", 5, None, "row_shape")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_read_tells_the_line_where_a_row_begins(tmp_path: Path, end: str) -> None:
    lines = ["", "code,name", 'T1,"two', 'lines"', "", "T2,", 'T3,"three', "", 'lines"', "T4,,", ""]
    bundle = read(write(tmp_path, {"teams": end.join(lines)}))

    assert [code for code, *_ in bundle.tables["teams"].rows] == ["T1", "T2", "T3", "T4"]
    assert problems(bundle) == [("teams.csv", 6, "name", "missing_value"), ("teams.csv", 10, None, "row_shape")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("code,name\nT1,甲\nT2\n", ("teams.csv", 3, None, "row_shape")),
        ("code,name\nT1,甲\nT2,a,b\n", ("teams.csv", 3, None, "row_shape")),
        ('code,name\nT1,甲\nT2,"never\nclosed\n', ("teams.csv", 3, None, "unclosed_quote")),
        ("code,name,name\nT1,甲,乙\n", ("teams.csv", 1, "name", "duplicate_column")),
        ("code,Name\nT1,甲\n", ("teams.csv", 1, "name", "missing_column")),
        ("code,name\nT1,甲\nT2,\0\n", ("teams.csv", 3, None, "wrong_encoding")),
    ],
)
def test_read_tells_a_broken_layout_once(tmp_path: Path, text: str, problem: tuple[str, int, str | None, str]) -> None:
    told = problems(read(write(tmp_path, {"teams": text})))

    assert [found for found in told if found[3] != "extra_column"] == [problem]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_read_tells_the_first_line_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    text = "code,name\nT1,ascii\nT2,é\n" if encoding == "latin-1" else "code,name\nT1,ascii\nT2,甲\n"
    (tmp_path / "teams.csv").write_bytes(text.encode(encoding))

    bundle = read(tmp_path)

    line = 1 if encoding.startswith("utf-16") else 3
    assert problems(bundle) == [("teams.csv", line, None, "wrong_encoding")]
    assert bundle.tables["teams"].rows == []


def test_read_takes_very_long_cells(tmp_path: Path) -> None:
    name = "名" * 300_000

    assert read(write(tmp_path, {"teams": f"code,name\nT1,{name}\n"})).tables["teams"].rows[0][1] == name


def test_read_passes_over_any_number_of_blank_lines(tmp_path: Path) -> None:
    blank = "\n" * 2 * CHUNK

    bundle = read(write(tmp_path, {"teams": f"code,name\n{blank}T1,甲\n{blank}"}))

    assert bundle.tables["teams"].rows == [("T1", "甲", "", "")]
    assert list(bundle.tables["teams"].lines) == [2 * CHUNK + 2]


def test_read_notices_unknown_files_and_columns(tmp_path: Path) -> None:
    bundle = read(write(tmp_path, {"teams": "code,name,colour,\nT1,甲,red,\n", "customer": "code\n"}))

    assert problems(bundle) == [
        ("customer.csv", None, None, "extra_file"),
        ("teams.csv", 1, "colour", "extra_column"),
        ("teams.csv", 1, "", "extra_column"),
    ]


def test_read_refuses_what_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("hello")
    (tmp_path / "broken.zip").write_bytes(b"PK\3\4 nothing")
    (tmp_path / "broken.xlsx").write_bytes(b"not a workbook")
    zipfile.ZipFile(tmp_path / "hollow.xlsx", "w").close()
    zipfile.ZipFile(tmp_path / "hollow.zip", "w").close()
    (tmp_path / "folder").mkdir()

    names = ("nowhere", "text.txt", "broken.zip", "broken.xlsx", "hollow.xlsx", "hollow.zip", "folder")
    reasons = [unreadable_reason(tmp_path / name) for name in names]

    assert reasons == ["missing", "unknown_type", "damaged", "damaged", "damaged", "empty", "empty"]


def test_read_refuses_an_archive_with_a_file_twice(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "facts.zip", COMPANY)
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("other/teams.csv", "code,name\n")

    assert unreadable_reason(archive) == "ambiguous"


def test_read_refuses_an_archive_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "SMALL", 10_000)
    archive = write_archive(tmp_path / "facts.zip", {"teams": "code,name\n" + "0" * 20_000_000})

    assert unreadable_reason(archive) == "too_large"


def test_read_refuses_a_damaged_member(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "facts.zip", {"teams": "code,name\n" + "T1,甲\n" * 1000})
    content = bytearray(archive.read_bytes())
    content[60:70] = b"0123456789"
    archive.write_bytes(content)

    assert unreadable_reason(archive) == "damaged"


def test_every_column_is_declared_once() -> None:
    for file in FILES:
        assert len(set(file.names)) == len(file.names)
        assert set(file.key) <= set(file.names)
        assert all(column.meaning for column in file.columns)
