"""The world's day is today: rights are those of today."""

import pytest
from django.utils import timezone

from renmai.api import rate
from tests.people import AS_OF


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


@pytest.fixture(autouse=True)
def no_counted_calls() -> None:
    """Tokens of one test have the numbers of the next."""
    rate._calls.clear()
