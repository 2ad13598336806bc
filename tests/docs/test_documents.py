"""What the documents name exists: commands, targets, settings, files."""

import re
import shlex
from pathlib import Path

import pytest

from renmai.cli.main import _parser
from tests.architecture.source import ROOT, tracked_files
from tests.docs.pages import fenced

DOCUMENTS = [path for path in tracked_files() if path.suffix == ".md"]
SETTINGS_PAGE = ROOT / "docs" / "operations.md"
READERS = [*sorted((ROOT / "src/renmai").rglob("*.py")), ROOT / "Makefile"]
SETTING = re.compile(r"RENMAI_[A-Z]+(?:_[A-Z]+)*")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_lines(path: Path) -> list[str]:
    """The lines of code blocks without comment, and what stands between backticks."""
    text = text_of(path)
    lines = [line.split(" #")[0].strip() for _, body in fenced(text) for line in body.splitlines()]
    return lines + re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def named(path: Path, command: str) -> list[str]:
    return [line for line in code_lines(path) if line.startswith(command + " ")]


COMMANDS = [(path, line) for path in DOCUMENTS for line in named(path, "renmai")]


@pytest.mark.parametrize(
    ("path", "line"), COMMANDS, ids=[f"{path.relative_to(ROOT)}: {line}" for path, line in COMMANDS]
)
def test_documented_command_is_understood(path: Path, line: str) -> None:
    arguments = shlex.split(line)[1:]
    # `renmai import` and `renmai demo --size N` speak of a command; the rest can be typed as it stands.
    if len(arguments) == 1 or any(word.isupper() for word in arguments):
        arguments = [*arguments[:1], "--help"]
        with pytest.raises(SystemExit) as end:
            _parser([]).parse_args(arguments)
        assert end.value.code == 0
    else:
        _parser([]).parse_args(arguments)


def test_documented_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    asked = {word for path in DOCUMENTS for line in named(path, "make") for word in line.split()[1:] if word.islower()}
    assert {"up", "test"} <= asked <= targets


def test_settings_page_has_every_setting_and_no_other() -> None:
    read = {setting for path in READERS for setting in SETTING.findall(text_of(path))}
    described = set(re.findall(r"^\| `(RENMAI_[A-Z_]+)` \|", text_of(SETTINGS_PAGE), re.MULTILINE))
    assert read == described


@pytest.mark.parametrize("path", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in DOCUMENTS])
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(path))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "adr"
    index = text_of(folder / "README.md")
    decisions = sorted(path.name for path in folder.glob("0*.md"))
    assert [name for name in decisions if f"({name})" not in index] == []
    assert [name for name in decisions if len(text_of(folder / name).splitlines()) > 16] == []
