"""What an address tries: `who` for each person, `closeness.CODE=1` for each value; what holds anyway is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from renmai.analytics.customer import attitudes
from renmai.analytics.panel import Panel
from renmai.analytics.what_if import Supposition
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.plan_step import STEP_FEATURES, fits
from renmai.domain.question import Question
from renmai.store.models import ChainMember, Opportunity
from renmai.web.access import Viewer

Held = Mapping[str, Mapping[str, str]]
"""By key person and feature, the cells that hold."""


@dataclass(frozen=True)
class Around:
    """The opportunity on a day; `panel` holds its customer only, `members` are in the order of the chain."""

    viewer: Viewer
    opportunity: Opportunity
    panel: Panel
    question: Question
    members: Sequence[ChainMember]

    @cached_property
    def held(self) -> Held:
        """Of the members who count on the day."""
        found = attitudes(self.panel, self.question.as_of)
        codes = (one.key_person.code for one in self.members)
        return {code: found[code] for code in codes if code in found}

    @property
    def is_today(self) -> bool:
        return self.question.as_of == self.viewer.today


@dataclass(frozen=True, slots=True)
class Tried:
    """Whom one tries, and the values that differ from those that hold."""

    who: tuple[str, ...]
    values: tuple[Supposition, ...]

    def value(self, person: str, column: str, held: str) -> str:
        """The cell that is tried, or the one that holds."""
        return next((one.cell for one in self.values if (one.person, one.column) == (person, column)), held)

    def fields(self, without: str = "") -> list[tuple[str, str]]:
        """Name and value of what an address or a form says of it, but for one person."""
        who = [("who", code) for code in self.who if code != without] or [("who", "")]
        return who + [(field_name(one.column, one.person), one.cell) for one in self.values if one.person != without]

    def query(self, without: str = "") -> str:
        return urlencode(self.fields(without))


def field_name(column: str, person: str) -> str:
    return f"{column}.{person}"


def read_tried(given: QueryDict, held: Held, first: str = "") -> Tried:
    """Who is no member is left out; where nobody is named, `first` is taken. Raises `RenmaiError` for no value."""
    who = tuple(dict.fromkeys(code for code in given.getlist("who") if code in held))
    if "who" not in given and first in held:
        who = (first,)
    return Tried(who, tuple(_values(given, held, who)))


def _values(given: QueryDict, held: Held, who: Sequence[str]) -> Iterator[Supposition]:
    for code in who:
        for column in STEP_FEATURES:
            cell = given.get(field_name(column, code), held[code][column])
            if not fits(column, cell):
                raise RenmaiError(ErrorCode.BAD_VALUE, name=column, value=cell)
            if cell != held[code][column]:
                yield Supposition(code, column, cell)
