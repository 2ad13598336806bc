"""`renmai import` and `renmai export`, as a process: what is printed, the exit status, and a hard end."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.command import SHARED, Renmai
from tests.faults.installations import renmai

__all__ = ["renmai"]

ROWS = 25_000


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A bundle that takes a few seconds."""
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "customers.csv").write_text("code,name,created_on\nLARGE,C1,2024-01-01\n")
    people = "".join(f"L{number},LARGE,L{number},2024-01-01\n" for number in range(ROWS))
    (folder / "key_people.csv").write_text(f"code,customer,name,joined_on\n{people}")
    lines = "".join(f"L{number},2025-01-0{day},1\n" for number in range(ROWS) for day in (1, 2))
    (folder / "assessments.csv").write_text(f"key_person,effective_on,closeness\n{lines}")
    return folder


def exported(renmai: Renmai, path: Path) -> dict[str, str]:
    status, _, errors = renmai.run("export", path)
    assert status == 0, errors
    return {file.name: file.read_text(encoding="utf-8") for file in path.iterdir()}


def rows(text: str) -> int:
    return len(list(csv.reader(text.splitlines()))) - 1


def test_import_answers_machines_in_json(renmai: Renmai) -> None:
    status, output, errors = renmai.run("import", SHARED / "tiny", "--format", "json")

    answer = json.loads(output)
    assert (status, errors, answer["status"], answer["problems"]) == (0, "", "imported", [])
    assert answer["counts"]["key_people.csv"] == {"read": 16, "added": 16, "changed": 0, "unchanged": 0, "rejected": 0}


def test_import_tells_every_problem_and_writes_nothing(renmai: Renmai, tmp_path: Path) -> None:
    status, output, errors = renmai.run("import", SHARED / "dirty" / "many", "--format", "json")

    answer = json.loads(output)
    assert (status, errors, answer["status"], len(answer["problems"])) == (2, "", "rejected", 11)
    assert answer["problems"][0] == {
        "file": "teams.csv",
        "line": 5,
        "column": "parent",
        "value": "T77",
        "kind": "dangling_reference",
        "level": "error",
        "message": "There is no “T77” in teams.csv. Codes distinguish capital and small letters.",
    }
    assert {rows(text) for text in exported(renmai, tmp_path / "out").values()} == {0}


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "行"), ("zh_TW", "沒有匯入"), ("fr_FR", "Nothing was")])
def test_import_speaks_the_language_of_the_user(renmai: Renmai, language: str, words: str) -> None:
    status, output, _ = renmai.run("import", SHARED / "dirty" / "many", language=language)

    assert status == 2
    assert words in output


def test_import_partial_writes_the_rest_aside(renmai: Renmai, tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    arguments = ("import", SHARED / "dirty" / "partial", "--partial", "--rejects", aside, "--format", "json")

    status, output, _ = renmai.run(*arguments)
    again, _, errors = renmai.run(*arguments)

    assert (status, json.loads(output)["status"]) == (0, "partial")
    assert "problems" in (aside / "customers.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert (again, errors.count("\n"), str(aside) in errors) == (2, 1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "/nowhere"),
        ("import",),
        ("import", "/nowhere", "--format", "yaml"),
        ("imprt", "x"),
        ("export", "/proc/nothing"),
        (),
        ("import", "/nowhere", "--language", "tlh"),
    ],
)
def test_bad_arguments_get_one_line_and_status_2(renmai: Renmai, arguments: tuple[str, ...]) -> None:
    status, output, errors = renmai.run(*arguments)

    assert (status, output) == (2, "")
    assert errors.startswith("renmai")
    assert errors.count("\n") == 1


def test_bad_database_gets_one_line(renmai: Renmai) -> None:
    broken = Renmai(renmai.folder, "mysql://somewhere/else")

    status, _, errors = broken.run("import", SHARED / "tiny")

    assert (status, errors.count("\n")) == (2, 1)
    assert "RENMAI_DATABASE_URL" in errors


def test_two_imports_at_once_take_turns(renmai: Renmai, large: Path, tmp_path: Path) -> None:
    both = [renmai.start("import", large), renmai.start("import", large)]
    for process in both:
        process.communicate(timeout=120)

    assert [process.returncode for process in both] == [0, 0]
    assert rows(exported(renmai, tmp_path / "out")["assessments.csv"]) == 2 * ROWS
