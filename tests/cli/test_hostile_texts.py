"""What people write cannot move the cursor, colour or rename the terminal, or turn a line round."""

import re
from pathlib import Path

import pytest

from renmai.analytics.reports import LINES
from renmai.cli.main import main
from renmai.refresh import forget
from tests.hostile import FLAG, hostile_world

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_table_of_a_report_holds_no_control_character(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    """The other forms are for programs, and keep what was written as it was."""
    hostile_world()
    forget()
    shown = ""
    for line in LINES:
        if main(["report", line, "--as-of", "2026-09-30", "--format", "table"]) == 0:
            shown += capsys.readouterr().out
    assert FLAG in shown
    assert sorted(set(CONTROL.findall(shown))) == []


def test_complaint_holds_no_control_character(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "customer", "--view", "team:\x1b[31m\u202e"]) == 2
    assert main(["report", "\x1b]0;x\x07"]) == 2
    assert CONTROL.findall(capsys.readouterr().err) == []


def test_problem_of_an_import_holds_no_control_character(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "T\x1b[31m\x9b2J\u202e.csv"
    (tmp_path / "teams.csv").write_text("code,name,parent,x\x1b[2J\nT1,a,\x1b]0;x\x07\u202e,\nT2\x1bx\n")
    (tmp_path / name).write_text("code\n")
    assert main(["import", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert CONTROL.findall(said.out + said.err) == []
