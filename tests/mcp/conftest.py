"""The API behind a real address, on the day of the world of `tests/people.py`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from renmai.store.actions.token import create_token
from renmai.store.models import Employee
from tests.mcp.agent import Agent, agent
from tests.people import AS_OF, build_world

Starts = Callable[..., Agent]
NOW = datetime(2026, 9, 30, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def as_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: AS_OF)


@pytest.fixture(autouse=True)
def one_answer_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of the live server share the one connection of a database in memory; real ones have their own."""
    turn, respond = Lock(), BaseHandler.get_response

    def in_turn(self: BaseHandler, request: HttpRequest) -> Any:
        with turn:
            return respond(self, request)

    monkeypatch.setattr(BaseHandler, "get_response", in_turn)


@pytest.fixture
def starts(transactional_db: None, live_server: LiveServer, tmp_path: Path) -> Iterator[Starts]:
    """`starts("owner", "read")` is an agent that works for the owner with such a token."""
    build_world()
    with ExitStack() as running:

        def start(who: str, scope: str = "propose") -> Agent:
            employee = Employee.objects.get(code=who)
            _, secret = create_token(employee, "laptop", scope, "30", by=employee, today=AS_OF, now=NOW)
            return running.enter_context(agent(live_server.url, secret, tmp_path))

        yield start
