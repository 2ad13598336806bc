"""Short words about what was just done, with a way to undo it; shown once, on the next page or fragment."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

from django.contrib import messages
from django.http import HttpRequest

LONGEST: Final = 500
"""Characters of a notice: it travels in a cookie."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The form that takes a change back: where it posts to, and its fields."""

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    text: str
    undo: Undo | None


def tell(request: HttpRequest, text: str, *, undo: Undo | None = None) -> None:
    """Say `text` once, as soon as something is shown to this user."""
    extra = json.dumps(asdict(undo)) if undo else ""
    messages.add_message(request, messages.INFO, text[:LONGEST], extra_tags=extra)


def told(request: HttpRequest) -> list[Notice]:
    """What is waiting to be said; asking for it uses it up."""
    return [Notice(str(found.message), _undo(found.extra_tags)) for found in messages.get_messages(request)]


def _undo(extra: str | None) -> Undo | None:
    return Undo(**json.loads(extra)) if extra else None
