"""What erasing a person leaves (spec 1.10): what counts stays, what tells who it was goes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

ERASED: Final = "(已删除 · erased)"
"""Stands where a name stood, in every language and every file alike: no import can take it for a person."""

IDENTITY: Final[Mapping[str, Mapping[str, str]]] = {
    "key_people": {"name": ERASED, "department": "", "title": "", "email": "", "phone": ""},
    "employees": {"name": ERASED, "title": "", "email": ""},
}
"""By file of the bundle: the columns that tell who somebody is, and what stands there afterwards."""

SHORTEST: Final = 2
"""Characters of a text that can be looked for among others: a single one stands in too many words."""


@dataclass(frozen=True)
class Names:
    """The texts by which somebody is called, to be taken out of what others wrote."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Names":
        """Those long enough to be told from other words; the longest first, as one may hold another."""
        found = {text.strip() for text in texts} - {ERASED}
        return cls(tuple(sorted((text for text in found if len(text) >= SHORTEST), key=lambda one: (-len(one), one))))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_whole, self.texts)), re.IGNORECASE)

    def taken_out(self, text: str) -> str:
        """The text with `ERASED` wherever one of the names stood."""
        return self._pattern.sub(ERASED, text) if self.texts else text

    def are_in(self, text: str) -> bool:
        return bool(self.texts) and self._pattern.search(text) is not None


def _whole(text: str) -> str:
    """Latin words are not looked for within longer ones: Li is no part of Library. Chinese has no such borders."""
    before = r"(?<![0-9A-Za-z])" if text[0].isascii() and text[0].isalnum() else ""
    after = r"(?![0-9A-Za-z])" if text[-1].isascii() and text[-1].isalnum() else ""
    return f"{before}{re.escape(text)}{after}"


TOLD_OF: Final = frozenset({"note", "evidence", "result", "reason"})
"""Columns that say something of the person whom a row is about; they go with the person."""
ABOUT: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "key_people": {
        "assessments": ("key_person",),
        "influences": ("key_person", "influencer"),
        "influence_uses": ("key_person",),
        "plan_steps": ("key_person",),
        "handover_items": ("key_person",),
        "action_marks": ("subject_code",),
    },
    "employees": {"influences": ("influencer",), "influence_uses": ("employee",)},
}
"""By file of the person: the files whose rows say something of such a person, and the columns that lead there."""


def is_about(file: str, cells: Mapping[str, object], person: str, codes: Iterable[str]) -> bool:
    """Whether a row of `file` says something of one of these persons, who are rows of the file `person`."""
    found = set(codes)
    return any(cells.get(column) in found for column in ABOUT[person].get(file, ()))
