"""Looks 查看记录: who was shown that an employee can sway a person (spec 1.10).

Whatever names somebody of ours as an influencer notes it here, and the face that answers writes down what was
noted while it answered. So a page that shows such rows cannot forget to tell their owner.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

Relation = tuple[int, int | None]
"""The ids of an employee and of a key person; None: of a whole list of them."""


class Place(StrEnum):
    """Where it was shown."""

    PERSON = "person"
    CUSTOMER = "customer"
    OPPORTUNITY = "opportunity"
    MAP = "map"
    PATHS = "paths"
    LIST = "list"
    ACTIONS = "actions"
    CONTINUITY = "continuity"
    REVIEW = "review"
    NETWORK = "network"
    EXPORT = "export"
    API = "api"
    AGENT = "agent"
    TERMINAL = "terminal"
    PAGE = "page"


BEGINNINGS: Final = {
    "key-person-paths": Place.PATHS,
    "key-person": Place.PERSON,
    "customer-map": Place.MAP,
    "customer": Place.CUSTOMER,
    "opportunity": Place.OPPORTUNITY,
    "line": Place.LIST,
    "actions": Place.ACTIONS,
    "today": Place.ACTIONS,
    "continuity": Place.CONTINUITY,
    "handover": Place.CONTINUITY,
    "review": Place.REVIEW,
    "scorecard": Place.REVIEW,
    "network": Place.NETWORK,
}
"""By the beginning of a route's name; the first that fits."""
FILES: Final = ("-xlsx", "-csv", "-pdf", "-pptx", "-svg", "-pack")
"""Endings of the names of routes that hand out a file."""

_seen: ContextVar[set[Relation] | None] = ContextVar("seen", default=None)


def place_named(route: str) -> Place:
    """The place of a route, by its name."""
    if route.endswith(FILES):
        return Place.EXPORT
    return next((place for start, place in BEGINNINGS.items() if route.startswith(start)), Place.PAGE)


def note(employee: int, person: int | None) -> None:
    """An employee (0: nobody is named) is told as one who can sway the person."""
    seen = _seen.get()
    if seen is not None and employee:
        seen.add((employee, person))


@contextmanager
def watching() -> Iterator[set[Relation]]:
    """What is noted within the body."""
    seen: set[Relation] = set()
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)


@contextmanager
def unnoted() -> Iterator[None]:
    """Rows that are made within the body are shown without whoever can sway somebody."""
    token = _seen.set(None)
    try:
        yield
    finally:
        _seen.reset(token)
