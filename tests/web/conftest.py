"""The pages' tests stand on the day of the world of `tests/people.py`."""

import pytest
from django.utils import timezone

from renmai.output import pdf
from renmai.wording.compile import compile_stale
from tests.people import AS_OF


@pytest.fixture(scope="session", autouse=True)
def compiled_texts() -> None:
    compile_stale()


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


@pytest.fixture
def papers_as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on a page of paper is read before it is laid out."""
    monkeypatch.setattr(pdf, "_lay_out", lambda html, *_: html.encode())
