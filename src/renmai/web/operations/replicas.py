"""Answers that only read take the facts from a standby, where there is one that knows them all."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from renmai.store.replicas import PRIMARY, current_replica, reading_facts_from, reading_from

Answer = Callable[[HttpRequest], HttpResponse]

SAFE: Final = ("GET", "HEAD")
REST: Final = 5.0
"""Seconds in which a standby that broke off is not asked again."""


class Replicas:
    """Chooses for each request. A standby that breaks off costs nobody an answer: the primary gives it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.resting: dict[str, float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return self.get_response(request)
        with reading_facts_from(current_replica(self._awake())):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django asks what is to be said instead of the page that broke."""
        alias, found = reading_from(), request.resolver_match
        if alias == PRIMARY or found is None or not isinstance(exception, DatabaseError):
            return None
        self.resting[alias] = monotonic() + REST
        connections[alias].close()
        with reading_facts_from(PRIMARY):
            answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
            return answer

    def _awake(self) -> list[str]:
        now = monotonic()
        return [alias for alias in settings.REPLICAS if self.resting.get(alias, 0) <= now]
