"""Writing down for whose relations an answer told, and through what it was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.http import HttpRequest

from renmai.api.access import Caller
from renmai.domain.look import Place, watching
from renmai.store.actions.look import record_looks

AGENT: Final = "X-Renmai-Agent"
"""By which an agent says what it is; a name to show, which proves nothing."""
LONGEST: Final = 80


def caller_of(request: HttpRequest) -> Caller:
    """Who asks; the API lets nobody else in."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    return found


def agent_of(request: HttpRequest) -> str:
    """What the agent calls itself, on one line; blank for anything else."""
    return " ".join(request.headers.get(AGENT, "").split())[:LONGEST]


@contextmanager
def looking(request: HttpRequest) -> Iterator[Caller]:
    """Who is named within the body is told so, under the place of the API or of an agent."""
    caller = caller_of(request)
    with watching() as seen:
        yield caller
    place = Place.AGENT if agent_of(request) else Place.API
    record_looks(caller.employee.pk, seen, place, caller.today)
