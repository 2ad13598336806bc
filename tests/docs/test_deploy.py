"""The files of `deploy/` speak of commands, settings and packages that exist."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from renmai.cli.main import _parser
from tests.architecture.source import ROOT

UNIT = ROOT / "deploy" / "renmai.service"
CONTAINER = ROOT / "deploy" / "Containerfile"
SETTINGS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def service() -> configparser.SectionProxy:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # systemd's names have capitals
    unit.read(UNIT, encoding="utf-8")
    return unit["Service"]


def test_unit_runs_a_command_that_exists() -> None:
    program, *arguments = shlex.split(service()["ExecStart"])
    assert Path(program).name == "renmai"
    assert _parser([]).parse_args(arguments).run


def test_unit_gives_a_stop_more_time_than_answers_have() -> None:
    from renmai.cli.serve import GRACE

    assert int(service()["TimeoutStopSec"]) > GRACE


@pytest.mark.parametrize("path", [UNIT, CONTAINER], ids=lambda path: path.name)
def test_settings_are_documented(path: Path) -> None:
    named = set(re.findall(r"RENMAI_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named
    assert all(f"| `{name}` |" in SETTINGS for name in named)


def test_unit_is_what_systemd_understands(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed here")
    here = tmp_path / UNIT.name
    here.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", UNIT.read_text(encoding="utf-8")))
    told = subprocess.run(["systemd-analyze", "verify", here], check=False, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")


def test_container_has_the_packages_that_print_and_a_command_that_exists() -> None:
    text = CONTAINER.read_text(encoding="utf-8")
    wanted = re.search(r"scripts/apt (.+) >", (ROOT / "scripts" / "print").read_text(encoding="utf-8"))
    assert wanted
    assert set(wanted[1].split()) - {"fontconfig"} <= set(text.split())
    (command,) = re.findall(r"^CMD \[(.+)\]$", text, re.MULTILINE)
    assert [word.strip(' "') for word in command.split(",")] == ["renmai", "serve"]
