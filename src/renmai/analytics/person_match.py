"""Whom a name and a company may mean among known persons, how sure that is and why (docs/metrics/person-match.md).

Namesakes are never merged: every person who may be meant is told. Nothing here knows who looks: the caller
hands over the persons that may be found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from renmai.analytics.company_match import Companies
from renmai.analytics.person_name import PersonName, names_in, spoken
from renmai.domain.likeness import one_slip_apart, plain

SHORTEST_SLIP: Final = 3
"""Characters of a name in which one may be wrong: with two, one slip is another person."""


class Confidence(StrEnum):
    """From the surest: the same name at the same company, the same name alone, something like it."""

    EXACT = "exact"
    NAME_ONLY = "name_only"
    SIMILAR = "similar"


class Reason(StrEnum):
    SAME_NAME = "same_name"
    SAME_SOUND = "same_sound"
    ONE_SLIP = "one_slip"
    SURNAME_ONLY = "surname_only"
    SAME_COMPANY = "same_company"
    PART_OF_COMPANY = "part_of_company"
    OTHER_COMPANY = "other_company"
    NO_COMPANY = "no_company"
    SAME_DEPARTMENT = "same_department"
    SAME_TITLE = "same_title"


ORDER: Final = {reason: at for at, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Told:
    """A person as somebody tells of them; only the name has to be there."""

    name: str
    company: str = ""
    department: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`place` counts the known persons in the order in which they were handed over."""

    place: int
    confidence: Confidence
    reasons: tuple[Reason, ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        return list(Confidence).index(self.confidence), -len(self.reasons), self.place


class Register:
    """Known persons, to be found by what is told of them."""

    def __init__(self, known: Iterable[Told]) -> None:
        self._known = list(known)
        self._names = [names_in(one.name) for one in self._known]
        self._companies = Companies()
        self._written: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}
        for place, one in enumerate(self._known):
            self._companies.add(one.company, place)
            for name in self._names[place]:
                for text in name.written:
                    self._written.setdefault(text, []).append(place)
                self._begun.setdefault(name.surname, []).append(place)

    def find(self, told: Told) -> list[Match]:
        """Everybody who may be meant, the surest first. What is only similar is not told beside an exact match."""
        related = self._companies.like(told.company)
        found: dict[int, Reason] = {}
        for name in names_in(told.name):
            for place, reason in self._candidates(name, related, anywhere=not told.company.strip()):
                if place not in found or ORDER[reason] < ORDER[found[place]]:
                    found[place] = reason
        matches = sorted((self._match(told, place, why, related) for place, why in found.items()), key=_rank)
        if any(one.confidence is Confidence.EXACT for one in matches):
            return [one for one in matches if one.confidence is not Confidence.SIMILAR]
        return matches

    def _candidates(
        self, name: PersonName, related: Mapping[str, bool], *, anywhere: bool
    ) -> Iterator[tuple[int, Reason]]:
        """Places with why the name fits. What only sounds the same counts at the company, or where none is told."""
        for text in name.written:
            yield from ((place, Reason.SAME_NAME) for place in self._written.get(text, ()))
        for place in self._companies.people_of(related):
            reason = next(filter(None, (_alike(name, other) for other in self._names[place])), None)
            if reason:
                yield place, reason
        if anywhere:
            yield from ((place, Reason.SAME_SOUND) for place in self._in_other_script(name))

    def _in_other_script(self, name: PersonName) -> Iterator[int]:
        """Of two names in Chinese that sound alike but are written otherwise, sound says nothing."""
        sounds = name.sounds()
        if not sounds:
            return
        first = [""] if name.is_chinese else [one for one in self._begun if one and _begins(sounds, one)]
        for surname in first:
            for place in self._begun.get(surname, ()):
                others = (one for one in self._names[place] if one.surname == surname)
                if any(sounds & one.sounds() for one in others):
                    yield place

    def _match(self, told: Told, place: int, why: Reason, related: Mapping[str, bool]) -> Match:
        held = self._known[place]
        at = _at(told, related.get(self._companies.core_of(held.company)))
        reasons = [why, at]
        if told.department and plain(told.department) == plain(held.department):
            reasons.append(Reason.SAME_DEPARTMENT)
        if told.title and plain(told.title) == plain(held.title):
            reasons.append(Reason.SAME_TITLE)
        return Match(place, _confidence(why, at), tuple(reasons))


def _at(told: Told, is_same: bool | None) -> Reason:
    """What the company says: the same one, one whose name is a part of the other's, another, or not told."""
    if is_same is None:
        return Reason.OTHER_COMPANY if told.company.strip() else Reason.NO_COMPANY
    return Reason.SAME_COMPANY if is_same else Reason.PART_OF_COMPANY


def _rank(match: Match) -> tuple[int, int, int]:
    return match.rank


def _confidence(why: Reason, at: Reason) -> Confidence:
    if why is not Reason.SAME_NAME:
        return Confidence.SIMILAR
    same = at in (Reason.SAME_COMPANY, Reason.PART_OF_COMPANY)
    return Confidence.EXACT if same else Confidence.NAME_ONLY


def _alike(name: PersonName, other: PersonName) -> Reason | None:
    """Whether two names at one company may be one: a slip of the pen, or only the surname is told."""
    if name.is_chinese != other.is_chinese:
        return Reason.SAME_SOUND if name.sounds() & other.sounds() else None
    if name.is_chinese and (name.is_surname_only or other.is_surname_only):
        return Reason.SURNAME_ONLY if name.surname == other.surname else None
    if name.is_chinese and name.sounds() & other.sounds():
        return Reason.SAME_SOUND
    is_long = min(len(name.core), len(other.core)) >= SHORTEST_SLIP
    return Reason.ONE_SLIP if is_long and one_slip_apart(name.core, other.core) else None


def _begins(sounds: Iterable[str], surname: str) -> bool:
    return any(sound.startswith(begun) for begun in spoken(surname) for sound in sounds)
