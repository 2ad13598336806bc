"""What the tests of the command line share."""

from collections.abc import Callable

import pytest

from renmai.cli.main import main

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsysbinary: pytest.CaptureFixture[bytes]) -> Say:
    """Run `renmai` in English: exit status, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(["--language", "en", *arguments])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        out, err = capsysbinary.readouterr()
        return status, out.decode(errors="replace"), err.decode()

    return run
