"""Whom we met, when and how: what the page of a contact is asked in its address and by its forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import uuid4

from django.http import Http404, QueryDict
from django.urls import reverse

from renmai.domain.asking import read_day
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.store.models import ActivityKind, KeyPerson, Opportunity
from renmai.web.access import Viewer, opportunity_of

MOST_PEOPLE: Final = 30
KEY: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
"""What tells one meeting from another; it stays the same however often the form is sent."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The people of one meeting and which of them it is about now (`at`, from 1)."""

    people: Sequence[str]
    at: int
    key: str
    kind: str
    day: date
    opportunity: Opportunity | None

    @property
    def code(self) -> str:
        return self.people[self.at - 1]

    @property
    def is_last(self) -> bool:
        return self.at == len(self.people)

    def url(self) -> str:
        """The address of this step, with all that the steps have in common."""
        query = {
            "person": list(self.people),
            "at": self.at,
            "key": self.key,
            "kind": self.kind,
            "day": self.day.isoformat(),
            **({"opportunity": self.opportunity.code} if self.opportunity else {}),
        }
        return reverse("contact", query=query)

    def step(self, at: int) -> "Asked":
        return replace(self, at=at)


def read(viewer: Viewer, given: QueryDict) -> Asked | None:
    """What is asked, None while nobody is chosen. Raises `Http404` for who may not be seen, and
    `RenmaiError` for what makes no sense."""
    people = list(dict.fromkeys(code for code in given.getlist("person") if code))[:MOST_PEOPLE]
    if not people:
        return None
    rows = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(code__in=people)
    if rows.count() < len(people):
        raise Http404
    opportunity = given.get("opportunity", "")
    return Asked(
        people=people,
        at=_at(given.get("at", ""), len(people)),
        key=_key(given.get("key", "")),
        kind=_kind(given.get("kind", "")),
        day=read_day(given.get("day", ""), viewer.today),
        opportunity=opportunity_of(viewer, opportunity) if opportunity else None,
    )


def _at(text: str, people: int) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= people):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="at", value=text)
    return int(text)


def _key(text: str) -> str:
    if not text:
        return str(uuid4())
    if not KEY.fullmatch(text):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="key", value=text[:80])
    return text


def _kind(text: str) -> str:
    if text and text not in ActivityKind.values:
        raise RenmaiError(ErrorCode.BAD_VALUE, name="kind", value=text[:80])
    return text or ActivityKind.VISIT.value
