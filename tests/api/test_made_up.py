"""Requests made up from the API's own document: none breaks the server, none is answered otherwise than documented.

Over whatever the document holds, so that a new operation is covered. `RENMAI_MADE_UP=500` makes up that many requests
of each operation and person instead of a few.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from renmai.api.api import api
from renmai.refresh import forget

load_all_checks()
MADE_UP = int(os.environ.get("RENMAI_MADE_UP", "4"))
WHO = ("owner", "admin", "outsider", "stranger", "anonymous")
BEYOND: Any = [CHECKS.get_one(name) for name in ("positive_data_acceptance", "ignored_auth")]
"""What a document can say is not all there is to know: a day that is none, a customer that is its own parent.
Who is let in is asked by the permission table; here everybody is who they are throughout."""
SAFE = ("GET", "HEAD")
SignedIn = Callable[[str], Client]
App = Callable[..., Any]


@pytest.fixture(autouse=True)
def connection_of_the_test() -> Iterator[None]:
    """A server closes a connection that is in a transaction when a request begins or ends: here it is the test's."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations() -> list[str]:
    """Every operation of the document, as `GET /path`."""
    paths = api.get_openapi_schema()["paths"]
    return [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]


def as_somebody(app: App, client: Client) -> App:
    """The application as the browser of this client reaches it: signed in, with its token against forgery."""
    token = "a" * 32
    cookies = "; ".join([f"csrftoken={token}", *(f"{name}={held.value}" for name, held in client.cookies.items())])

    def reached(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        environ |= {"HTTP_COOKIE": cookies, "HTTP_X_CSRFTOKEN": token}
        return app(environ, start_response)  # type: ignore[no-any-return]

    return reached


@pytest.mark.parametrize("named", operations())
def test_made_up_requests_are_answered_as_the_document_says(named: str, signed_in: SignedIn) -> None:
    method, path = named.split(" ", 1)
    for who in WHO:
        document = schemathesis.openapi.from_dict(api.get_openapi_schema())
        document.app = as_somebody(WSGIHandler(), Client() if who == "anonymous" else signed_in(who))
        for mode in GenerationMode:
            made_up(document[path][method], mode)


def made_up(operation: Any, mode: GenerationMode) -> None:
    """Ask what the document allows, or what it forbids; whatever a request changes is as it was before the next."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=MADE_UP,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    def asked(case: schemathesis.Case[Any]) -> None:
        with transaction.atomic():
            case.call_and_validate(excluded_checks=BEYOND)
            transaction.set_rollback(True)
        if operation.method.upper() not in SAFE:
            forget()

    asked()
