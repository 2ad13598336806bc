"""One line for each request, and the word under which a request can be found again."""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter
from typing import Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

HEADER: Final = "X-Request-ID"
SAFE: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""What a proxy may call a request; anything else gets a name of ours."""

log = logging.getLogger("renmai.requests")
_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """Of the request that this thread answers; blank outside of one."""
    return _id.get()


def route_of(request: HttpRequest) -> str:
    """The name of the page, never its address: addresses hold codes of customers and words that were searched."""
    found = request.resolver_match
    return (found.view_name if found else "") or "-"


class RequestLog:
    """Names each request, says so in the answer, and writes down how it ended: route, status and milliseconds.

    Who asked is not written: what an employee looks at is nobody's business but the audit trail's.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        token = _id.set(given if SAFE.fullmatch(given) else uuid4().hex)
        begun = perf_counter()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = request_id()
            _write(request, response.status_code, 1000 * (perf_counter() - begun))
        finally:
            _id.reset(token)
        return response


def _write(request: HttpRequest, status: int, milliseconds: float) -> None:
    fields = {"route": route_of(request), "method": request.method, "status": status, "ms": round(milliseconds, 1)}
    log.info("request", extra={"fields": fields})
