"""Fixtures: one nursery for the tests of a file, and installations of their own for each of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command import SHARED, Renmai, installation
from tests.faults.killing import Nursery, State, nursery


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renmai]:
    """An installation whose tables are made: others begin as copies of it."""
    with installation(tmp_path_factory.mktemp("template")) as at:
        yield at


@pytest.fixture(scope="session")
def nurse(template: Renmai) -> Iterator[Nursery]:
    with nursery(template) as found:
        found.call(template, "ready")
        yield found


@pytest.fixture(scope="session")
def imported(nurse: Nursery, template: Renmai, tmp_path_factory: pytest.TempPathFactory) -> State:
    """What the example says when it is freshly imported."""
    with _installed(template, tmp_path_factory.mktemp("imported") / "var") as at:
        nurse.done(at, "import", SHARED / "tiny")
        return nurse.state(at)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Renmai]:
    """An installation that nobody has used yet."""
    (tmp_path / "bare").mkdir()
    with installation(tmp_path / "bare") as at:
        yield at


@pytest.fixture
def renmai(nurse: Nursery, template: Renmai, tmp_path: Path) -> Iterator[Renmai]:
    with _installed(template, tmp_path / "var") as at:
        yield at


@pytest.fixture
def other(nurse: Nursery, template: Renmai, tmp_path: Path) -> Iterator[Renmai]:
    """A second installation."""
    with _installed(template, tmp_path / "other") as at:
        yield at


@contextmanager
def _installed(template: Renmai, folder: Path) -> Iterator[Renmai]:
    folder.mkdir()
    with installation(folder, like=template) as at:
        yield at
