"""`renmai report`: the contract of spec 3 on the command line."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from renmai.analytics.reports import LINES
from renmai.cli.main import main
from tests.cli.conftest import Say

AS_OF = ("--as-of", "2026-09-30")


@pytest.fixture
def tiny(db: None, shared_data: Path, say: Say) -> Path:
    status, *_ = say("import", str(shared_data / "tiny"))
    assert status == 0
    return shared_data / "tiny"


def unlike(expected: Any, told: Any, at: str = "") -> list[str]:
    """Where what is told differs from what is expected; more may be told."""
    if isinstance(expected, dict):
        missing = [f"{at}.{key} is missing" for key in expected if key not in told]
        return missing or [text for key in expected for text in unlike(expected[key], told[key], f"{at}.{key}")]
    if isinstance(expected, list):
        if len(expected) != len(told):
            return [f"{at}: {len(told)} rows, not {len(expected)}"]
        return [text for n, pair in enumerate(zip(expected, told, strict=True)) for text in unlike(*pair, f"{at}[{n}]")]
    same = told == (pytest.approx(expected, abs=1e-9) if isinstance(expected, float) else expected)
    return [] if same else [f"{at}: {told}, not {expected}"]


def test_report_gives_what_the_worked_example_expects(tiny: Path, say: Say) -> None:
    calls = [line.split(": ", 1) for line in (tiny / "CALLS.txt").read_text().splitlines() if not line.startswith("#")]
    assert len(calls) == 13
    for file, arguments in calls:
        status, out, _ = say("report", *arguments.split(), "--format", "json")
        assert status == 0
        assert unlike(json.loads((tiny / file).read_text()), json.loads(out)) == [], file


@pytest.mark.parametrize("line", LINES)
def test_table_names_every_section_and_aligns_chinese(tiny: Path, say: Say, line: str) -> None:
    status, out, _ = say("report", line, *AS_OF)
    assert status == 0
    assert "青禾制造" in out or "吴望舒" in out or "C1" in out


def test_table_columns_line_up_where_names_are_wide(tiny: Path, say: Say) -> None:
    _, out, _ = say("report", "key-person", *AS_OF)
    lines = {line.split()[0]: line for line in out.splitlines() if line[:2] in ("K0", "K1")}
    widths = {sum(2 if ord(one) > 0x2E7F else 1 for one in line[: line.index(" C")]) for line in lines.values()}
    assert len(lines) == 15
    assert len(widths) == 1


def test_csv_holds_the_list_with_the_keys_of_the_contract(tiny: Path, say: Say) -> None:
    _, out, _ = say("report", "customer", *AS_OF, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["code"] for row in rows] == ["C1", "C3", "C2", "C4", "C5", "C6"]
    assert rows[0]["amount.value"] == "100000.0"
    assert rows[0]["grades.price"] == "medium"


def test_xlsx_holds_a_sheet_per_section(tiny: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["report", "customer", *AS_OF, "--format", "xlsx"])
    book = openpyxl.load_workbook(io.BytesIO(capsysbinary.readouterr().out))
    assert book.sheetnames == ["report", "trend", "degrees", "customers"]
    assert book["trend"]["B2"].value == 6


def test_spreadsheets_run_no_text(world: None, say: Say) -> None:
    from renmai.store.models import Customer

    Customer.unscoped.filter(code="mill").update(name="=1+1")
    _, out, _ = say("report", "customer", *AS_OF, "--format", "csv")
    assert "'=1+1" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("foo",), "There is no line “foo”; choose one of: customer, influence"),
        (("customer", "--view", "team:ZZ"), "There is no view “team:ZZ”; you may look at: company"),
        (("customer", "--view", "nonsense"), "There is no view “nonsense”"),
        (("customer", "--view", "company:X"), "There is no view “company:X”"),
        (("customer", "--competitor", "R9"), "There is no competitor “R9”; known: R1, R2."),
        (("strategies", "--competitor", "R1"), "is about us and takes no competitor"),
        (("customer", "--as-of", "2026-02-30"), "“2026-02-30” is no date; write YYYY-MM-DD"),
        (("customer", "--as-of", "20260930"), "“20260930” is no date"),
        (("customer", "--as-of", "0002-01-01"), "0002-01-01 is too early"),
        (("customer", "--period", "week"), "choose month, quarter or year"),
        (("customer", "--industry", "航天"), "No customer is in the industry “航天”; known: "),
        (("customer", "--region", "火星"), "known: 华东, 华南."),
        (("customer", "--as", "E9"), "There is no employee “E9”"),
        (("customer", "--as", "E4", "--view", "company"), "you may look at: personal:E4."),
        (("customer", "--as", "E4", "--view", "personal:E2"), "There is no view “personal:E2”"),
        (("customer", "--format", "yaml"), "yaml"),
        ((), "line"),
    ],
)
def test_wrong_argument_gets_one_line_and_status_two(
    tiny: Path, say: Say, arguments: tuple[str, ...], told: str
) -> None:
    status, out, err = say("report", *arguments)
    assert (status, out) == (2, "")
    assert told.lower() in err.lower()
    assert len(err.strip().splitlines()) == 1


def test_viewer_gets_the_widest_view_that_is_open(tiny: Path, say: Say) -> None:
    views = [
        json.loads(say("report", "customer", *AS_OF, "--as", viewer, "--format", "json")[1])["view"]
        for viewer in ("E1", "E3", "E4")
    ]
    assert views == ["company", "team:S2", "personal:E4"]


def test_leader_may_look_at_a_member(tiny: Path, say: Say) -> None:
    status, out, _ = say("report", "customer", *AS_OF, "--as", "E3", "--view", "personal:E4", "--format", "json")
    assert status == 0
    assert [row["code"] for row in json.loads(out)["customers"]] == ["C3", "C2"]
