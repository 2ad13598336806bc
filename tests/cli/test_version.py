"""Which version this is can be asked of an installation that has nothing yet, and leaves nothing behind."""

from pathlib import Path

import pytest

from renmai import __version__
from tests.cli.command import Renmai


@pytest.mark.parametrize("arguments", [["--version"], ["report", "--version"], ["--language", "zh-hant", "--version"]])
def test_version_is_told_without_data(tmp_path: Path, arguments: list[str]) -> None:
    renmai = Renmai(tmp_path, "nonsense://")
    assert renmai.run(*arguments) == (0, f"renmai {__version__}\n", "")
    assert list(tmp_path.iterdir()) == []
