"""Whether this process lives, and whether it can answer: for load balancers, which know no name and no password."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from renmai.refresh import load_first_panel

Answer = Callable[[HttpRequest], HttpResponse]

LIVE: Final = "/health/live"
READY: Final = "/health/ready"


class Health:
    """Stands before everything else: a probe comes by address, without TLS, and reads no session.

    It says nothing but `ok`, `down` and `behind`.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == LIVE:
            return _told({"process": "ok"})
        if request.path == READY:
            return _told(_readiness())
        return self.get_response(request)


def _told(states: dict[str, str]) -> HttpResponse:
    good = all(state == "ok" for state in states.values())
    status = HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(states, status=status, headers={"Cache-Control": "no-store"})


def _readiness() -> dict[str, str]:
    """The database answers, its tables are those of this version, and this process has loaded the facts.

    A probe that comes while they are being loaded waits for them, or gives up and asks again.
    """
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return {"database": "ok", "migrations": "behind"}
        load_first_panel()
    except DatabaseError:
        connection.close()
        return {"database": "down"}
    return {"database": "ok", "migrations": "ok"}
