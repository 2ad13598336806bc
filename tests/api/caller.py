"""Programs of the cast, and what the document of the API says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.test import Client

from renmai.api.api import api
from renmai.domain.token import TokenScope
from renmai.store.actions.token import create_token
from renmai.store.models import Employee
from tests.people import AS_OF

NOW = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
V1 = "/api/v1"


@dataclass(frozen=True)
class Program:
    """A program with a token of an employee."""

    secret: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        return Client().generic(
            method,
            path if path.startswith(V1) else V1 + path,
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"authorization": f"Bearer {self.secret}", "accept-language": "en", **sent},
        )  # type: ignore[return-value]

    def get(self, path: str, **headers: str) -> Any:
        """What a GET tells, which must be there."""
        answer = self.ask("GET", path, **headers)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def items(self, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(path)["items"]
        return found

    def post(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.ask("POST", path, body, **headers)

    def change(self, path: str, body: Any, etag: str = "") -> HttpResponse:
        """A PATCH of what is there now, or of the state given."""
        etag = etag or str(self.ask("GET", path).get("ETag", '"none"'))
        return self.ask("PATCH", path, body, if_match=etag)

    def remove(self, path: str) -> HttpResponse:
        return self.ask("DELETE", path, if_match=str(self.ask("GET", path).get("ETag", '"none"')))


def program(who: str, scope: TokenScope = TokenScope.WRITE) -> Program:
    employee = Employee.objects.get(code=who)
    return Program(create_token(employee, "test", scope, "90", by=employee, today=AS_OF, now=NOW)[1])


def told(answer: HttpResponse) -> Any:
    return json.loads(answer.content)


@cache
def document() -> dict[str, Any]:
    """The document as a client reads it."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return found


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and document of every operation."""
    for path, methods in document()["paths"].items():
        for method, said in methods.items():
            yield method.upper(), path, said
